import { expect } from "vitest";
import type { Simulator } from "../../src/simulator/simulator.js";
import type { FakeClock } from "./fake-clock.js";
import { PATIENTLY } from "./patiently.js";

/** Waits until a fault of kind hold holds this many calls. */
export async function untilHeld(
  { simulator }: { simulator: Simulator },
  faultId: string,
  calls: number,
): Promise<void> {
  await expect.poll(() => simulator.faults.held(faultId), PATIENTLY).toBe(calls);
}

/**
 * Sends the first request and waits until the vendor holds its call. Then sends the others and waits until each waits
 * for that call or a later one. A waiting request is recognized by the timer for its deadline.
 */
export async function askWhileHeld<T>(
  { app, clock, hold }: { app: { simulator: Simulator }; clock: FakeClock; hold: string },
  [first, ...others]: readonly (() => Promise<T>)[],
): Promise<Promise<T>[]> {
  if (first === undefined) return [];
  const answers = [first()];
  await untilHeld(app, hold, 1);
  const timers = clock.timers;
  answers.push(...others.map((ask) => ask()));
  await expect.poll(() => clock.timers, PATIENTLY).toBeGreaterThanOrEqual(timers + others.length);
  return answers;
}
