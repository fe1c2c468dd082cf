import type { JSONWebKeySet } from "jose";
import type { Agent } from "undici";
import { z } from "zod";
import { failed, ok, type Result } from "../result.js";

const TIMEOUT_MS = 5_000;
const MAX_BYTES = 256 * 1024;
const MAX_KEYS = 100;

const KeySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).max(MAX_KEYS) });

/** Fetches a published key set over its own connection. Redirects are not followed. */
export function keyFetcher(url: string): {
  fetchKeys: () => Promise<Result<JSONWebKeySet, string>>;
  close: () => Promise<void>;
} {
  let agent: Agent | undefined;
  return {
    fetchKeys: async () => {
      try {
        const undici = await import("undici");
        agent ??= new undici.Agent({
          maxResponseSize: MAX_BYTES,
          connections: 1,
          connectTimeout: TIMEOUT_MS,
        });
        const { statusCode, body } = await undici.request(url, {
          dispatcher: agent,
          headers: { accept: "application/jwk-set+json, application/json" },
          signal: AbortSignal.timeout(TIMEOUT_MS),
        });
        const text = await body.text();
        if (statusCode !== 200) return failed(`HTTP status ${statusCode}`);
        const keys = KeySet.safeParse(JSON.parse(text));
        return keys.success ? ok(keys.data) : failed("the answer is not a key set");
      } catch (error) {
        return failed(whyOf(error));
      }
    },
    close: async () => agent?.destroy(),
  };
}

/** Does not use the error's message, which may repeat what was received. */
function whyOf(error: unknown): string {
  if (error instanceof SyntaxError) return "the answer is not JSON";
  if (error instanceof DOMException && error.name === "TimeoutError") return "no answer in time";
  return error instanceof Error && "code" in error ? String(error.code) : "it could not be read";
}
