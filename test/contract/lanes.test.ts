import { setMaxListeners } from "node:events";
import { expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { studentAccount } from "../../src/simulator/names.js";
import { callContext } from "../../src/vendor/call-context.js";
import { systemClock } from "../../src/vendor/clock.js";
import { startVendors } from "../support/vendors.js";

const BULK = 5_000;
const COMMAND = "modify_group_member_info";

test("ten interactive changes go before 5,000 in bulk, over the real road", async () => {
  await using vendors = await startVendors({
    school: aSchool({ groups: [aGroup({ id: "group-1", members: 100 })] }),
  });
  const leaving = new AbortController();
  setMaxListeners(0, leaving.signal);
  // Each in the name of the same import, and with more time than all of it takes.
  const bulk = callContext(systemClock, {
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
  const people = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      vendors.im.updateMember(
        change(index, `person ${index}`),
        callContext(systemClock, { requestId: `person-${index}` }),
      ),
    ),
  );
  expect(people.every(({ ok }) => ok)).toBe(true);
  // In the order of their coming, all of the import would have gone first. So only its first burst does, and its tenth.
  const sent = vendors
    .calls({ operation: COMMAND })
    .map(({ body }) => (body as { NameCard: string }).NameCard);
  expect(sent.filter((card) => card.startsWith("person"))).toHaveLength(10);
  expect(sent.findLastIndex((card) => card.startsWith("person"))).toBeLessThan(30);

  leaving.abort();
  await Promise.all(imported);
});
