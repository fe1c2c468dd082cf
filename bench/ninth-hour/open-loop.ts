import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "undici";
import { JSON_HEADERS, poolFor } from "../load.js";

export interface TimedRequest {
  /** When to send it, from the start of the load. */
  readonly atMs: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Outcome {
  /** Null for a full answer. Otherwise the code of its first error, or of the failed connection. */
  readonly code: string | null;
  /** From the time it was to be sent, so that a late request counts as slow. */
  readonly tookMs: number;
  /** How late the load generator sent it. */
  readonly lateMs: number;
}

/** Longer than the server takes to answer or refuse any request. */
const ANSWER_WITHIN_MS = 60_000;

/**
 * Sends each request at its time, whether or not earlier ones are answered, as independent clients do. So the number of
 * connections has no limit here. `isFull` checks a successful answer.
 */
export async function sendOnTime(
  url: string,
  requests: readonly TimedRequest[],
  isFull: (answer: string) => boolean,
): Promise<Outcome[]> {
  const pool = poolFor(url, {
    connections: null,
    headersTimeout: ANSWER_WITHIN_MS,
    bodyTimeout: ANSWER_WITHIN_MS,
  });
  const { pathname } = new URL(url);
  const startedAt = performance.now();
  const outcomes: Promise<Outcome>[] = [];
  const send = async ({ atMs, body, headers }: TimedRequest): Promise<Outcome> => {
    const since = () => performance.now() - startedAt - atMs;
    // A timer may fire up to a millisecond early.
    const lateMs = Math.max(0, since());
    const code = await post(pool, { path: pathname, body, headers }, isFull);
    return { code, tookMs: since(), lateMs };
  };
  try {
    for (const request of requests) {
      const waitMs = startedAt + request.atMs - performance.now();
      if (waitMs > 0) await sleep(waitMs);
      outcomes.push(send(request));
    }
    return await Promise.all(outcomes);
  } finally {
    await pool.destroy();
  }
}

/** Null for a full answer. Otherwise the code of what went wrong. */
async function post(
  pool: Pool,
  { path, body, headers }: { path: string; body: string; headers: Readonly<Record<string, string>> },
  isFull: (answer: string) => boolean,
): Promise<string | null> {
  let text: string;
  try {
    const answer = await pool.request({
      method: "POST",
      path,
      body,
      headers: { ...JSON_HEADERS, ...headers },
    });
    text = await answer.body.text();
  } catch (error) {
    return codeOfFailure(error);
  }
  if (text.includes('"errors":')) return codeOf(text);
  if (isFull(text)) return null;
  throw new Error(`This answer has no error and is not full either: ${text.slice(0, 500)}`);
}

/** The server closes connections above its limit at once. The client notices before or after it sent its request. */
const CLOSED = new Set(["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"]);

function codeOfFailure(error: unknown): string {
  const { code, name } = error as NodeJS.ErrnoException;
  return code !== undefined && CLOSED.has(code) ? "connection closed" : `no answer: ${code ?? name}`;
}

function codeOf(text: string): string {
  const { errors } = JSON.parse(text) as { errors: readonly { extensions?: { code?: string } }[] };
  return errors[0]?.extensions?.code ?? "no code";
}
