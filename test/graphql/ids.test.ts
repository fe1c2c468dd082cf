import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import {
  BulkItemsDocument,
  BulkOperationDocument,
  StartBulkGroupMemberUpdateDocument,
  UpdateGroupMemberDocument,
  UpdateGroupMembersDocument,
} from "../operations/generated/graphql.js";
import { entitiesQuery, memberIn, sharedApp } from "../support/graphql-suite.js";
import { PATIENTLY } from "../support/patiently.js";
import { storeFolder } from "../support/store.js";
import { join, ODD_USER_IDS, userId } from "../support/user-ids.js";

const folder = await storeFolder();
afterAll(() => folder[Symbol.asyncDispose]());
const app = await sharedApp({
  folder: folder.path,
  school: aSchool({ groups: [aGroup({ id: "group-1" })] }),
});

const LOST = "@TLS#NOT_FOUND";
const UPDATE = "modify_group_member_info";
const ENTITIES = entitiesQuery(
  "__typename ... on GroupMember { id userId nameCard accountLost } ... on User { id groups { totalCount } }",
);
type Entities = { _entities: readonly (Record<string, unknown> | null)[] };
const refer = (representations: readonly unknown[]) => app.send<Entities>(ENTITIES, { representations });
const byBoth = (id: string) => ({ __typename: "GroupMember", groupId: "group-1", userId: id });
const cardOf = (id: string) => memberIn(app, "group-1", id).nameCard;

async function startBulk(ids: readonly string[], nameCard: string) {
  const updates = ids.map((id) => ({ groupId: "group-1", userId: id, nameCard }));
  const input = { updates, idempotencyKey: randomUUID() };
  return (await app.run(StartBulkGroupMemberUpdateDocument, { input })).startBulkGroupMemberUpdate;
}

/** Renames these members in bulk. Returns the items once all have ended. */
async function renameInBulk(ids: readonly string[], nameCard: string) {
  const started = await startBulk(ids, nameCard);
  if (started.__typename !== "StartBulkOperationSuccess") throw new Error(JSON.stringify(started));
  const { id } = started.operation;
  const isOver = async () => (await app.run(BulkOperationDocument, { id })).bulkOperation?.finishedAt != null;
  await expect.poll(isOver, PATIENTLY).toBe(true);
  const { bulkOperation } = await app.run(BulkItemsDocument, { id, first: 100 });
  if (bulkOperation?.__typename !== "GroupMemberUpdateOperation") throw new Error("no update");
  return bulkOperation.members.nodes;
}

const ROSTER = '{ group(id: "group-1") { members(first: 100) { nodes { id userId accountLost } } } }';
interface Roster {
  group: { members: { nodes: readonly { id: string; userId: string; accountLost: boolean }[] } };
}
const roster = async () => (await app.run<Roster>(ROSTER)).group.members.nodes;

/** Reads, references and renames each member of the roster, one by one and in bulk. */
async function expectReachable(ids: readonly string[]) {
  app.simulator.world.reset();
  for (const id of ids) join(app, "group-1", id);
  const shown = (await roster()).filter((member) => ids.includes(member.userId));
  expect(shown.map((member) => member.userId).sort()).toEqual([...ids].sort());

  for (const { id, userId } of shown) {
    const { groupMember, group } = await app.run<Record<string, unknown>, { id: string }>(
      'query ($id: ID!) { groupMember(groupId: "group-1", userId: $id) { id userId role } group(id: "group-1") { member(userId: $id) { id userId role } } }',
      { id: userId },
    );
    expect(groupMember).toEqual({ id, userId, role: "MEMBER" });
    expect(group).toEqual({ member: groupMember });
  }

  const inputs = ids.map((id) => ({ groupId: "group-1", userId: id, nameCard: "one by one" }));
  const { updateGroupMembers } = await app.run(UpdateGroupMembersDocument, { inputs });
  expect(updateGroupMembers.map(({ __typename }) => __typename)).toEqual(
    ids.map(() => "UpdateGroupMemberSuccess"),
  );
  expect(ids.map(cardOf)).toEqual(ids.map(() => "one by one"));

  const items = await renameInBulk(ids, "in bulk");
  expect(items.map((item) => ({ userId: item.userId, outcome: item.outcome }))).toEqual(
    ids.map((id) => ({ userId: id, outcome: "SUCCEEDED" })),
  );
  expect(ids.map(cardOf)).toEqual(ids.map(() => "in bulk"));

  const { data, errors } = await refer([
    ...shown.map(({ id }) => ({ __typename: "GroupMember", id })),
    ...shown.map(({ userId }) => byBoth(userId)),
    ...shown.map(({ userId }) => ({ __typename: "User", id: userId })),
  ]);
  expect(errors).toEqual([]);
  const members = shown.map(({ id, userId }) => ({
    __typename: "GroupMember",
    id,
    userId,
    nameCard: "in bulk",
    accountLost: false,
  }));
  const users = shown.map(({ userId }) => ({ __typename: "User", id: userId, groups: { totalCount: 1 } }));
  expect(data?._entities).toEqual([...members, ...members, ...users]);
}

