import { failed, type Result } from "../result.js";
import type { CallContext } from "./call-context.js";
import type { AttemptReport, VendorCircuits } from "./circuit/vendor-circuits.js";
import type { Clock } from "./clock.js";
import { HTTP_TOO_MANY_REQUESTS, type Vendor } from "./failure.js";
import type { Lane } from "./rate-limit/fair-queue.js";
import type { PermitUse } from "./rate-limit/permit.js";
import type { RateLimiter } from "./rate-limit/rate-limiter.js";
import { type CallFailure, type Effect, type RepeatAdvice, retry } from "./retry.js";
import type { SendFailure } from "./send.js";
import { ATTEMPT_TIMEOUT_MS, type Attempt, withTimeout } from "./timeout.js";

/** Tencent IM itself gives up after 3 s; who waited less cannot tell a slow vendor from a dead one. */
const TELLING_WAIT_MS = 3_000;

/** One call to a vendor: everything about it that the road must know, and nothing of what it says. */
export interface VendorCall<A> {
  readonly vendor: Vendor;
  /** The vendor's own name of the command or action; limits and log lines go by it. */
  readonly operation: string;
  readonly effect: Effect;
  readonly context: CallContext;
  readonly limiter: RateLimiter;
  /** Signs and sends. Called once for each attempt, so that a signature is never older than its attempt. */
  readonly send: (attempt: Attempt) => Promise<Result<A, SendFailure>>;
  /** The vendor's code in an answer, and whether all of the answer says success, for the log. */
  readonly codeOf: (answer: A) => number | null;
  readonly succeeded: (answer: A) => boolean;
  readonly advice: (answer: A) => RepeatAdvice;
  /** The cause of a refusal that its code alone does not tell, in our words, for the log. */
  readonly causeOf?: (answer: A) => string | null;
  /** The answer's code, where by it the vendor refuses all that this app signs. */
  readonly lockOutCode?: (answer: A) => number | undefined;
  /** Set where the caller asks in another way when one answer cannot be read: the same request is then not sent again. */
  readonly asksOtherwise?: boolean;
}

/** What became of one call, told once when it is over. Holds no body, URL, signature or name. */
export interface CallReport {
  readonly vendor: Vendor;
  readonly operation: string;
  /** Whose call it is; several, with commas between, where requests share it. Null: nobody waits for it. */
  readonly requestId: string | null;
  readonly lane: Lane;
  readonly outcome: "answered" | CallFailure["kind"];
  readonly succeeded: boolean;
  readonly code: number | null;
  readonly why: string | null;
  readonly attempts: number;
  /** When each attempt was sent, in milliseconds since the call began. */
  readonly attemptsAtMs: readonly number[];
  /** Milliseconds spent waiting for a permit, all attempts together. */
  readonly waitedMs: number;
  /** Milliseconds from the first to the last moment of the call. */
  readonly tookMs: number;
}

export type CallVendor = <A>(call: VendorCall<A>) => Promise<Result<A, CallFailure>>;

/**
 * The one road to a vendor: observe(retry(permit(timeout(send)))).
 * The order is the design. A repeat needs a permit of its own; waiting for a permit does not eat into the attempt's
 * time-out; the caller's deadline ends any wait. A vendor that is down, or has locked this app out, is asked for
 * nothing: neither by calls that come now, nor by calls whose permit comes now.
 */
export function createCallVendor(deps: {
  clock: Clock;
  random: () => number;
  observe: (report: CallReport) => void;
  guards: Readonly<Record<Vendor, VendorCircuits>>;
}): CallVendor {
  const { clock } = deps;
  return async (call) => {
    const guard = deps.guards[call.vendor];
    const startedAt = clock.monotonicMs();
    const attemptsAtMs: number[] = [];
    let waitedMs = 0;

    const advice = (answer: Parameters<typeof call.advice>[0]) => {
      const advice = call.advice(answer);
      if (advice.throttled === true) call.limiter.throttled();
      return advice;
    };
    const attempt = async () => {
      const refusal = guard.refusal();
      if (refusal !== null) return failed(refusal);
      const askedAt = clock.monotonicMs();
      const permit = await call.limiter.acquire(call.context);
      waitedMs += clock.monotonicMs() - askedAt;
      if (!permit.ok) return failed({ kind: "no-permit" as const, ...permit.error });
      const entered = guard.enter();
      if (!entered.ok) {
        permit.value.release("not-sent");
        return entered;
      }

      if (attemptsAtMs.length === 0) guard.quota.earn();
      attemptsAtMs.push(Math.round(clock.monotonicMs() - startedAt));
      const sentAt = clock.monotonicMs();
      let report: AttemptReport = { health: "nothing" };
      let use: PermitUse = "lost";
      try {
        const timeoutMs = Math.min(ATTEMPT_TIMEOUT_MS, call.context.remainingMs());
        const answer = await withTimeout(clock, timeoutMs, call.send);
        if (!answer.ok && saysTooManyRequests(answer.error)) call.limiter.throttled();
        use = useOf(answer);
        report = classifyAttempt(answer, call.lockOutCode, clock.monotonicMs() - sentAt);
        return answer;
      } finally {
        // Also after a defect of ours: a probe or a permit that never came back would be missing for ever.
        entered.value(report);
        permit.value.release(use);
      }
    };
    const outcome = await retry({ ...deps, quota: guard.quota }, { ...call, advice }, attempt);

    deps.observe({
      vendor: call.vendor,
      operation: call.operation,
      requestId: call.context.requestId,
      lane: call.context.lane,
      outcome: outcome.ok ? "answered" : outcome.error.kind,
      succeeded: outcome.ok && call.succeeded(outcome.value),
      code: outcome.ok ? call.codeOf(outcome.value) : null,
      why: outcome.ok ? (call.causeOf?.(outcome.value) ?? null) : outcome.error.why,
      attempts: attemptsAtMs.length,
      attemptsAtMs,
      waitedMs: Math.round(waitedMs),
      tookMs: Math.round(clock.monotonicMs() - startedAt),
    });
    return outcome;
  };
}

/** Only the vendor's own answer shows that it has counted the call. An error page may come from a proxy in front of it. */
function useOf(answer: Result<unknown, SendFailure>): PermitUse {
  if (answer.ok) return "answered";
  return answer.error.kind === "not-sent" ? "not-sent" : "lost";
}

const saysTooManyRequests = (failure: SendFailure): boolean =>
  failure.kind === "unreadable-answer" && failure.httpStatus === HTTP_TOO_MANY_REQUESTS;

/** What an attempt says of the vendor. Any answer of its own, however it refuses, shows that it works. */
function classifyAttempt<A>(
  answer: Result<A, SendFailure>,
  lockOutCode: VendorCall<A>["lockOutCode"],
  tookMs: number,
): AttemptReport {
  if (answer.ok) {
    const code = lockOutCode?.(answer.value);
    return { health: "works", ...(code !== undefined && { lockOutCode: code }) };
  }
  if (saysTooManyRequests(answer.error)) return { health: "works" };
  // One answer that cannot be read may be one group's own trouble.
  if (answer.error.kind === "unreadable-answer" && answer.error.isTheVendor) return { health: "nothing" };
  const wasCutShort =
    answer.error.kind === "no-answer" && answer.error.timedOut === true && tookMs < TELLING_WAIT_MS;
  return { health: wasCutShort ? "nothing" : "fails" };
}
