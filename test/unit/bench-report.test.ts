import { expect, test } from "vitest";
import { summarise } from "../../bench/report.js";

test("a round is compared with the baseline of the same turn, so a busy minute changes no ratio", () => {
  const costs = (...micros: number[]) =>
    micros.map((cpuMicros) => ({ cpuMicros, instructions: null, vendorCalls: 1 }));
  const { cpuToFloor, cpuMicros, instructionsToFloor } = summarise(
    costs(200, 600, 220),
    costs(100, 300, 110),
  );
  expect({ cpuToFloor, cpuMicros, instructionsToFloor }).toEqual({
    cpuToFloor: 2,
    cpuMicros: 220,
    instructionsToFloor: null,
  });
});
