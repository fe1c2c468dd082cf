import { setMaxListeners } from "node:events";
import type { Clock } from "./clock.js";
import type { Lane } from "./waiting-line.js";

/** On whose behalf a vendor is called, and how long they wait for everything the request needs of the vendors. */
export interface CallContext {
  /** Ties the log lines of one request together; null for work nobody waits for. */
  readonly requestId: string | null;
  /** Interactive calls go before bulk ones, which still get their tenth. */
  readonly lane: Lane;
  /** Callers of one lane take turns, whoever asked for more. */
  readonly caller: string | null;
  /**
   * Aborts when the caller leaves. No attempt begins after that. One that was sent is heard out,
   * since its answer is the only evidence of what it did.
   */
  readonly signal: AbortSignal;
  /** Milliseconds left; zero or less once the time is up. */
  remainingMs(): number;
}

/** Gateways give up after 25 to 30 s; an answer must leave here before that. */
export const OPERATION_TIMEOUT_MS = 20_000;

/** Shared by all work that nobody can leave, so any number of waits may listen to it. */
const neverAborts = new AbortController().signal;
setMaxListeners(0, neverAborts);

export function callContext(
  clock: Clock,
  options: {
    requestId?: string;
    lane?: Lane;
    /** Default: each request is a caller by itself. */
    caller?: string | null;
    signal?: AbortSignal;
    timeoutMs?: number;
  } = {},
): CallContext {
  const endsAt = clock.monotonicMs() + (options.timeoutMs ?? OPERATION_TIMEOUT_MS);
  return {
    requestId: options.requestId ?? null,
    lane: options.lane ?? "interactive",
    caller: options.caller ?? options.requestId ?? null,
    signal: options.signal ?? neverAborts,
    remainingMs: () => endsAt - clock.monotonicMs(),
  };
}
