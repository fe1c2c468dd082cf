import { expect, test } from "vitest";
import { generateSchool } from "../../src/simulator/generate.js";
import { startApp } from "../support/app.js";
import { FakeClock } from "../support/fake-clock.js";
import { askWhileHeld, untilHeld } from "../support/held-calls.js";

const REQUESTS = 50;
/** Longer than the server batches reads during a call, and shorter than every timeout. */
const BATCHING_MS = 100;

/** A server on a fake clock, and a vendor that answers when the hold is released. */
async function start() {
  const clock = new FakeClock();
  const app = await startApp({ school: generateSchool({ courses: REQUESTS, students: 2 }), clock });
  const ids = [...app.simulator.world.groups.keys()].slice(0, REQUESTS);
  const hold = app.simulator.faults.add({ kind: "hold" });
  const ask = (id: string) => () =>
    app.run<{ group: { id: string } }>("query ($id: ID!) { group(id: $id) { id name type } }", { id });
  const askAll = (groupIds: readonly string[]) => askWhileHeld({ app, clock, hold }, groupIds.map(ask));
  return Object.assign(app, { clock, ids, askAll, hold });
}
const idsOf = async (answers: readonly Promise<{ group: { id: string } }>[]) =>
  (await Promise.all(answers)).map(({ group }) => group.id);

test("requests for fifty groups share two reads: one in flight, and one for all later requests", async () => {
  await using app = await start();
  const answers = await app.askAll(app.ids);
  await app.clock.advance(BATCHING_MS);
  await untilHeld(app, app.hold, 2);
  app.simulator.faults.release(app.hold);
  expect(await idsOf(answers)).toEqual(app.ids);
  expect(app.vendorCalls()).toEqual({ get_group_info: 2 });
});

test("fifty requests for one group share the read in flight", async () => {
  await using app = await start();
  const answers = await app.askAll(app.ids.map(() => "course-600001"));
  await app.clock.advance(BATCHING_MS);
  app.simulator.faults.release(app.hold);
  expect(new Set(await idsOf(answers))).toEqual(new Set(["course-600001"]));
  expect(app.vendorCalls()).toEqual({ get_group_info: 1 });
});
