import { expect, test } from "vitest";
import { HOSTILE_INPUTS } from "../../bench/inputs/hostile.js";
import { type MeasuredInput, measureInputs } from "../../bench/inputs/measure.js";
import { startMeasured } from "../../bench/inputs/server.js";

const TRIES = 3;
const MAX_ANSWER_BYTES = 64 * 1024;
const MAX_MEMORY_MIB = 50;
/** Shorter times are lost in the noise of the machine. */
const MIN_MEASURED_MS = 20;
/** If the cost grew with the square, four times the size would cost 16 times as much. */
const MAX_COST_FACTOR = 8;

/** The inputs over a limit. One measurement proves little on a busy machine, so the test measures these again. */
function overLimit(measured: readonly MeasuredInput[]): string[] {
  return measured.flatMap(({ name, costs }) => {
    const [smallest, , largest] = costs;
    if (smallest === undefined || largest === undefined) return [`${name} was not measured`];
    const factor = largest.cpuMs / Math.max(smallest.cpuMs, MIN_MEASURED_MS / MAX_COST_FACTOR);
    return [
      ...(factor > MAX_COST_FACTOR ? [`${name}: four times the size costs ${factor.toFixed(1)} times`] : []),
      ...(largest.memoryMiB > MAX_MEMORY_MIB ? [`${name}: ${largest.memoryMiB.toFixed(0)} MiB`] : []),
      ...(largest.answerBytes > MAX_ANSWER_BYTES ? [`${name}: ${largest.answerBytes} bytes answered`] : []),
    ];
  });
}

test("twice the size of any input costs at most about twice as much, little memory and a short answer", async () => {
  await using server = await startMeasured();
  const measured = await measureInputs(server, { tries: TRIES });
  const suspects = new Set(overLimit(measured).map((line) => line.split(":")[0]));
  const again = HOSTILE_INPUTS.filter(({ name }) => suspects.has(name));
  const confirmed = overLimit(await measureInputs(server, { inputs: again, tries: TRIES * 4 }));
  expect(confirmed).toEqual([]);
});