describe("user ids", () => {
  test("every member of a roster can be read, referenced and renamed, one by one and in bulk", () =>
    fc.assert(fc.asyncProperty(fc.uniqueArray(userId(), { minLength: 1, maxLength: 20 }), expectReachable), {
      numRuns: 10,
      examples: [[[...ODD_USER_IDS]]],
    }));

  const RULE = "a Tencent IM user id is 1 to 32 bytes of printable UTF-8";
  test.for([
    ["empty", "", "is empty"],
    ["33 letters", "u".repeat(33), "is 33 bytes long"],
    ["11 Chinese characters", "学".repeat(11), "is 33 bytes long"],
    ["a megabyte", "u".repeat(1_000_000), "is 1000000 bytes long"],
    ["a NUL", "a\u0000", "contains a control character or a line break"],
    ["a DEL", "a\u007f", "contains a control character or a line break"],
    ["a C1 control", "a\u0085", "contains a control character or a line break"],
    ["a line separator", "a\u2028", "contains a control character or a line break"],
    ["a paragraph separator", "a\u2029", "contains a control character or a line break"],
    ["half a character", "a\ud83d", "contains half of a character"],
    ["a direction override", "\u202enimda", "so it would read as another id"],
    ["a direction isolate", "a\u2066b", "so it would read as another id"],
  ] as const)("%s: the error names the problem, and no call is made", async ([, id, why]) => {
    const queries = [
      'query ($id: ID!) { groupMember(groupId: "group-1", userId: $id) { id } }',
      'query ($id: ID!) { group(id: "group-1") { member(userId: $id) { id } } }',
    ];
    for (const query of queries) {
      const { errors } = await app.send(query, { id });
      expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
      expect(errors[0]?.message).toContain(why);
      expect(errors[0]?.message).toContain(RULE);
    }
    const input = { groupId: "group-1", userId: id, nameCard: "x" };
    const wrong = {
      __typename: "InvalidInputError",
      problems: [{ path: "input.userId", message: expect.stringContaining(why) }],
    };
    expect((await app.run(UpdateGroupMemberDocument, { input })).updateGroupMember).toMatchObject(wrong);
    expect((await app.run(UpdateGroupMembersDocument, { inputs: [input] })).updateGroupMembers).toMatchObject(
      [{ __typename: "InvalidInputError", problems: [{ path: "inputs[0].userId" }] }],
    );
    expect(await startBulk([id], "x")).toMatchObject({
      __typename: "InvalidInputError",
      problems: [{ path: "input.updates[0].userId" }],
    });
    const { data, errors } = await refer([byBoth(id), { __typename: "User", id }]);
    expect({ data, errors }).toEqual({ data: { _entities: [null, null] }, errors: [] });
    // The second query reads the group before its member.
    expect(app.vendorCalls()).toEqual({ get_group_info: 1 });
  });

  test("a reference that is longer than any member id is null", async () => {
    const { data } = await refer([{ __typename: "GroupMember", id: "Zw".repeat(100_000) }]);
    expect(data?._entities).toEqual([null]);
    expect(app.vendorCalls()).toEqual({});
  });
});

