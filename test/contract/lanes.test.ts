import { setMaxListeners } from "node:events";
import { expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { studentAccount } from "../../src/simulator/names.js";
import { callContext } from "../../src/vendor/call-context.js";
import { FakeClock, settled } from "../support/fake-clock.js";
import { PATIENTLY } from "../support/patiently.js";
import { startVendors } from "../support/vendors.js";

const BULK = 5_000;
const PEOPLE = 10;
const COMMAND = "modify_group_member_info";

test("ten interactive changes go before 5,000 in bulk, over the real road", async () => {
  const clock = new FakeClock();
  await using vendors = await startVendors({
    clock,
    school: aSchool({ groups: [aGroup({ id: "group-1", members: 100 })] }),
  });
  const leaving = new AbortController();
  setMaxListeners(0, leaving.signal);
  // Each in the name of the same import, and with more time than all of it takes.
  const bulk = callContext(clock, {
    lane: "bulk",
    callers: ["import"],
    signal: leaving.signal,
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
  const asked = Promise.all(
    Array.from({ length: PEOPLE }, (_, index) =>
      vendors.im.updateMember(
        change(index, `person ${index}`),
        callContext(clock, { requestId: `person-${index}` }),
      ),
    ),
  );
  const state = { areServed: false };
  void asked.then(() => (state.areServed = true));
  const noneIsInFlight = () => vendors.reports.length + vendors.waiting() === BULK + PEOPLE;
  while (!state.areServed) {
    await clock.advance(5);
    await expect.poll(noneIsInFlight, PATIENTLY).toBe(true);
    await settled();
  }
  expect((await asked).every(({ ok }) => ok)).toBe(true);
  // In the order of their coming, all of the import would have gone first. So only its first burst does, and its tenth.
  const sent = vendors
    .calls({ operation: COMMAND })
    .map(({ body }) => (body as { NameCard: string }).NameCard);
  expect(sent.filter((card) => card.startsWith("person"))).toHaveLength(PEOPLE);
  expect(sent.findLastIndex((card) => card.startsWith("person"))).toBeLessThan(30);

  leaving.abort();
  await Promise.all(imported);
});
