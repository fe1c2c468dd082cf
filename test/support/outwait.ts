import { expect } from "vitest";
import type { Simulator } from "../../src/simulator/simulator.js";
import { ATTEMPT_TIMEOUT_MS } from "../../src/vendor/timeout.js";
import type { FakeClock } from "./fake-clock.js";
import { PATIENTLY } from "./patiently.js";

/** Advances time by one attempt's timeout each time a call meets the fault, until the work ends. */
export async function outwait<T>(
  { simulator }: { simulator: Simulator },
  clock: FakeClock,
  work: Promise<T>,
): Promise<T> {
  const state = { hasEnded: false };
  const end = () => {
    state.hasEnded = true;
  };
  work.then(end, end);
  const met = () => simulator.faults.list()[0]?.happened ?? 0;
  for (let known = 0; ;) {
    await expect.poll(() => state.hasEnded || met() > known, PATIENTLY).toBe(true);
    if (state.hasEnded) return work;
    known = met();
    await clock.advance(ATTEMPT_TIMEOUT_MS);
  }
}
