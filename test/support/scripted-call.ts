import { ok, type Result } from "../../src/result.js";
import { type CallContext, callContext } from "../../src/vendor/call-context.js";
import { type CallReport, createCallVendor, type VendorCall } from "../../src/vendor/call.js";
import type { CancelSignal } from "../../src/vendor/cancel-signal.js";
import type { Permit, PermitUse } from "../../src/vendor/rate-limit/permit.js";
import type { NoPermit, RateLimiter } from "../../src/vendor/rate-limit/rate-limiter.js";
import type { CallFailure, Effect, RepeatAdvice } from "../../src/vendor/retry.js";
import type { SendFailure } from "../../src/vendor/send.js";
import { FakeClock } from "./fake-clock.js";
import { guardsFor } from "./unguarded.js";

/** One answer of a scripted vendor. The script has one line per attempt; the last line repeats. */
export type Line =
  | SendFailure["kind"]
  /** No answer until the attempt is abandoned. */
  | "silence"
  /** An answer with this advice about repeating it. */
  | Partial<RepeatAdvice>;

export const DONE: Partial<RepeatAdvice> = {};

interface Scene {
  readonly script: readonly Line[];
  readonly effect?: Effect;
  readonly context?: (clock: FakeClock) => CallContext;
  readonly limiter?: (clock: FakeClock) => RateLimiter;
  /** 1 is the longest backoff, 0 none. */
  readonly dice?: number;
  /** Runs during each attempt. The first attempt is number 1. */
  readonly during?: (attempt: number, clock: FakeClock) => void;
  readonly clock?: FakeClock;
}

export interface Played {
  readonly outcome: Result<Partial<RepeatAdvice>, CallFailure>;
  /** When each attempt was sent, in milliseconds since the call began. */
  readonly sentAt: readonly number[];
  readonly reports: readonly CallReport[];
  readonly clock: FakeClock;
}

/** Makes one call through the real retry, rate limit and timeout, on a fake clock that advances by itself. */
export async function play(scene: Scene): Promise<Played> {
  const clock = scene.clock ?? new FakeClock();
  const startedAt = clock.monotonicMs();
  const reports: CallReport[] = [];
  const sentAt: number[] = [];
  const call = createCallVendor({
    clock,
    random: () => scene.dice ?? 0,
    observe: (report) => reports.push(report),
    guards: guardsFor(clock),
  });
  const outcome = await clock.finish(
    call<Partial<RepeatAdvice>>({
      vendor: "tencent-im",
      operation: "modify_group_member_info",
      effect: scene.effect ?? "read",
      context: scene.context?.(clock) ?? callContext(clock, { timeoutMs: 1_000_000 }),
      limiter: scene.limiter?.(clock) ?? scriptedLimiter(clock, [0]),
      send: ({ signal }) => {
        sentAt.push(clock.monotonicMs() - startedAt);
        scene.during?.(sentAt.length, clock);
        return answerFor(scene.script[sentAt.length - 1] ?? scene.script.at(-1) ?? DONE, signal);
      },
      codeOf: ({ times }) => (times === undefined ? 0 : 60007),
      succeeded: ({ times }) => times === undefined,
      advice: (answer) => ({ times: 0, wait: "backoff", mayHaveApplied: false, ...answer }),
    } satisfies VendorCall<Partial<RepeatAdvice>>),
  );
  return { outcome, sentAt, reports, clock };
}

async function answerFor(
  line: Line,
  signal: CancelSignal,
): ReturnType<VendorCall<Partial<RepeatAdvice>>["send"]> {
  if (typeof line !== "string") return ok(line);
  if (line === "silence") {
    await new Promise<void>((resolve) => signal.addEventListener("abort", resolve));
    return { ok: false, error: { kind: "no-answer", why: "no answer in time" } };
  }
  const why = `the script says ${line}`;
  return {
    ok: false,
    error:
      line === "unreadable-answer"
        ? { kind: line, why, httpStatus: 502, isTheVendor: false }
        : { kind: line, why },
  };
}

/** A limiter with scripted delays and refusals. The last entry repeats. */
export function scriptedLimiter(
  clock: FakeClock,
  script: readonly (number | NoPermit)[],
): RateLimiter & { asked: number; timesThrottled: number; readonly released: PermitUse[] } {
  const limiter = {
    asked: 0,
    timesThrottled: 0,
    /** How each permit was used. */
    released: [] as PermitUse[],
    acquire(): Promise<Result<Permit, NoPermit>> {
      const line = script[limiter.asked] ?? script.at(-1) ?? 0;
      limiter.asked += 1;
      if (typeof line !== "number") return Promise.resolve({ ok: false, error: line });
      const permit: Permit = { release: (use) => limiter.released.push(use) };
      if (line === 0) return Promise.resolve(ok(permit));
      return new Promise((resolve) => {
        clock.after(line, () => resolve(ok(permit)));
      });
    },
    throttled() {
      limiter.timesThrottled += 1;
    },
    waiting: () => 0,
  };
  return limiter;
}
