import { expect, test } from "vitest";
import {
  COURSE,
  dueLooks,
  dueMembersIn,
  dueSyncs,
  expectSoon,
  GROUP,
  openMessages,
  shiftedClock,
  startKeeping,
} from "../support/kept-names.js";
import { scrape } from "../support/metrics.js";

const HOUR_MS = 60 * 60_000;
/** HH:MM in UTC. */
const timeOfDay = (ms: number): string => new Date(ms).toISOString().slice(11, 16);
const NAMES = { stu_1: "Anna Li", stu_2: "Bo Chen" };

test("a course that is kept is put right at once, at both vendors", async () => {
  await using at = await startKeeping({
    members: [{ userId: "stu_1", nameCard: "🐱" }, { userId: "stu_2", nameCard: "Bo Chen" }, "stranger"],
  });
  await at.setNames(NAMES);
  await at.setPolicy("KEEP");
  await expectSoon(() => at.cardOf("stu_1"), "Anna Li");
  await expectSoon(() => at.nicknamesOf(), [true, true, true]);
  await expectSoon(
    async () => (await at.corrections()).map(({ outcome }) => outcome),
    ["SUCCEEDED", "SUCCEEDED"],
  );
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

test("a new official name reaches the card without any event", async () => {
  await using at = await startKeeping({
    members: [{ userId: "stu_1", nameCard: "Anna Li" }],
    rules: { debounceMs: 0 },
    events: false,
  });
  await at.setNames({ stu_1: "Anna Li" });
  await at.setPolicy("KEEP");
  await expectSoon(() => dueLooks(at.store), []);
  await at.setNames({ stu_1: "Anna Weber" });
  await expectSoon(() => at.cardOf("stu_1"), "Anna Weber");
  expect(at.cardWrites()).toBe(1);
  // The same names again are no change.
  await at.setNames({ stu_1: "Anna Weber" });
  expect(await dueLooks(at.store)).toEqual([]);
});

test("a member who renames is set back, and one who joins gets the name", async () => {
  await using at = await startKeeping({ members: [{ userId: "stu_1", nameCard: "Anna Li" }] });
  await at.setNames(NAMES);
  await at.setPolicy("KEEP");
  await expectSoon(() => at.syncs(), 1);
  at.rename("stu_1", "dragon");
  await expectSoon(() => at.cardOf("stu_1"), "Anna Li");
  at.app.simulator.webhooks.joinGroup({ groupId: GROUP, userId: "stu_2", invitedBy: "administrator" });
  await expectSoon(() => at.cardOf("stu_2"), "Bo Chen");
  await expectSoon(
    async () => (await at.corrections({ userId: "stu_2" })).map(({ trigger, outcome }) => [trigger, outcome]),
    [["MEMBER_JOINED", "SUCCEEDED"]],
  );
  await expectSoon(
    async () => (await at.corrections({ userId: "stu_1" })).map(({ trigger, outcome }) => [trigger, outcome]),
    [["MEMBER_RENAMED", "SUCCEEDED"]],
  );
  expect(at.cardWrites()).toBe(2);
});

test("a roster message is followed by a sync, a storm of them by two, and a removal by none", async () => {
  await using at = await startKeeping({ rules: { debounceMs: 300, syncEveryMs: 1_500 } });
  const { webhooks, world } = at.app.simulator;
  await at.setPolicy("KEEP");
  await expectSoon(() => at.syncs(), 1);
  for (let uid = 9_001; uid < 9_021; uid += 1)
    webhooks.addStudents({ courseId: COURSE, students: [{ uid: String(uid), name: `Student ${uid}` }] });
  // They are not named yet, which the simulator would not do by itself.
  for (const student of world.courses.get(COURSE)?.students ?? []) student.nickname = "zzz";
  await expectSoon(() => at.nicknamesOf()?.every(Boolean), true);
  await webhooks.settled();
  webhooks.removeStudents({ courseId: COURSE, students: ["9001"] });
  await webhooks.settled();
  await expectSoon(async () => (await openMessages(at.store)).length, 0);
  const triggers = (await at.corrections()).map(({ trigger }) => trigger);
  expect(triggers.at(-1)).toBe("MANUAL");
  // The messages arrive one after the other, so they may be in front of a sync and behind it.
  expect(triggers.length).toBeLessThanOrEqual(4);
  expect(new Set(triggers.slice(0, -1))).toEqual(new Set(["ROSTER_CHANGE"]));
  expect(await dueSyncs(at.store)).toBeLessThanOrEqual(1);
});

test("a sync that misses a member who was just added is repeated, whoever asked for it", async () => {
  await using at = await startKeeping({ rules: { debounceMs: 100, syncEveryMs: 200 }, events: false });
  await at.setPolicy("KEEP");
  await expectSoon(() => at.syncs(), 1);
  // One call makes up to four attempts.
  at.app.simulator.faults.add({
    kind: "code",
    operation: "modifyGroupMemberNickname",
    code: 841,
    times: 4,
  });
  await at.app.run(`mutation { syncClassNicknames(courseId: "${COURSE}") { __typename } }`);
  await expectSoon(
    async () => (await at.corrections()).map(({ trigger, outcome }) => `${trigger} ${outcome}`),
    ["ROSTER_CHANGE SUCCEEDED", "MANUAL FAILED", "MANUAL SUCCEEDED"],
  );
});

test("the server does not react to its own writes, nor to names that look right", async () => {
  await using at = await startKeeping({ members: [{ userId: "stu_1", nameCard: "Anna Li" }] });
  const { webhooks } = at.app.simulator;
  await at.setNames(NAMES);
  await at.setPolicy("KEEP");
  await expectSoon(() => at.syncs(), 1);
  at.app.forgetCalls();
  // Staff rename through this server: the administrator's account is in the event.
  await at.app.run(
    `mutation { updateGroupMember(input: { groupId: "${GROUP}", userId: "stu_1", nameCard: "Monitor" }) { __typename } }`,
  );
  await webhooks.settled();
  await expectSoon(async () => (await openMessages(at.store)).length, 0);
  await expectSoon(async () => (await dueMembersIn(at.store)).length, 0);
  expect(at.cardOf("stu_1")).toBe("Monitor");
  // By value: blanks are not seen.
  at.rename("stu_1", " Anna  Li");
  webhooks.changeRole({ groupId: GROUP, userId: "stu_1", role: "Admin" });
  await webhooks.settled();
  await expectSoon(async () => (await openMessages(at.store)).length, 0);
  await expectSoon(async () => (await dueMembersIn(at.store)).length, 0);
  expect(at.cardWrites()).toBe(1);
  expect(at.cardOf("stu_1")).toBe(" Anna  Li");
  expect(await at.corrections({ userId: "stu_1" })).toEqual([]);
});

test("a member who renames back for ever is set back five times, reported once, and then left alone", async () => {
  await using at = await startKeeping({ members: [{ userId: "stu_1", nameCard: "Anna Li" }] });
  const { webhooks } = at.app.simulator;
  await at.setNames(NAMES);
  await at.setPolicy("KEEP");
  await expectSoon(() => at.syncs(), 1);
  for (let round = 1; round <= 5; round += 1) {
    at.rename("stu_1", `dragon ${round}`);
    await expectSoon(() => at.cardOf("stu_1"), "Anna Li");
  }
  at.rename("stu_1", "dragon 6");
  await expectSoon(async () => (await at.disputes()).length, 1);
  for (let round = 7; round <= 12; round += 1) at.rename("stu_1", `dragon ${round}`);
  await webhooks.settled();
  await expectSoon(async () => (await openMessages(at.store)).length, 0);
  await expectSoon(async () => (await dueMembersIn(at.store)).length, 0);
  expect(at.cardOf("stu_1")).toBe("dragon 12");
  expect(at.cardWrites()).toBe(5);
  expect(await at.corrections({ userId: "stu_1" })).toHaveLength(5);
  expect(await at.disputes()).toEqual([
    {
      kind: "NAME_DISPUTE",
      state: "PROCESSED",
      vendor: "TENCENT_IM",
      users: [{ id: "stu_1" }],
      group: { id: GROUP },
      course: { id: COURSE },
    },
  ]);
  const { text } = await scrape(at.app.adminUrl);
  expect(text).toContain("class_groups_name_disputes_total 1");
  expect(text).toContain(
    'class_groups_name_corrections_total{vendor="tencent-im",trigger="MEMBER_RENAMED",outcome="SUCCEEDED"} 5',
  );
  expect(text).toContain('class_groups_names_due{vendor="tencent-im"} 0');
});

test("a name that is too long for a card is reported once, and the card stays", async () => {
  await using at = await startKeeping({ members: [{ userId: "stu_1", nameCard: "🐱" }] });
  await at.setNames({ stu_1: "名".repeat(17) });
  await at.setPolicy("KEEP");
  await expectSoon(async () => (await at.corrections({ userId: "stu_1" })).length, 1);
  at.rename("stu_1", "dragon");
  await at.app.simulator.webhooks.settled();
  await expectSoon(async () => (await openMessages(at.store)).length, 0);
  await expectSoon(async () => (await dueMembersIn(at.store)).length, 0);
  expect(await at.corrections({ userId: "stu_1" })).toMatchObject([
    { trigger: "MANUAL", outcome: "FAILED", result: { __typename: "InvalidInputError" } },
  ]);
  expect(at.cardOf("stu_1")).toBe("dragon");
  expect(at.cardWrites()).toBe(0);
});

test("without webhooks, and after lost events, the daily look puts everything right", async () => {
  const clock = shiftedClock();
  const members = Array.from({ length: 130 }, (_, index) => ({ userId: `stu_${index}`, nameCard: "🐱" }));
  await using at = await startKeeping({
    members,
    clock,
    events: false,
    env: { NAMES_RECONCILE_AT: timeOfDay(clock.now().getTime() + HOUR_MS / 2) },
  });
  await at.setPolicy("KEEP");
  await expectSoon(() => at.syncs(), 1);
  await expectSoon(async () => (await dueLooks(at.store)).length, 0);
  const names = Object.fromEntries(
    members.slice(0, 105).map(({ userId }, index) => [userId, `Name ${index}`]),
  );
  await at.setNames(names);
  const course = at.app.simulator.world.courses.get(COURSE);
  for (const student of course?.students ?? []) student.nickname = "zzz";
  at.app.simulator.webhooks.renameMember({ groupId: GROUP, userId: "stu_0", nameCard: "Name 0", lost: true });
  at.app.forgetCalls();
  clock.shift(HOUR_MS);
  await expectSoon(() => Object.keys(names).every((userId) => at.cardOf(userId) === names[userId]), true);
  await expectSoon(() => at.nicknamesOf()?.every(Boolean), true);
  // One of them was right already, and 25 have no official name.
  expect(at.cardWrites()).toBe(104);
  expect(at.cardOf("stu_120")).toBe("🐱");
  await expectSoon(async () => (await dueMembersIn(at.store)).length, 0);
  expect(new Set((await at.corrections()).slice(0, 50).map(({ trigger }) => trigger))).toEqual(
    new Set(["SCHEDULE"]),
  );
});

test("MANUAL ends it at once; other courses and groups are never touched", async () => {
  await using at = await startKeeping({ members: [{ userId: "stu_1", nameCard: "Anna Li" }] });
  await at.setNames(NAMES);
  await at.setPolicy("KEEP");
  await expectSoon(() => at.syncs(), 1);
  await at.setPolicy("MANUAL");
  at.rename("stu_1", "dragon");
  at.app.simulator.webhooks.addStudents({ courseId: COURSE, students: [{ uid: "9001" }] });
  await at.app.simulator.webhooks.settled();
  await expectSoon(async () => (await openMessages(at.store)).length, 0);
  expect([await dueMembersIn(at.store), await dueLooks(at.store), await dueSyncs(at.store)]).toEqual([
    [],
    [],
    0,
  ]);
  expect(at.cardOf("stu_1")).toBe("dragon");
});

test("the audit says that the server made a correction, and the log has no name", async () => {
  await using at = await startKeeping({ members: [{ userId: "stu_1", nameCard: "🐱" }] });
  await at.setNames({ stu_1: "Canary Name" });
  await at.setPolicy("KEEP");
  await expectSoon(
    async () => (await at.corrections()).map(({ outcome }) => outcome).sort(),
    ["SUCCEEDED", "SUCCEEDED"],
  );
  const lines = at.app.log.with("mutation").filter(({ actor }) => actor === "server");
  expect(lines).toContainEqual(
    expect.objectContaining({
      msg: "mutation",
      mutation: "updateGroupMember",
      trigger: "MANUAL",
      callerId: null,
      targets: [{ courseId: COURSE, groupId: GROUP, userId: "stu_1" }],
      outcomes: ["SUCCEEDED"],
    }),
  );
  expect(at.app.log.text).not.toContain("Canary");
});
