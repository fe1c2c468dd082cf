import { isIP } from "node:net";
import type { Agent, Dispatcher } from "undici";
import type { Clock } from "../../vendor/clock.js";
import { isPublicAddress } from "./addresses.js";
import { retryAfterMs } from "./backoff.js";
import type { Delivery, Target } from "./model.js";
import { ADDRESS_REFUSED, addressRefused, publicLookup } from "./public-lookup.js";

/** Posts messages to one target over its own connection. */
export interface Poster {
  /** Never rejects. */
  post(headers: Record<string, string>, body: string): Promise<Delivery>;
  /** Closes the connection at once. */
  close(): Promise<void>;
}

/** A target that has not answered by then has failed. */
export const ANSWER_WITHIN_MS = 10_000;
const CONNECT_WITHIN_MS = 5_000;
/** Servers close idle connections, and a request that meets such a close fails. */
const IDLE_FOR_MS = 1_000;
/** The status decides. The rest of an answer is read only to use the connection again. */
const MAX_ANSWER_BYTES = 64 * 1024;
const REST_WITHIN_MS = 1_000;

export function poster(
  target: Target,
  options: { readonly clock: Clock; readonly mayBePrivate: boolean },
): Poster {
  const { clock, mayBePrivate } = options;
  let agent: Agent | undefined;
  return {
    async post(headers, body) {
      const overdue = new AbortController();
      const cancel = clock.after(ANSWER_WITHIN_MS, () => overdue.abort());
      try {
        if (!mayBePrivate && isPrivateLiteral(target.url.hostname)) throw addressRefused();
        const undici = await import("undici");
        agent ??= new undici.Agent({
          connections: 1,
          keepAliveTimeout: IDLE_FOR_MS,
          keepAliveMaxTimeout: IDLE_FOR_MS,
          headersTimeout: 0,
          bodyTimeout: 0,
          connect: { timeout: CONNECT_WITHIN_MS, ...(!mayBePrivate && { lookup: publicLookup() }) },
        });
        const request = { dispatcher: agent, method: "POST", headers, body, signal: overdue.signal } as const;
        const answer = await undici.request(target.url, request);
        await readRest(answer, clock);
        return deliveryOf(answer, clock.now());
      } catch (error) {
        return failedDelivery(error, overdue.signal.aborted);
      } finally {
        cancel();
      }
    },
    close: async () => agent?.destroy(),
  };
}

/** No name is looked up for an IP address in a URL. IPv6 addresses have brackets there. */
function isPrivateLiteral(hostname: string): boolean {
  const address = hostname.replace(/^\[|\]$/g, "");
  return isIP(address) !== 0 && !isPublicAddress(address);
}

async function readRest({ body }: Dispatcher.ResponseData, clock: Clock): Promise<void> {
  const enough = new AbortController();
  const cancel = clock.after(REST_WITHIN_MS, () => enough.abort());
  try {
    await body.dump({ limit: MAX_ANSWER_BYTES, signal: enough.signal });
  } catch {
    // The answer was cut off, too long or too slow. Its status is known.
    body.destroy();
  } finally {
    cancel();
  }
}

function deliveryOf({ statusCode, headers }: Dispatcher.ResponseData, now: Date): Delivery {
  if (statusCode >= 200 && statusCode < 300) return { outcome: "delivered", why: null, retryAfterMs: null };
  const mayAsk = statusCode === 429 || statusCode === 503;
  return {
    outcome: "refused",
    why: `HTTP status ${statusCode}`,
    retryAfterMs: mayAsk ? retryAfterMs(headers["retry-after"], now) : null,
  };
}

/** Codes of Node and undici. Their messages may repeat the URL or what was received, so they are not used. */
const WHY: ReadonlyMap<string, string> = new Map([
  ["ECONNREFUSED", "connection refused"],
  ["ECONNRESET", "the connection was lost"],
  ["ENOTFOUND", "host name not found"],
  ["EAI_AGAIN", "host name could not be looked up"],
  ["EHOSTUNREACH", "host unreachable"],
  ["ENETUNREACH", "network unreachable"],
  ["UND_ERR_CONNECT_TIMEOUT", "no connection in time"],
  ["UND_ERR_SOCKET", "the connection was lost"],
  ["UND_ERR_HEADERS_OVERFLOW", "an answer with too long headers"],
]);
const TLS_REFUSED = /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED|UNABLE_TO_)/;

function failedDelivery(error: unknown, isOverdue: boolean): Delivery {
  if (isOverdue) return { outcome: "timed-out", why: "no answer in time", retryAfterMs: null };
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === ADDRESS_REFUSED)
    return { outcome: "address-refused", why: "the host has no public address", retryAfterMs: null };
  const known = WHY.get(code) ?? (TLS_REFUSED.test(code) ? "its certificate was not accepted" : undefined);
  return { outcome: "unreachable", why: known ?? "no readable answer", retryAfterMs: null };
}
