import { describe, expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { bodiesOf, entitiesQuery, sharedApp } from "../support/graphql-suite.js";

const app = await sharedApp({ school: aSchool({ groups: [aGroup({ id: "group-1" })] }) });
const GROUP = 'group(id: "group-1")';
const MEMBER = 'groupMember(groupId: "group-1", userId: "student_001")';

/** The fields that every call of one command requested, in alphabetical order. */
const asked = (command: string, read: (body: Record<string, unknown>) => unknown) =>
  bodiesOf(app, command).map((body) => [...(read(body) as string[])].sort());
const baseInfo = () =>
  asked(
    "get_group_info",
    (body) => (body["ResponseFilter"] as Record<string, unknown>)["GroupBaseInfoFilter"],
  );

describe("a group's call requests only the selected fields", () => {
  test.for([
    ["name", "{ name }", ["Name"]],
    [
      "all fields",
      "{ name type memberCount maxMemberCount introduction notification avatarUrl createdAt lastMessageAt joinPolicy everyoneMuted owner { userId } }",
      [
        "ApplyJoinOption",
        "CreateTime",
        "FaceUrl",
        "Introduction",
        "LastMsgTime",
        "MaxMemberNum",
        "MemberNum",
        "MuteAllMember",
        "Name",
        "Notification",
        "Owner_Account",
        "Type",
      ],
    ],
    ["an alias", "{ title: name }", ["Name"]],
    ["the same field twice", "{ name again: name ...{ name } }", ["Name"]],
    ["an inline fragment", "{ ... on Group { name } ...{ type } }", ["Name", "Type"]],
    ["a union condition", "{ ... on _Entity { ... on Group { name } } }", ["Name"]],
    ["a named fragment", "{ ...A }", ["MemberNum", "Name"]],
    ["@skip by literal", "{ name type @skip(if: true) }", ["Name"]],
    ["@skip by variable", "{ name type @skip(if: $yes) createdAt @skip(if: $no) }", ["CreateTime", "Name"]],
    [
      "@include by variable",
      "{ name type @include(if: $no) createdAt @include(if: $yes) }",
      ["CreateTime", "Name"],
    ],
    [
      "@include on a fragment",
      "{ name ...A @include(if: $no) ... on Group @include(if: $yes) { type } }",
      ["Name", "Type"],
    ],
    [
      "@skip and @include together",
      "{ name type @skip(if: $no) @include(if: $yes) createdAt @skip(if: $yes) @include(if: $yes) }",
      ["Name", "Type"],
    ],
    ["a variable's default", "{ name type @include(if: $default) }", ["Name", "Type"]],
    ["only the id, which needs the type", "{ id __typename }", ["Type"]],
    [
      "only fields that other calls read",
      '{ course { id } member(userId: "student_001") { role } }',
      ["Type"],
    ],
  ] as const)("%s", async ([, selection, expected]) => {
    const variables = "($yes: Boolean! = true, $no: Boolean! = false, $default: Boolean = true)";
    // Every query uses all of them, or validation would fail.
    const rest = "used: __typename @include(if: $yes) @skip(if: $no) also: __typename @include(if: $default)";
    const fragments = "fragment A on Group { ...B } fragment B on Group { name memberCount }";
    const { errors } = await app.send(
      `query ${variables} { ${rest} ${GROUP} ${selection} unused: group(id: "") @skip(if: true) { ...A } } ${fragments}`,
      { yes: true, no: false },
    );
    expect(errors).toEqual([]);
    expect(baseInfo()).toEqual([expected]);
  });

  test("two aliases request the fields of both", async () => {
    await app.run(`{ a: ${GROUP} { name } b: ${GROUP} { ... on Group { type } } }`);
    expect(baseInfo()).toEqual([["Name", "Type"]]);
  });

  test("through _entities, under its own type condition and others", async () => {
    const query = entitiesQuery(
      "... on Group { name } ... on Course { group { type } } ... on GroupMember { role }",
    );
    await app.run(query, { representations: [{ __typename: "Group", id: "group-1" }] });
    expect(baseInfo()).toEqual([["Name"]]);
  });

  test("members and custom fields are not requested unless selected", async () => {
    await app.run(`{ ${GROUP} { name customFields { key } } }`);
    expect(bodiesOf(app, "get_group_info")).toEqual([
      { GroupIdList: ["group-1"], ResponseFilter: { GroupBaseInfoFilter: ["Name"] } },
    ]);
  });

  test("in the list of a user's groups, under nodes and edges", async () => {
    await app.run(
      `{ ${MEMBER} { user { groups { nodes { name owner { userId } } edges { cursor node { ... on Group { type } } } } } } }`,
    );
    const filters = asked(
      "get_joined_group_list",
      (body) => (body["ResponseFilter"] as Record<string, unknown>)["GroupBaseInfoFilter"],
    );
    expect(filters).toEqual([["Name", "Owner_Account", "Type"]]);
  });
});

describe("a roster's call requests only the selected member fields", () => {
  const paged = () => asked("get_group_member_info", (body) => body["MemberInfoFilter"]);
  const named = () => asked("get_specified_group_member_info", (body) => body["MemberInfoFilter"]);

  test.for([
    ["under nodes", "nodes { role }", ["Role"]],
    ["under edges", "edges { cursor node { nameCard } }", ["NameCard"]],
    ["under both", "nodes { role } edges { node { nameCard } }", ["NameCard", "Role"]],
    [
      "under nodes in two places",
      "nodes { role } ... on GroupMemberConnection { nodes { joinedAt } }",
      ["JoinTime", "Role"],
    ],
    ["under aliases", "all: nodes { card: nameCard } others: nodes { joinedAt }", ["JoinTime", "NameCard"]],
    ["through fragments", "...Page", ["MuteUntil", "NameCard"]],
    [
      "with @skip and @include",
      "nodes { role nameCard @skip(if: $yes) joinedAt @include(if: $yes) }",
      ["JoinTime", "Role"],
    ],
    [
      "with a connection field that is skipped",
      "nodes { role } edges @skip(if: $yes) { node { nameCard } }",
      ["Role"],
    ],
    ["without any member field", "totalCount nodes { userId }", ["Role"]],
    [
      "all of them",
      "nodes { role nameCard joinedAt lastMessageAt messageDelivery mutedUntil }",
      ["JoinTime", "LastSendMsgTime", "MsgFlag", "MuteUntil", "NameCard", "Role"],
    ],
  ] as const)("%s", async ([, selection, expected]) => {
    const fragments =
      "fragment Page on GroupMemberConnection { nodes { ...Card } edges { node { ...Card mutedUntil } } } fragment Card on GroupMember { nameCard }";
    const { errors } = await app.send(
      `query ($yes: Boolean!) { ${GROUP} { members { ${selection} } other: members(first: 1) @skip(if: true) { ...Page } __typename @include(if: $yes) } } ${fragments}`,
      { yes: true },
    );
    expect(errors).toEqual([]);
    expect(paged()).toEqual([expected]);
  });

  test("of a member by ids", async () => {
    await app.run(`{ ${MEMBER} { nameCard mutedUntil group { id } } }`);
    expect(named()).toEqual([["MuteUntil", "NameCard"]]);
  });

  test("of an owner", async () => {
    await app.run(`{ ${GROUP} { owner { role messageDelivery } } }`);
    expect(baseInfo()).toEqual([["Owner_Account"]]);
    expect(named()).toEqual([["MsgFlag", "Role"]]);
  });

  test("of an updated member, through the union's and the interfaces' conditions", async () => {
    await app.run(
      `mutation {
        updateGroupMember(input: { groupId: "group-1", userId: "student_001", nameCard: "Lin Ya" }) {
          ... on MutationError { message }
          ... on UpdateGroupMemberResult { ... on UpdateGroupMemberSuccess { groupMember { nameCard role } } }
          ...More
        }
      }
      fragment More on UpdateGroupMemberSuccess { groupMember { ... on GroupMember { joinedAt } } }`,
    );
    expect(named()).toEqual([["JoinTime", "Role"]]);
  });

  test("custom fields without configured keys require all fields", async () => {
    await app.run(`{ ${GROUP} { members { nodes { customFields { key } } } } }`);
    expect(bodiesOf(app, "get_group_member_info")).toEqual([{ GroupId: "group-1", Limit: 50, Offset: 0 }]);
  });
});

test("the same query with other variables requests the fields that these select", async () => {
  const query = `query ($id: ID!, $all: Boolean!) { group(id: $id) { name type @include(if: $all) } }`;
  for (const all of [false, true, false]) await app.run(query, { id: "group-1", all });
  expect(baseInfo()).toEqual([["Name"], ["Name", "Type"], ["Name"]]);
});
