import { failed, type Result } from "../result.js";
import type { CallContext } from "./call-context.js";
import type { Refusal } from "./circuit/vendor-circuits.js";
import { type Clock, sleep } from "./clock.js";
import type { NoPermit } from "./rate-limit/rate-limiter.js";
import type { RetryQuota } from "./retry-quota.js";
import type { SendFailure } from "./send.js";

/** What an operation does at the vendor. It decides whether to send again after a lost answer. */
export type Effect = "read" | "repeatable-write" | "unrepeatable-write";

/** Whether an answer allows sending the same request again. */
export interface RepeatAdvice {
  /** The most repeats. Zero: this answer is final. */
  readonly times: number;
  /** `none` if only a new signature is needed, `backoff` if the vendor needs time. */
  readonly wait: "none" | "backoff";
  /** Whether the vendor may have carried the request out before it sent this answer. */
  readonly mayHaveApplied: boolean;
  /** True if the vendor says that it is called too often. */
  readonly throttled?: boolean;
}

export type CallFailure = SendFailure | Refusal | ({ readonly kind: "no-permit" } & NoPermit);

const MAX_REPEATS = 3;
const FIRST_BACKOFF_MS = 200;
const LONGEST_BACKOFF_MS = 2_000;

/**
 * Repeats an attempt while that is safe and useful, within the caller's deadline.
 * Backoff is exponential with full jitter, so that callers who failed together do not retry together.
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
    // If an earlier attempt was lost, it may have been carried out, so "not sent" would be wrong for the call as a whole.
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
  // Our own rate limiter, breaker or lock-out has already set the time to retry.
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

/** Waits before a repeat. False if the caller has left or its time ends first. */
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
