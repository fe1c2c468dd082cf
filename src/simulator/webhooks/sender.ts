import type { Journal, OpenRecord } from "./journal.js";
import type { Signature, WebhookMessage } from "./message.js";
import type { Poster, PostResult } from "./post.js";
import type { Timers } from "./timers.js";

/** One copy of a message on its way. */
export interface Transmission {
  readonly message: WebhookMessage;
  readonly signature: Signature;
  readonly record: OpenRecord;
  /** Called once: when it is acknowledged, or when nothing more will be sent. */
  readonly ended: (state: "acknowledged" | "failed" | "dropped") => void;
}

export interface SenderDeps {
  readonly poster: Poster;
  readonly timers: Timers;
  readonly journal: Journal;
  /** The base URL. */
  readonly url: () => string;
}

/** A vendor's way of sending: all at once, or one after the other. */
export interface Sender {
  send(transmission: Transmission): void;
  /** Drops what waits. A request that was sent already may still be acknowledged. */
  clear(): void;
  counts(): { readonly queued: number; readonly inFlight: number };
}

/** Sends one request and records it. */
export async function attempt(
  { message, signature, record }: Transmission,
  { poster, journal, url }: SenderDeps,
  timeoutMs: number,
): Promise<PostResult> {
  const { target, headers, body } = message.request(signature, record.attempts > 0);
  journal.sending(record);
  return poster.post({ url: `${url()}${target}`, headers, body }, timeoutMs);
}

/** The answer's JSON, or why it is none. */
export function jsonOf(result: PostResult): { json: unknown } | { problem: string } {
  if (result.kind === "timed-out") return { problem: "no answer in time" };
  if (result.kind === "unreachable") return { problem: `no answer: ${result.reason}` };
  try {
    if (result.body !== null) return { json: JSON.parse(result.body) };
  } catch {
    // Falls through to the problem.
  }
  return { problem: `HTTP ${result.status}, and the answer is not JSON` };
}

/** Null: there was none. */
export function noteProblem(record: OpenRecord, problem: string | null): void {
  if (problem === null) delete record.problem;
  else record.problem = problem;
}
