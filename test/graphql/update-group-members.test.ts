import { setMaxListeners } from "node:events";
import { print } from "graphql";
import { Agent, request } from "undici";
import { expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { studentAccount } from "../../src/simulator/names.js";
import { type UpdateGroupMemberInput, UpdateGroupMembersDocument } from "../operations/generated/graphql.js";
import { startApp } from "../support/app.js";
import { FakeClock } from "../support/fake-clock.js";
import { bodiesOf, JSON_TYPE, memberIn, sharedApp } from "../support/graphql-suite.js";
import { untilHeld } from "../support/held-calls.js";
import { PATIENTLY } from "../support/patiently.js";

const app = await sharedApp({
  school: aSchool({
    accounts: ["stranger"],
    groups: [
      aGroup({ id: "group-1", members: 60 }),
      aGroup({ id: "work-1", type: "Work" }),
      aGroup({ id: "live-1", type: "AVChatRoom" }),
    ],
  }),
});

const rename = (number: number, nameCard: string) => ({
  groupId: "group-1",
  userId: studentAccount(number),
  nameCard,
});
const updateAll = async (inputs: UpdateGroupMemberInput[]) =>
  (await app.run(UpdateGroupMembersDocument, { inputs })).updateGroupMembers;
const sentCards = () => bodiesOf(app, "modify_group_member_info").map((body) => body["NameCard"]);

test("changes 50 members, with results in the order of the inputs", async () => {
  const inputs = Array.from({ length: 50 }, (_, index) => rename(50 - index, `Card ${50 - index}`));
  const updated = await updateAll(inputs);
  expect(updated).toMatchObject(
    inputs.map(({ userId }) => ({ __typename: "UpdateGroupMemberSuccess", groupMember: { userId } })),
  );
  expect(app.vendorCalls()).toEqual({ modify_group_member_info: 50 });
  for (const { userId, nameCard } of inputs) expect(memberIn(app, "group-1", userId).nameCard).toBe(nameCard);
});

test("each change has its own outcome", async () => {
  app.simulator.faults.add({
    operation: "modify_group_member_info",
    target: studentAccount(7),
    kind: "http",
  });
  app.simulator.faults.add({
    operation: "modify_group_member_info",
    target: studentAccount(8),
    kind: "reset",
  });
  const updated = await updateAll([
    rename(1, "one"),
    { groupId: "gone", userId: studentAccount(1), nameCard: "x" },
    { groupId: "group-1", userId: "stranger", nameCard: "x" },
    { groupId: "work-1", userId: studentAccount(1), muteForSeconds: 60 },
    { groupId: "live-1", userId: "teacher_li", nameCard: "x" },
    { groupId: "group-1", userId: "teacher_li", role: "MEMBER" },
    rename(2, "a badword"),
    rename(3, "课".repeat(17)),
    rename(7, "seven"),
    rename(8, "eight"),
    rename(9, "nine"),
  ]);
  expect(updated.map(({ __typename }) => __typename)).toEqual([
    "UpdateGroupMemberSuccess",
    "GroupNotFoundError",
    "GroupMemberNotFoundError",
    "ChangeNotAllowedInGroupTypeError",
    "ChangeNotAllowedInGroupTypeError",
    "OwnerRoleNotChangeableError",
    "ContentRejectedError",
    "InvalidInputError",
    "VendorUnavailableError",
    "OutcomeUnknownError",
    "UpdateGroupMemberSuccess",
  ]);
});

test("changes of one member are made in order, so the last one wins", async () => {
  // The first one is held, so it would be made last if they were sent concurrently.
  const hold = app.simulator.faults.add({ target: studentAccount(1), kind: "hold", times: 1 });
  const all = updateAll([rename(1, "first"), rename(1, "second"), rename(1, "third")]);
  await untilHeld(app, hold, 1);
  await updateAll([rename(2, "meanwhile")]);
  expect(sentCards()).toEqual(["first", "meanwhile"]);
  app.forgetCalls();
  app.simulator.faults.release(hold);
  await all;
  expect(sentCards()).toEqual(["second", "third"]);
  expect(memberIn(app, "group-1", studentAccount(1)).nameCard).toBe("third");
});

test("a failed change does not prevent the next one of the same member", async () => {
  app.simulator.faults.add({ operation: "modify_group_member_info", kind: "code", code: 10004, times: 1 });
  const updated = await updateAll([rename(1, "first"), rename(1, "second")]);
  expect(updated.map(({ __typename }) => __typename)).toEqual([
    "VendorRejectedError",
    "UpdateGroupMemberSuccess",
  ]);
  expect(memberIn(app, "group-1", studentAccount(1)).nameCard).toBe("second");
});

test("changes of different members do not wait for each other", async () => {
  const hold = app.simulator.faults.add({ target: studentAccount(1), kind: "hold" });
  const both = updateAll([rename(1, "slow"), rename(2, "quick")]);
  await untilHeld(app, hold, 1);
  await expect.poll(() => memberIn(app, "group-1", studentAccount(2)).nameCard, PATIENTLY).toBe("quick");
  expect(memberIn(app, "group-1", studentAccount(1)).nameCard).not.toBe("slow");
  app.simulator.faults.release(hold);
  await both;
  expect(memberIn(app, "group-1", studentAccount(1)).nameCard).toBe("slow");
});

test("each change of a list shows the fields it set, and the rest as it is after all changes", async () => {
  const mutation = `mutation ($inputs: [UpdateGroupMemberInput!]!) {
    updateGroupMembers(inputs: $inputs) { ... on UpdateGroupMemberSuccess { groupMember { nameCard role } } }
  }`;
  const inputs = [
    rename(1, "first"),
    { groupId: "group-1", userId: studentAccount(1), role: "ADMIN" },
    rename(1, "last"),
    { groupId: "group-1", userId: studentAccount(1), role: "MEMBER" },
  ];
  expect(await app.run(mutation, { inputs })).toEqual({
    updateGroupMembers: [
      { groupMember: { nameCard: "first", role: "MEMBER" } },
      { groupMember: { nameCard: "last", role: "ADMIN" } },
      { groupMember: { nameCard: "last", role: "MEMBER" } },
      { groupMember: { nameCard: "last", role: "MEMBER" } },
    ],
  });
});

test("unchanged fields of several members of one group are read in one call", async () => {
  app.forgetCalls();
  const mutation = `mutation ($inputs: [UpdateGroupMemberInput!]!) {
    updateGroupMembers(inputs: $inputs) { ... on UpdateGroupMemberSuccess { groupMember { nameCard joinedAt } } }
  }`;
  await app.run(mutation, { inputs: [rename(1, "one"), rename(2, "two"), rename(3, "three")] });
  expect(app.vendorCalls()).toEqual({ modify_group_member_info: 3, get_specified_group_member_info: 1 });
});

test("when the client leaves, calls in flight are completed and no more are sent", async () => {
  const operation = "modify_group_member_info";
  const hold = app.simulator.faults.add({ operation, kind: "hold", stage: "after" });
  const client = new AbortController();
  const dispatcher = new Agent();
  const inputs = [rename(1, "first"), rename(1, "second")];
  const requestId = "client-that-leaves";
  const answer = request(app.url, {
    method: "POST",
    headers: { ...JSON_TYPE, "x-request-id": requestId },
    body: JSON.stringify({ query: print(UpdateGroupMembersDocument), variables: { inputs } }),
    signal: client.signal,
    dispatcher,
  });
  await untilHeld(app, hold, 1);
  client.abort();
  await expect(answer).rejects.toThrow(/abort/i);
  // Once these later requests are answered, the server has noticed that the client left.
  for (let times = 0; times < 2; times += 1) await app.run("{ __typename }");
  app.simulator.faults.release(hold);
  const linesOf = (message: string) =>
    app.log.with(message).filter((line) => line["requestId"] === requestId);
  await expect.poll(() => linesOf("operation"), PATIENTLY).toHaveLength(1);
  expect(sentCards()).toEqual(["first"]);
  expect(linesOf("vendor call")).toMatchObject([{ outcome: "answered", code: 0 }]);
  await dispatcher.destroy();
});

test("a wait beyond the request's deadline is refused at once, and nothing is sent", async () => {
  // One call a second: the last of 30 would wait longer than the 20 s that a request may take.
  const clock = new FakeClock();
  await using slow = await startApp({ clock, env: { TENCENT_IM_CALLS_PER_SECOND: "1" } });
  const leave = new AbortController();
  const dispatcher = new Agent();
  setMaxListeners(0, leave.signal);
  const send = async (number: number) => {
    const { body } = await request(slow.url, {
      method: "POST",
      headers: JSON_TYPE,
      body: JSON.stringify({
        query: `mutation { updateGroupMember(input: { groupId: "course-561294", userId: "student_001", nameCard: "${number}" }) { __typename ... on RateLimitedError { vendor vendorCode retryAfterSeconds } } }`,
      }),
      signal: leave.signal,
      dispatcher,
    });
    const { data } = (await body.json()) as { data: { updateGroupMember: { __typename: string } } };
    if (data.updateGroupMember.__typename !== "RateLimitedError") throw new Error("was sent");
    return data.updateGroupMember;
  };
  const answers = Array.from({ length: 30 }, (_, index) => send(index));
  const refused = await Promise.any(answers);
  leave.abort();
  await Promise.allSettled(answers);
  await dispatcher.destroy();
  expect(refused).toEqual({
    __typename: "RateLimitedError",
    vendor: "TENCENT_IM",
    vendorCode: null,
    retryAfterSeconds: expect.toSatisfy((seconds: number) => seconds >= 1),
  });
  // The clock stands still, so only the first call was sent.
  expect(slow.vendorCalls()).toEqual({ modify_group_member_info: 1 });
});
