import { setMaxListeners } from "node:events";
import type { Clock } from "./clock.js";
import type { Turn } from "./rate-limit/fair-queue.js";

/** On whose behalf a vendor is called, and how long they wait for everything the request needs of the vendors. */
export interface CallContext extends Turn {
  /** Ties the log lines of one request together; null for work nobody waits for. */
  readonly requestId: string | null;
  /**
   * Aborts when the caller leaves. No attempt begins after that. One that was sent is heard out,
   * since its answer is the only evidence of what it did.
   */
  readonly signal: AbortSignal;
  /** Milliseconds left; zero or less once the time is up. */
  remainingMs(): number;
  /**
   * Only where requests share the call: calls back whenever another request has joined, which changes whose turn the call
   * takes. Returns a function that ends this.
   */
  onJoin?(listener: () => void): () => void;
}

/** Gateways give up after 25 to 30 s; an answer must leave here before that. */
export const OPERATION_TIMEOUT_MS = 20_000;

/** Shared by all work that nobody can leave, so any number of waits may listen to it. */
const neverAborts = new AbortController().signal;
setMaxListeners(0, neverAborts);

export function callContext(
  clock: Clock,
  options: Partial<Turn> & {
    requestId?: string;
    signal?: AbortSignal;
    timeoutMs?: number;
  } = {},
): CallContext {
  const endsAt = clock.monotonicMs() + (options.timeoutMs ?? OPERATION_TIMEOUT_MS);
  const { requestId } = options;
  return {
    requestId: requestId ?? null,
    lane: options.lane ?? "interactive",
    // Without a known caller, each request is a caller by itself.
    callers: options.callers ?? (requestId === undefined ? [] : [requestId]),
    operation: options.operation ?? null,
    signal: options.signal ?? neverAborts,
    remainingMs: () => endsAt - clock.monotonicMs(),
  };
}

/** The same with less time. Stays as it is in all else, also when another request joins. */
export const keepingBack = (context: CallContext, keptMs: number): CallContext => ({
  get requestId() {
    return context.requestId;
  },
  get lane() {
    return context.lane;
  },
  get callers() {
    return context.callers;
  },
  operation: context.operation,
  signal: context.signal,
  remainingMs: () => context.remainingMs() - keptMs,
  onJoin: (listener) => context.onJoin?.(listener) ?? (() => undefined),
});
