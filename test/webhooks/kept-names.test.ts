import { expect, test } from "vitest";
import { COURSE, eventuallyEqual, GROUP, startKeeping } from "../support/kept-names.js";

const NAMES = { stu_1: "Anna Li", stu_2: "Bo Chen" };

test("a course that is kept is put right at once, at both vendors", async () => {
  await using at = await startKeeping({
    members: [{ userId: "stu_1", nameCard: "🐱" }, { userId: "stu_2", nameCard: "Bo Chen" }, "stranger"],
  });
  await at.setNames(NAMES);
  await at.setPolicy("KEEP");
  await eventuallyEqual(() => at.cardOf("stu_1"), "Anna Li");
  await eventuallyEqual(() => at.nicknamesOf(), [true, true, true]);
  await eventuallyEqual(async () => (await at.corrections()).map(({ outcome }) => outcome), [
    "SUCCEEDED",
    "SUCCEEDED",
  ]);
  const made = await at.corrections();
  expect(made).toHaveLength(2);
  expect(made).toContainEqual(
    expect.objectContaining({
      trigger: "MANUAL",
      outcome: "SUCCEEDED",
      course: { id: COURSE },
      group: { id: GROUP },
      user: { id: "stu_1" },
      result: {
        __typename: "UpdateGroupMemberSuccess",
        groupMember: { userId: "stu_1", nameCard: "Anna Li" },
      },
    }),
  );
  expect(made).toContainEqual(
    expect.objectContaining({
      trigger: "MANUAL",
      course: { id: COURSE },
      group: null,
      user: null,
      result: { __typename: "SyncClassNicknamesSuccess", course: { id: COURSE } },
    }),
  );
  // The other card was right, and a stranger has no official name.
  expect([at.cardWrites(), at.syncs()]).toEqual([1, 1]);
  expect(at.cardOf("stranger")).toBe("");
});

test("a member who renames is set back, and one who joins gets the name", async () => {
  await using at = await startKeeping({ members: [{ userId: "stu_1", nameCard: "Anna Li" }] });
  await at.setNames(NAMES);
  await at.setPolicy("KEEP");
  await eventuallyEqual(() => at.syncs(), 1);
  at.rename("stu_1", "dragon");
  await eventuallyEqual(() => at.cardOf("stu_1"), "Anna Li");
  at.app.simulator.webhooks.joinGroup({ groupId: GROUP, userId: "stu_2", invitedBy: "administrator" });
  await eventuallyEqual(() => at.cardOf("stu_2"), "Bo Chen");
  await eventuallyEqual(
    async () => (await at.corrections({ userId: "stu_2" })).map(({ trigger, outcome }) => [trigger, outcome]),
    [["MEMBER_JOINED", "SUCCEEDED"]],
  );
  await eventuallyEqual(
    async () => (await at.corrections({ userId: "stu_1" })).map(({ trigger, outcome }) => [trigger, outcome]),
    [["MEMBER_RENAMED", "SUCCEEDED"]],
  );
  expect(at.cardWrites()).toBe(2);
});
