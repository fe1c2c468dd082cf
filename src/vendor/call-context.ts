import { type CancelSignal, CancelSource } from "./cancel-signal.js";
import type { Clock } from "./clock.js";
import type { Turn } from "./rate-limit/fair-queue.js";

/** Who a vendor is called for, and the time left for all vendor calls of the request. */
export interface CallContext extends Turn {
  /** Joins the log lines of one request. Null for work that no request waits for. */
  readonly requestId: string | null;
  /**
   * Aborts when the caller leaves. No attempt begins after that. An attempt that was sent is waited for,
   * because its answer is the only evidence of what it did.
   */
  readonly signal: CancelSignal;
  /** Milliseconds left; zero or less once the time is up. */
  remainingMs(): number;
  /**
   * Present only if requests share the call. Calls `listener` when another request joins, since that changes whose turn
   * the call takes. Returns a function that removes the listener.
   */
  onJoin?(listener: () => void): () => void;
}

/** Gateways give up after 25 to 30 s; an answer must leave here before that. */
export const OPERATION_TIMEOUT_MS = 20_000;

/** Shared by all work that cannot be abandoned. */
const neverAborts: CancelSignal = new CancelSource();

export function callContext(
  clock: Clock,
  options: Partial<Turn> & {
    requestId?: string;
    signal?: CancelSignal;
    timeoutMs?: number;
  } = {},
): CallContext {
  const endsAt = clock.monotonicMs() + (options.timeoutMs ?? OPERATION_TIMEOUT_MS);
  const { requestId } = options;
  return {
    requestId: requestId ?? null,
    lane: options.lane ?? "interactive",
    // If the caller is unknown, each request counts as its own caller.
    callers: options.callers ?? (requestId === undefined ? [] : [requestId]),
    operation: options.operation ?? null,
    signal: options.signal ?? neverAborts,
    remainingMs: () => endsAt - clock.monotonicMs(),
  };
}

/** The same context with `keptMs` less time. It follows the original when another request joins. */
export const keepingBack = (context: CallContext, keptMs: number): CallContext =>
  new ShorterContext(context, keptMs);

/** A class, because V8 keeps every object literal with a getter until it collects the whole heap. */
class ShorterContext implements CallContext {
  constructor(
    private readonly context: CallContext,
    private readonly keptMs: number,
  ) {}

  get requestId(): string | null {
    return this.context.requestId;
  }

  get lane(): Turn["lane"] {
    return this.context.lane;
  }

  get callers(): readonly string[] {
    return this.context.callers;
  }

  get operation(): string | null {
    return this.context.operation;
  }

  get signal(): CancelSignal {
    return this.context.signal;
  }

  remainingMs(): number {
    return this.context.remainingMs() - this.keptMs;
  }

  onJoin(listener: () => void): () => void {
    return this.context.onJoin?.(listener) ?? (() => undefined);
  }
}
