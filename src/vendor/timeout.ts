import type { CallContext } from "./call-context.js";
import type { Clock } from "./clock.js";

/** Longer than the 3 s after which Tencent IM itself gives up; ClassIn documents none. */
export const ATTEMPT_TIMEOUT_MS = 5_000;

/** One attempt at a call, and the time it has. */
export interface Attempt {
  /** Aborts when the time is up. */
  readonly signal: AbortSignal;
  /** Milliseconds left. Also right after a stall, when the signal has not yet had its turn. */
  remainingMs(): number;
}

/** Runs one attempt and aborts it when its time is up, however slowly its answer drips in. */
export async function withTimeout<T>(
  clock: Clock,
  timeoutMs: number,
  attempt: (attempt: Attempt) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const endsAt = clock.monotonicMs() + timeoutMs;
  const cancel = clock.after(timeoutMs, () => controller.abort());
  try {
    return await attempt({
      signal: controller.signal,
      remainingMs: () => endsAt - clock.monotonicMs(),
    });
  } finally {
    cancel();
  }
}

/** Waits for work that outlives its caller, but no longer than the caller can. What `late` throws is the outcome then. */
export function orWhenTimeIsUp<T>(
  clock: Clock,
  context: CallContext,
  work: Promise<T>,
  late: () => T,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const callOff = clock.after(Math.max(0, context.remainingMs()), () => {
      try {
        resolve(late());
      } catch (error) {
        reject(error);
      }
    });
    work.then(resolve, reject).finally(callOff);
  });
}
