import { failed, type Result } from "../result.js";
import type { CallContext } from "./call-context.js";
import type { Clock } from "./clock.js";
import { HTTP_TOO_MANY_REQUESTS, type Vendor } from "./failure.js";
import type { Pacer } from "./pacer.js";
import { type CallFailure, type Effect, type RepeatAdvice, retry } from "./retry.js";
import type { SendFailure } from "./send.js";
import { ATTEMPT_TIMEOUT_MS, withTimeout } from "./timeout.js";

/** One call to a vendor: everything about it that the road must know, and nothing of what it says. */
export interface VendorCall<A> {
  readonly vendor: Vendor;
  /** The vendor's own name of the command or action; limits and log lines go by it. */
  readonly operation: string;
  readonly effect: Effect;
  readonly context: CallContext;
  readonly pacer: Pacer;
  /** Signs and sends. Called once for each attempt, so that a signature is never older than its attempt. */
  readonly send: (signal: AbortSignal) => Promise<Result<A, SendFailure>>;
  /** The vendor's code in an answer, and whether all of the answer says success, for the log. */
  readonly codeOf: (answer: A) => number | null;
  readonly succeeded: (answer: A) => boolean;
  readonly advice: (answer: A) => RepeatAdvice;
}

/** What became of one call, told once when it is over. Holds no body, URL, signature or name. */
export interface CallReport {
  readonly vendor: Vendor;
  readonly operation: string;
  readonly requestId: string | null;
  readonly outcome: "answered" | CallFailure["kind"];
  readonly succeeded: boolean;
  readonly code: number | null;
  readonly why: string | null;
  readonly attempts: number;
  /** Milliseconds spent waiting for the pacer, all attempts together. */
  readonly waitedMs: number;
  /** Milliseconds from the first to the last moment of the call. */
  readonly tookMs: number;
}

export type CallVendor = <A>(call: VendorCall<A>) => Promise<Result<A, CallFailure>>;

/**
 * The one road to a vendor: observe(retry(pace(timeout(send)))).
 * The order is the design. A repeat pays the pacer again; waiting for the pacer does not eat into the attempt's
 * time-out; the caller's deadline ends any wait.
 */
export function createCallVendor(deps: {
  clock: Clock;
  random: () => number;
  observe: (report: CallReport) => void;
}): CallVendor {
  const { clock } = deps;
  return async (call) => {
    const startedAt = clock.monotonicMs();
    let attempts = 0;
    let waitedMs = 0;

    const advice = (answer: Parameters<typeof call.advice>[0]) => {
      const advice = call.advice(answer);
      if (advice.throttled === true) call.pacer.slowDown();
      return advice;
    };
    const outcome = await retry(deps, { ...call, advice }, async () => {
      const askedAt = clock.monotonicMs();
      const slot = await call.pacer.slot(call.context);
      waitedMs += clock.monotonicMs() - askedAt;
      if (!slot.ok) return failed({ kind: "no-slot", ...slot.error });
      attempts += 1;
      const timeoutMs = Math.min(ATTEMPT_TIMEOUT_MS, call.context.remainingMs());
      const answer = await withTimeout(clock, timeoutMs, call.send);
      if (!answer.ok && saysTooManyRequests(answer.error)) call.pacer.slowDown();
      return answer;
    });

    deps.observe({
      vendor: call.vendor,
      operation: call.operation,
      requestId: call.context.requestId,
      outcome: outcome.ok ? "answered" : outcome.error.kind,
      succeeded: outcome.ok && call.succeeded(outcome.value),
      code: outcome.ok ? call.codeOf(outcome.value) : null,
      why: outcome.ok ? null : outcome.error.why,
      attempts,
      waitedMs: Math.round(waitedMs),
      tookMs: Math.round(clock.monotonicMs() - startedAt),
    });
    return outcome;
  };
}

const saysTooManyRequests = (failure: SendFailure): boolean =>
  failure.kind === "unreadable-answer" && failure.httpStatus === HTTP_TOO_MANY_REQUESTS;
