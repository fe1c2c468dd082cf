import { setMaxListeners } from "node:events";
import { expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { studentAccount } from "../../src/simulator/names.js";
import { callContext } from "../../src/vendor/call-context.js";
import { FakeClock, settled } from "../support/fake-clock.js";
import { PATIENTLY } from "../support/patiently.js";
import { startVendors } from "../support/vendors.js";

const BULK = 5_000;
const INTERACTIVE = 10;
const COMMAND = "modify_group_member_info";

test("ten interactive changes are sent before 5,000 bulk changes, through the real client", async () => {
  const clock = new FakeClock();
  await using vendors = await startVendors({
    clock,
    school: aSchool({ groups: [aGroup({ id: "group-1", members: 100 })] }),
  });
  const cancelImport = new AbortController();
  setMaxListeners(0, cancelImport.signal);
  // All belong to one import and have more time than it takes.
  const bulk = callContext(clock, {
    lane: "bulk",
    callers: ["import"],
    signal: cancelImport.signal,
    timeoutMs: 60_000,
  });
  const change = (index: number, nameCard: string) => ({
    groupId: "group-1",
    userId: studentAccount((index % 100) + 1),
    nameCard,
  });
  const imported = Array.from({ length: BULK }, (_, index) =>
    vendors.im.updateMember(change(index, `bulk ${index}`), bulk),
  );
  const interactive = Promise.all(
    Array.from({ length: INTERACTIVE }, (_, index) =>
      vendors.im.updateMember(
        change(index, `person ${index}`),
        callContext(clock, { requestId: `person-${index}` }),
      ),
    ),
  );
  const state = { done: false };
  void interactive.then(() => (state.done = true));
  const noneIsInFlight = () => vendors.reports.length + vendors.waiting() === BULK + INTERACTIVE;
  while (!state.done) {
    await clock.advance(5);
    await expect.poll(noneIsInFlight, PATIENTLY).toBe(true);
    await settled();
  }
  expect((await interactive).every(({ ok }) => ok)).toBe(true);
  // In order of arrival, the whole import would go first. Only its first burst does, and then its reserved tenth of the calls.
  const sent = vendors
    .calls({ operation: COMMAND })
    .map(({ body }) => (body as { NameCard: string }).NameCard);
  expect(sent.filter((card) => card.startsWith("person"))).toHaveLength(INTERACTIVE);
  expect(sent.findLastIndex((card) => card.startsWith("person"))).toBeLessThan(30);

  cancelImport.abort();
  await Promise.all(imported);
});
