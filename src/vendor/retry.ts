import { failed, type Result } from "../result.js";
import type { CallContext } from "./call-context.js";
import type { Refusal } from "./circuit/vendor-circuits.js";
import { type Clock, sleep } from "./clock.js";
import type { NoPermit } from "./rate-limit/rate-limiter.js";
import type { RetryQuota } from "./retry-quota.js";
import type { SendFailure } from "./send.js";

/** What an operation does at the vendor, and so whether it may be sent again when its answer was lost. */
export type Effect = "read" | "repeatable-write" | "unrepeatable-write";

/** What an answer says about sending the same request again. */
export interface RepeatAdvice {
  /** How often at most. Zero: this answer is final. */
  readonly times: number;
  /** At once where only the signature is made anew; with backoff where the vendor needs time. */
  readonly wait: "none" | "backoff";
  /** True where the vendor may have carried the request out before it answered so. */
  readonly mayHaveApplied: boolean;
  /** True where the vendor says that it is called too often. */
  readonly throttled?: boolean;
}

export type CallFailure = SendFailure | Refusal | ({ readonly kind: "no-permit" } & NoPermit);

const MAX_REPEATS = 3;
const FIRST_BACKOFF_MS = 200;
const LONGEST_BACKOFF_MS = 2_000;

/**
 * Sends again what is safe and worthwhile to send again, within the caller's deadline.
 * Backoff is exponential with full jitter, so that callers who failed together do not come back together.
 */
export async function retry<A>(
  deps: { clock: Clock; random: () => number; quota: RetryQuota },
  call: {
    effect: Effect;
    context: CallContext;
    advice: (answer: A) => RepeatAdvice;
    asksOtherwise?: boolean;
  },
  attempt: () => Promise<Result<A, CallFailure>>,
): Promise<Result<A, CallFailure>> {
  let lost: CallFailure | null = null;
  for (let repeats = 0; ; repeats += 1) {
    const outcome = await attempt();
    if (!outcome.ok && !neverArrived(outcome.error)) lost = outcome.error;
    // After a lost attempt, "not sent" is true of the last one only: an earlier one may have been carried out.
    const end = !outcome.ok && lost !== null ? failed(lost) : outcome;
    const advice = outcome.ok ? call.advice(outcome.value) : adviceAfter(outcome.error, call.asksOtherwise);
    if (repeats >= Math.min(advice.times, MAX_REPEATS)) return end;
    if (advice.mayHaveApplied && call.effect === "unrepeatable-write") return end;
    if (!deps.quota.spend()) return end;
    if (!(await pause(deps, call.context, advice, repeats))) return end;
  }
}

const FINAL: RepeatAdvice = { times: 0, wait: "none", mayHaveApplied: false };

function adviceAfter(failure: CallFailure, asksOtherwise = false): RepeatAdvice {
  // Our own rate limiter, breaker or lock-out has already told when to come back.
  if (neverArrived(failure) && failure.kind !== "not-sent") return FINAL;
  if (asksOtherwise && failure.kind === "unreadable-answer" && failure.isTheVendor) return FINAL;
  return { times: MAX_REPEATS, wait: "backoff", mayHaveApplied: failure.kind !== "not-sent" };
}

const NEVER_ARRIVED: ReadonlySet<CallFailure["kind"]> = new Set([
  "not-sent",
  "no-permit",
  "circuit-open",
  "locked-out",
]);
const neverArrived = ({ kind }: CallFailure): boolean => NEVER_ARRIVED.has(kind);

/** Waits before a repeat. False where the caller has left, or would have by then. */
async function pause(
  { clock, random }: { clock: Clock; random: () => number },
  context: CallContext,
  advice: RepeatAdvice,
  repeats: number,
): Promise<boolean> {
  if (context.signal.aborted) return false;
  const longestMs = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** repeats);
  const waitMs = advice.wait === "none" ? 0 : random() * longestMs;
  if (waitMs >= context.remainingMs()) return false;
  return waitMs === 0 || sleep(clock, waitMs, context.signal);
}
