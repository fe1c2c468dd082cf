import { expect } from "vitest";
import type { Simulator } from "../../src/simulator/simulator.js";
import { PATIENTLY } from "./patiently.js";

/** Waits until a fault of kind hold holds so many calls. */
export const untilHeld = ({ simulator }: { simulator: Simulator }, faultId: string, calls: number) =>
  expect.poll(() => simulator.faults.held(faultId), PATIENTLY).toBe(calls);
