import { failed, ok, type Result } from "../../result.js";
import type { CallContext } from "../call-context.js";
import { CancelSource } from "../cancel-signal.js";
import type { Clock } from "../clock.js";
import type { Permit } from "./permit.js";
import type { NoPermit, RateLimiter } from "./rate-limiter.js";

const SECOND_MS = 1_000;

/**
 * A limiter in which one kind of calls may use only a part of the limit. Such a call needs a permit of the part before it
 * queues for one of the whole, so it never takes a place there that others need. Permits are whole numbers: for a part of
 * less than one call a second, there is one permit, which is held for longer.
 */
export function limitedPart(options: {
  whole: RateLimiter;
  /** The limiter of the part, with so many permits. Called when the first such call comes. */
  part: (permits: number) => RateLimiter;
  /** The limit of the part. */
  callsPerSecond: number;
  /** It may change when other requests join the call. */
  isInPart: (context: CallContext) => boolean;
  clock: Clock;
}): RateLimiter {
  const { whole, callsPerSecond, isInPart, clock } = options;
  const permits = Math.max(1, Math.floor(callsPerSecond));
  const heldMs = callsPerSecond >= 1 ? 0 : Math.ceil(SECOND_MS / callsPerSecond) - SECOND_MS;

  const acquireInPart = async (context: CallContext): Promise<Result<Permit, NoPermit>> => {
    const own = await whileInPart(options.part(permits), context, isInPart);
    if (own === "left-part") return whole.acquire(context);
    if (!own.ok) return own;
    const permit = await whole.acquire(context);
    if (!permit.ok) {
      own.value.release("not-sent");
      return permit;
    }
    return ok(bothOf(permit.value, own.value, heldMs, clock));
  };
  return {
    acquire: (context) =>
      isInPart(context) && !context.signal.aborted ? acquireInPart(context) : whole.acquire(context),
    throttled: () => whole.throttled(),
    waiting: (lane) => whole.waiting(lane),
  };
}

/** Waits for a permit of the part, for as long as the call belongs to it. */
async function whileInPart(
  part: RateLimiter,
  context: CallContext,
  isInPart: (context: CallContext) => boolean,
): Promise<Result<Permit, NoPermit> | "left-part"> {
  const leave = new CancelSource();
  const abort = (): void => leave.abort();
  context.signal.addEventListener("abort", abort, { once: true });
  const stopListening = context.onJoin?.(() => {
    if (!isInPart(context)) leave.abort();
  });
  const { requestId, lane, callers, operation } = context;
  const waiting = { requestId, lane, callers, operation, signal: leave };
  const permit = await part.acquire({ ...waiting, remainingMs: () => context.remainingMs() });
  stopListening?.();
  context.signal.removeEventListener("abort", abort);
  if (permit.ok || permit.error.why !== "caller-left" || context.signal.aborted) return permit;
  return isInPart(context) ? failed({ why: "caller-left" }) : "left-part";
}

const bothOf = (whole: Permit, own: Permit, heldMs: number, clock: Clock): Permit => ({
  release(use) {
    whole.release(use);
    if (heldMs === 0 || use === "not-sent") own.release(use);
    else clock.after(heldMs, () => own.release(use));
  },
});
