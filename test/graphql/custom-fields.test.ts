import { describe, expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { UpdateGroupMemberDocument } from "../operations/generated/graphql.js";
import { startApp, type TestAppOptions } from "../support/app.js";
import { bodiesOf, memberIn } from "../support/graphql-suite.js";

const school = aSchool({
  customKeys: { group: ["term", "room"], member: { Public: ["seat", "note"] } },
  groups: [
    aGroup({
      id: "group-1",
      customFields: { term: "2026a" },
      members: [{ userId: "stu_1", customFields: { seat: "A1" } }],
    }),
  ],
});
const start = (env: NonNullable<TestAppOptions["env"]> = {}) => startApp({ school, env });
const FIELDS = `{
  group(id: "group-1") { customFields { key value } member(userId: "stu_1") { customFields { key value } } }
}`;
const UPDATE = `mutation ($fields: [CustomFieldInput!]!) {
  updateGroupMember(input: { groupId: "group-1", userId: "stu_1", customFields: $fields }) {
    ... on UpdateGroupMemberSuccess { groupMember { customFields { key value } } }
  }
}`;

describe("without configured keys", () => {
  test("a group's custom fields are null, and a member's are all that the vendor has", async () => {
    await using app = await start();
    expect(await app.run(FIELDS)).toEqual({
      group: {
        customFields: null,
        member: {
          customFields: [
            { key: "seat", value: "A1" },
            { key: "note", value: "" },
          ],
        },
      },
    });
  });

  test("after a change of one field, the others are read", async () => {
    await using app = await start();
    expect(await app.run(UPDATE, { fields: [{ key: "note", value: "左" }] })).toEqual({
      updateGroupMember: {
        groupMember: {
          customFields: [
            { key: "seat", value: "A1" },
            { key: "note", value: "左" },
          ],
        },
      },
    });
    expect(app.vendorCalls()).toEqual({ modify_group_member_info: 1, get_specified_group_member_info: 1 });
  });
});

describe("with configured keys", () => {
  const env = { TENCENT_IM_GROUP_CUSTOM_KEYS: "term", TENCENT_IM_MEMBER_CUSTOM_KEYS: "seat, note" };

  test("only these are requested and returned", async () => {
    await using app = await start({ ...env, TENCENT_IM_MEMBER_CUSTOM_KEYS: "seat" });
    expect(await app.run(FIELDS)).toEqual({
      group: {
        customFields: [{ key: "term", value: "2026a" }],
        member: { customFields: [{ key: "seat", value: "A1" }] },
      },
    });
    expect(bodiesOf(app, "get_group_info")).toMatchObject([
      { ResponseFilter: { GroupBaseInfoFilter: ["Type"], AppDefinedDataFilter_Group: ["term"] } },
    ]);
    expect(bodiesOf(app, "get_specified_group_member_info")).toMatchObject([
      { MemberInfoFilter: ["Role"], AppDefinedDataFilter_GroupMember: ["seat"] },
    ]);
  });

  test("they are not requested unless the query selects them", async () => {
    await using app = await start(env);
    await app.run('{ group(id: "group-1") { name members { nodes { role } } } }');
    expect(JSON.stringify(app.simulator.calls.list().map(({ body }) => body))).not.toContain(
      "AppDefinedData",
    );
  });

  test("a user's groups are read again for them, in one call", async () => {
    await using app = await start(env);
    const query =
      '{ groupMember(groupId: "group-1", userId: "stu_1") { user { groups { nodes { name customFields { value } } } } } }';
    expect(await app.run(query)).toEqual({
      groupMember: { user: { groups: { nodes: [{ name: "A group", customFields: [{ value: "2026a" }] }] } } },
    });
    expect(app.vendorCalls()).toEqual({
      get_specified_group_member_info: 1,
      get_joined_group_list: 1,
      get_group_info: 1,
    });
  });

  test("a change of all of them needs no further call", async () => {
    await using app = await start(env);
    const fields = [
      { key: "note", value: "left" },
      { key: "seat", value: "" },
    ];
    expect(await app.run(UPDATE, { fields })).toEqual({
      updateGroupMember: { groupMember: { customFields: expect.arrayContaining(fields) } },
    });
    expect(app.vendorCalls()).toEqual({ modify_group_member_info: 1 });
  });
});

test("custom fields are stored, cleared by an empty value, and not changed if omitted", async () => {
  await using app = await start();
  const update = (key: string, value: string) =>
    app.run(UpdateGroupMemberDocument, {
      input: { groupId: "group-1", userId: "stu_1", customFields: [{ key, value }] },
    });
  await update("note", "a 64-byte text: ".repeat(4));
  expect(memberIn(app, "group-1", "stu_1").customFields).toEqual({
    seat: "A1",
    note: "a 64-byte text: ".repeat(4),
  });
  await update("seat", "");
  expect(memberIn(app, "group-1", "stu_1").customFields).toEqual({ note: "a 64-byte text: ".repeat(4) });
});