describe("a lost account", () => {
  test("is marked as lost in a roster, and other accounts are not", async () => {
    join(app, "group-1", LOST);
    join(app, "group-1", "@TLS#NOT_FOUND2");
    expect(Object.fromEntries((await roster()).map((member) => [member.userId, member.accountLost]))).toEqual(
      {
        teacher_li: false,
        student_001: false,
        student_002: false,
        [LOST]: true,
        "@TLS#NOT_FOUND2": false,
      },
    );
  });

  test("keeps its details from the roster, and its groups are not requested", async () => {
    join(app, "group-1", LOST, "Admin");
    const { group } = await app.run<{ group: { members: { nodes: object[] } } }>(
      '{ group(id: "group-1") { members(roles: [ADMIN]) { nodes { accountLost role user { id groups { totalCount } } } } } }',
    );
    expect(group.members.nodes).toEqual([
      { accountLost: true, role: "ADMIN", user: { id: LOST, groups: null } },
    ]);
    expect(app.vendorCalls()).not.toHaveProperty("get_joined_group_list");
  });

  test("still owns its group, and its details are not requested", async () => {
    memberIn(app, "group-1", "teacher_li").role = "Member";
    join(app, "group-1", LOST, "Owner");
    const { group } = await app.run<{ group: object }>(
      '{ group(id: "group-1") { owner { accountLost userId role nameCard joinedAt } } }',
    );
    expect(group).toEqual({
      owner: { accountLost: true, userId: LOST, role: "OWNER", nameCard: null, joinedAt: null },
    });
    expect(app.vendorCalls()).toEqual({ get_group_info: 1 });
  });

  test("an owner who still exists is not lost", async () => {
    const { group } = await app.run<{ group: object }>(
      '{ group(id: "group-1") { owner { accountLost } member(userId: "student_001") { accountLost } } }',
    );
    expect(group).toEqual({ owner: { accountLost: false }, member: { accountLost: false } });
  });

  test("cannot be read by its id, and no call is made for it", async () => {
    join(app, "group-1", LOST);
    const lost = (await roster()).find((member) => member.accountLost);
    app.forgetCalls();
    const { groupMember } = await app.run(
      `{ groupMember(groupId: "group-1", userId: "${LOST}") { userId nameCard } }`,
    );
    expect(groupMember).toBeNull();
    const { data, errors } = await refer([
      { __typename: "GroupMember", id: lost?.id },
      byBoth(LOST),
      { __typename: "User", id: LOST },
    ]);
    expect({ data, errors }).toEqual({ data: { _entities: [null, null, null] }, errors: [] });
    expect(app.vendorCalls()).toEqual({});
    const { group } = await app.run<{ group: object }>(
      `{ group(id: "group-1") { member(userId: "${LOST}") { userId nameCard } } }`,
    );
    expect(group).toEqual({ member: null });
    expect(app.vendorCalls()).not.toHaveProperty("get_specified_group_member_info");
  });

  test("cannot be changed, and the problem says why", async () => {
    join(app, "group-1", LOST);
    const input = { groupId: "group-1", userId: LOST, nameCard: "x" };
    const why = "marks a deleted account; Tencent IM can neither read nor change it";
    expect((await app.run(UpdateGroupMemberDocument, { input })).updateGroupMember).toMatchObject({
      __typename: "InvalidInputError",
      problems: [{ path: "input.userId", message: why }],
    });
    const inputs = [input, { ...input, userId: "student_001" }];
    expect((await app.run(UpdateGroupMembersDocument, { inputs })).updateGroupMembers).toMatchObject([
      { __typename: "InvalidInputError", problems: [{ path: "inputs[0].userId", message: why }] },
      { __typename: "UpdateGroupMemberSuccess" },
    ]);
    expect(await startBulk(["student_001", LOST], "x")).toMatchObject({
      __typename: "InvalidInputError",
      problems: [{ path: "input.updates[1].userId", message: why }],
    });
    expect(app.vendorCalls()).toEqual({ [UPDATE]: 1 });
  });
});
