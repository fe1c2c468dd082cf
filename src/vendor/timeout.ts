import type { CallContext } from "./call-context.js";
import type { Clock } from "./clock.js";

/** Longer than the 3 s after which Tencent IM itself gives up; ClassIn documents none. */
export const ATTEMPT_TIMEOUT_MS = 5_000;

/** Runs one attempt and aborts it when its time is up, however slowly its answer drips in. */
export async function withTimeout<T>(
  clock: Clock,
  timeoutMs: number,
  attempt: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const callOff = clock.after(timeoutMs, () => controller.abort());
  try {
    return await attempt(controller.signal);
  } finally {
    callOff();
  }
}

/** Waits for work that outlives its caller, but no longer than the caller can. */
export function orWhenTimeIsUp<T>(
  clock: Clock,
  context: CallContext,
  work: Promise<T>,
  late: () => T,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const callOff = clock.after(Math.max(0, context.remainingMs()), () => resolve(late()));
    work.then(resolve, reject).finally(callOff);
  });
}
