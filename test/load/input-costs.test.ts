import { expect, test } from "vitest";
import { HOSTILE_INPUTS } from "../../bench/inputs/hostile.js";
import { type MeasuredInput, measureInputs } from "../../bench/inputs/measure.js";
import { startMeasured } from "../../bench/inputs/server.js";

const TRIES = 3;
const MOST_ANSWERED = 64 * 1024;
const MOST_MEMORY_MIB = 50;
/** What takes less than this is lost among what else the machine does. */
const LEAST_MEASURED_MS = 20;
/** Four times the size would cost 16 times as much if the cost grew with the square. */
const MOST_FOR_FOUR_TIMES = 8;

/** On a machine that is busy all the time one measurement says little, so what looks bad is looked at again. */
function failing(measured: readonly MeasuredInput[]): string[] {
  return measured.flatMap(({ name, costs }) => {
    const [smallest, , largest] = costs;
    if (smallest === undefined || largest === undefined) return [`${name} was not measured`];
    const factor = largest.cpuMs / Math.max(smallest.cpuMs, LEAST_MEASURED_MS / MOST_FOR_FOUR_TIMES);
    return [
      ...(factor > MOST_FOR_FOUR_TIMES
        ? [`${name}: four times the size costs ${factor.toFixed(1)} times`]
        : []),
      ...(largest.memoryMiB > MOST_MEMORY_MIB ? [`${name}: ${largest.memoryMiB.toFixed(0)} MiB`] : []),
      ...(largest.answerBytes > MOST_ANSWERED ? [`${name}: ${largest.answerBytes} bytes answered`] : []),
    ];
  });
}

test("whatever is sent, twice the size costs at most about twice as much, little memory and a short answer", async () => {
  await using server = await startMeasured();
  const measured = await measureInputs(server, { tries: TRIES });
  const suspects = new Set(failing(measured).map((line) => line.split(":")[0]));
  const again = HOSTILE_INPUTS.filter(({ name }) => suspects.has(name));
  const confirmed = failing(await measureInputs(server, { inputs: again, tries: TRIES * 2 }));
  expect(confirmed).toEqual([]);
});
