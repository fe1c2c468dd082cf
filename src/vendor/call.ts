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

/** Tencent IM itself gives up after 3 s. A shorter wait cannot distinguish a slow vendor from a dead one. */
const CONCLUSIVE_WAIT_MS = 3_000;

/** One call to a vendor: what every call needs, apart from its content. */
export interface VendorCall<A> {
  readonly vendor: Vendor;
  /** The vendor's own name of the command or action. Limits and log lines use it. */
  readonly operation: string;
  readonly effect: Effect;
  readonly context: CallContext;
  readonly limiter: RateLimiter;
  /** Signs and sends. Called once per attempt, so that a signature is never older than its attempt. */
  readonly send: (attempt: Attempt) => Promise<Result<A, SendFailure>>;
  /** For the log: the vendor's code in an answer, and whether the whole answer means success. */
  readonly codeOf: (answer: A) => number | null;
  readonly succeeded: (answer: A) => boolean;
  readonly advice: (answer: A) => RepeatAdvice;
  /** For the log: the cause of a refusal in our words, if its code alone does not show it. */
  readonly causeOf?: (answer: A) => string | null;
  /** The answer's code, if it means that the vendor refuses everything this app signs. */
  readonly lockOutCode?: (answer: A) => number | undefined;
  /** True if the caller sends a different request after an unreadable answer. The same request is then not repeated. */
  readonly asksOtherwise?: boolean;
}

/** The outcome of one call, reported once at its end. Holds no body, URL, signature or name. */
export interface CallReport {
  readonly vendor: Vendor;
  readonly operation: string;
  /** The request's id; comma-separated ids if requests share the call. Null if no request waits for it. */
  readonly requestId: string | null;
  readonly lane: Lane;
  readonly outcome: "answered" | CallFailure["kind"];
  readonly succeeded: boolean;
  readonly code: number | null;
  readonly why: string | null;
  readonly attempts: number;
  /** When each attempt was sent, in milliseconds since the call began. */
  readonly attemptsAtMs: readonly number[];
  /** Milliseconds spent waiting for permits, over all attempts. */
  readonly waitedMs: number;
  /** Milliseconds from the start of the call to its end. */
  readonly tookMs: number;
}

export type CallVendor = <A>(call: VendorCall<A>) => Promise<Result<A, CallFailure>>;

/**
 * The only path to a vendor: observe(retry(permit(timeout(send)))).
 * The order matters. A repeat needs its own permit. Waiting for a permit does not use up the attempt's timeout.
 * The caller's deadline ends any wait. A vendor that is down, or has locked this app out, is not called: this is
 * checked before the wait for a permit and after it.
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
      const queuedAt = clock.monotonicMs();
      const permit = await call.limiter.acquire(call.context);
      waitedMs += clock.monotonicMs() - queuedAt;
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
        if (!answer.ok && isTooManyRequests(answer.error)) call.limiter.throttled();
        use = useOf(answer);
        report = classifyAttempt(answer, call.lockOutCode, clock.monotonicMs() - sentAt);
        return answer;
      } finally {
        // Also if our own code throws: a probe or permit that is not returned would be lost for ever.
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

/** Only the vendor's own answer proves that it counted the call. A proxy in front of it may send an error page. */
function useOf(answer: Result<unknown, SendFailure>): PermitUse {
  if (answer.ok) return "answered";
  return answer.error.kind === "not-sent" ? "not-sent" : "lost";
}

const isTooManyRequests = (failure: SendFailure): boolean =>
  failure.kind === "unreadable-answer" && failure.httpStatus === HTTP_TOO_MANY_REQUESTS;

const timedOut = (failure: SendFailure): boolean => "timedOut" in failure;

/** What an attempt shows about the vendor. Any answer of its own, even a refusal, shows that it works. */
function classifyAttempt<A>(
  answer: Result<A, SendFailure>,
  lockOutCode: VendorCall<A>["lockOutCode"],
  tookMs: number,
): AttemptReport {
  if (answer.ok) {
    const code = lockOutCode?.(answer.value);
    return { health: "works", ...(code !== undefined && { lockOutCode: code }) };
  }
  if (isTooManyRequests(answer.error)) return { health: "works" };
  // The cause of one unreadable answer may be a single group.
  if (answer.error.kind === "unreadable-answer" && answer.error.isTheVendor) return { health: "nothing" };
  // The request had little time left. A vendor that works answers later, or accepts the connection later.
  const wasCutShort = timedOut(answer.error) && tookMs < CONCLUSIVE_WAIT_MS;
  return { health: wasCutShort ? "nothing" : "fails" };
}
