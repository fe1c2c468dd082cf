import type { CallContext } from "./call-context.js";
import { type CancelSignal, CancelSource } from "./cancel-signal.js";
import type { Clock } from "./clock.js";

/** Longer than Tencent IM's own time limit of 3 s. ClassIn documents no limit. */
export const ATTEMPT_TIMEOUT_MS = 5_000;

/** The deadline of one attempt at a call. */
export interface Attempt {
  /** Aborts when the time is up. */
  readonly signal: CancelSignal;
  /** Milliseconds left. Correct even right after a stall, when the signal may be late. */
  remainingMs(): number;
}

/** Runs one attempt and aborts it when its time is up, even while an answer is still arriving. */
export async function withTimeout<T>(
  clock: Clock,
  timeoutMs: number,
  attempt: (attempt: Attempt) => Promise<T>,
): Promise<T> {
  const signal = new CancelSource();
  const endsAt = clock.monotonicMs() + timeoutMs;
  const cancel = clock.after(timeoutMs, () => signal.abort());
  try {
    return await attempt({
      signal,
      remainingMs: () => endsAt - clock.monotonicMs(),
    });
  } finally {
    cancel();
  }
}

/** Waits for `work` until the caller's deadline, then returns or throws what `late` does. The work goes on. */
export function orWhenTimeIsUp<T>(
  clock: Clock,
  context: CallContext,
  work: Promise<T>,
  late: () => T,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancelTimer = clock.after(Math.max(0, context.remainingMs()), () => {
      try {
        resolve(late());
      } catch (error) {
        reject(error);
      }
    });
    work.then(
      (value) => {
        cancelTimer();
        resolve(value);
      },
      (error: unknown) => {
        cancelTimer();
        reject(error);
      },
    );
  });
}
