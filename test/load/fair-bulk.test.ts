import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { studentAccount } from "../../src/simulator/names.js";
import { StartBulkGroupMemberUpdateDocument } from "../operations/generated/graphql.js";
import { ACCESS_ENV, asGateway, tokenOf } from "../support/access.js";
import { startApp } from "../support/app.js";
import { storeFolder } from "../support/store.js";
import { waitUntil } from "../support/wait-until.js";

const UPDATE = "modify_group_member_info";
const FLOOD = { operations: 20, items: 150 };
const ITEMS = 400;

test("another caller's 400 items get half of the vendor's calls beside 20 bulk operations", async () => {
  await using folder = await storeFolder();
  await using app = await startApp({
    folder: folder.path,
    // Low enough that the vendor's limit, not this machine, sets the pace.
    env: { ...ACCESS_ENV, TENCENT_IM_CALLS_PER_SECOND: "100" },
    school: aSchool({
      groups: [aGroup({ id: "flood", members: 200 }), aGroup({ id: "newcomer", members: ITEMS + 1 })],
    }),
  });
  const start = async (caller: string, groupId: string, items: number) => {
    const idempotencyKey = randomUUID();
    const updates = Array.from({ length: items }, (_, index) => ({
      groupId,
      userId: studentAccount(index + 1),
      // Unique names: simultaneous identical changes of a member would share one call.
      nameCard: `${idempotencyKey} ${index}`,
    }));
    const { data, text } = await app.send(
      StartBulkGroupMemberUpdateDocument,
      { input: { updates, idempotencyKey } },
      asGateway(await tokenOf(caller, "read", "write", "bulk")),
    );
    if (data?.startBulkGroupMemberUpdate.__typename !== "StartBulkOperationSuccess") throw new Error(text);
  };
  /** The groups of the vendor's calls, in order. */
  const calledGroups = () =>
    app.simulator.calls
      .list({ operation: UPDATE })
      .map(({ body }) => (body as { GroupId?: string } | null)?.GroupId);

  for (let count = 0; count < FLOOD.operations; count += 1) await start("flooder", "flood", FLOOD.items);
  const patience = { timeoutMs: 110_000 };
  await waitUntil(() => calledGroups().length > 200, { ...patience, what: "the flood is running" });
  await start("other", "newcomer", ITEMS);
  const before = calledGroups().length;
  await waitUntil(() => calledGroups().filter((group) => group === "newcomer").length >= ITEMS, {
    ...patience,
    what: "all items of the newcomer are sent",
  });

  const calls = calledGroups();
  const between = calls.slice(before, calls.lastIndexOf("newcomer") + 1);
  const own = between.filter((group) => group === "newcomer").length;
  console.info(
    `${own} of ${between.length} calls between the newcomer's start and its last item were its own`,
  );
  expect(calls.filter((group) => group === "flood").length).toBeLessThan(FLOOD.operations * FLOOD.items);
  expect(own / between.length).toBeGreaterThan(0.45);
}, 120_000);
