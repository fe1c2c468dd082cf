import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { studentAccount } from "../../src/simulator/names.js";
import { StartBulkGroupMemberUpdateDocument } from "../operations/generated/graphql.js";
import { sharedApp } from "../support/graphql-suite.js";
import { untilHeld } from "../support/held-calls.js";
import { scrape, valueOf } from "../support/metrics.js";
import { PATIENTLY } from "../support/patiently.js";
import { storeFolder } from "../support/store.js";

const folder = await storeFolder();
afterAll(() => folder[Symbol.asyncDispose]());
const app = await sharedApp({
  folder: folder.path,
  school: aSchool({ groups: [aGroup({ id: "group-1", members: 3 })] }),
});

const open = async () => {
  const metrics = await scrape(app.adminUrl);
  return [
    valueOf(metrics, "class_groups_bulk_operations_open"),
    valueOf(metrics, "class_groups_bulk_items_waiting"),
  ];
};
const ended = async (outcome: string) =>
  valueOf(await scrape(app.adminUrl), "class_groups_bulk_items_total", {
    kind: "group-member-update",
    outcome,
  });

test("metrics show the work that waits, and each item once when it has ended", async () => {
  expect(await open()).toEqual([0, 0]);
  const hold = app.simulator.faults.add({ operation: "modify_group_member_info", kind: "hold" });
  const updates = [1, 2, 99].map((number) => ({
    groupId: "group-1",
    userId: studentAccount(number),
    nameCard: "A name",
  }));
  await app.run(StartBulkGroupMemberUpdateDocument, { input: { updates, idempotencyKey: randomUUID() } });
  await untilHeld(app, hold, 3);
  await expect.poll(open, PATIENTLY).toEqual([1, 3]);
  expect(await ended("succeeded")).toBe(0);

  app.simulator.faults.release(hold);
  app.simulator.faults.clear();
  await expect.poll(open, PATIENTLY).toEqual([0, 0]);
  expect([await ended("succeeded"), await ended("failed"), await ended("unknown")]).toEqual([2, 1, 0]);
});
