import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import type { Store } from "../../src/store/sql.js";
import { ACCESS_ENV, asGateway, tokenOf } from "../support/access.js";
import { startApp, type TestApp } from "../support/app.js";
import { bodiesOf } from "../support/graphql-suite.js";
import { noStore } from "../support/store.js";
import { startWithStore } from "../support/webhook-rows.js";

let running: Awaited<ReturnType<typeof startWithStore>>;
let app: TestApp;
let store: Store;

const COMMUNITY = "@TGS#_fair";
const card = (userId: string, nameCard: string) => ({ userId, nameCard });
beforeAll(async () => {
  running = await startWithStore({
    env: ACCESS_ENV,
    school: aSchool({
      groups: [
        aGroup({
          id: "class",
          members: [
            card("u1", "Anna"),
            card("u2", " 王  小明 "),
            card("u3", "dragon"),
            "u4",
            card("u5", "Bo"),
          ],
        }),
        aGroup({ id: "year", members: 730 }),
        aGroup({ id: COMMUNITY, type: "Community", members: 730 }),
        aGroup({ id: "live", type: "AVChatRoom" }),
      ],
    }),
  });
  ({ app, store } = running);
});
afterEach(async () => {
  await store.rows("truncate official_names");
  app.forgetCalls();
});
afterAll(() => running[Symbol.asyncDispose]());

interface Options {
  readonly sub?: string;
  readonly scopes?: readonly string[];
  readonly variables?: object;
}
async function send(query: string, options: Options = {}) {
  const { sub = "office", scopes = ["read", "names"], variables = {} } = options;
  return app.send<any>(query, variables as Record<string, unknown>, asGateway(await tokenOf(sub, ...scopes)));
}
async function run(query: string, options?: Options) {
  const { data, errors, text } = await send(query, options);
  if (errors.length > 0) throw new Error(text);
  return data;
}
const SET = `mutation ($names: [OfficialNameInput!]!) { set: setOfficialNames(input: { names: $names }) {
  __typename
  ... on SetOfficialNamesSuccess { changed unchanged }
  ... on OfficialNameConflictError { conflictCount conflicts { userId classinUid heldBy } }
  ... on InvalidInputError { problems { path message } }
  ... on MutationError { message }
} }`;
const set = async (...names: readonly object[]) => (await run(SET, { variables: { names } })).set;
const success = (changed: number, unchanged = 0) => ({
  __typename: "SetOfficialNamesSuccess",
  changed,
  unchanged,
});
const LIST = `query ($first: Int, $after: String, $search: String) {
  officialNames(first: $first, after: $after, search: $search) {
    nodes { userId classinUid name updatedAt user { id } } pageInfo { hasNextPage endCursor } } }`;
const list = async (variables: object = {}) => (await run(LIST, { variables })).officialNames;
const idsOf = ({ nodes }: { nodes: { userId: string }[] }) => nodes.map(({ userId }) => userId);

describe("setting names", () => {
  test("stores them; the same again changes nothing, also not the time", async () => {
    expect(
      await set({ userId: "u1", classinUid: "1001", name: "Anna" }, { userId: "u2", name: "Bo" }),
    ).toEqual(success(2));
    const before = (await list()).nodes;
    expect(before).toMatchObject([
      { userId: "u1", classinUid: "1001", name: "Anna", user: { id: "u1" } },
      { userId: "u2", classinUid: null, name: "Bo" },
    ]);
    expect(await set({ userId: "u1", name: "Anna" }, { userId: "u2", name: "Bo" })).toEqual(success(0, 2));
    expect((await list()).nodes).toEqual(before);
    expect(await set({ userId: "u1", name: "Anna Li" }, { userId: "u2", name: "Bo" })).toEqual(success(1, 1));
    expect((await list()).nodes[1]).toEqual(before[1]);
    expect(app.vendorCalls()).toEqual({});
  });

  test("keeps a number that is left out, and removes it for an empty text", async () => {
    await set({ userId: "u1", classinUid: "1001", name: "Anna" });
    expect(await set({ userId: "u1", classinUid: null, name: "Ann" })).toEqual(success(1));
    expect((await list()).nodes[0]).toMatchObject({ classinUid: "1001", name: "Ann" });
    expect(await set({ userId: "u1", classinUid: "", name: "Ann" })).toEqual(success(1));
    expect((await list()).nodes[0].classinUid).toBeNull();
  });

  test("a number of another user is a conflict, and nothing is set", async () => {
    await set({ userId: "u1", classinUid: "1001", name: "Anna" });
    const conflict = await set(
      { userId: "u3", name: "Cy" },
      { userId: "u2", classinUid: "1001", name: "Bo" },
    );
    expect(conflict).toMatchObject({
      __typename: "OfficialNameConflictError",
      conflictCount: 1,
      conflicts: [{ userId: "u2", classinUid: "1001", heldBy: "u1" }],
    });
    expect(idsOf(await list())).toEqual(["u1"]);
    // Naming the holder without a new number does not free the number.
    expect(
      (await set({ userId: "u1", name: "Anna" }, { userId: "u2", classinUid: "1001", name: "Bo" }))
        .__typename,
    ).toBe("OfficialNameConflictError");
  });

  test("two users can swap their numbers in one request", async () => {
    await set(
      { userId: "u1", classinUid: "1001", name: "Anna" },
      { userId: "u2", classinUid: "1002", name: "Bo" },
    );
    expect(
      await set(
        { userId: "u1", classinUid: "1002", name: "Anna" },
        { userId: "u2", classinUid: "1001", name: "Bo" },
      ),
    ).toEqual(success(2));
    expect((await list()).nodes.map(({ classinUid }: any) => classinUid)).toEqual(["1002", "1001"]);
  });

  test("every problem is reported, and nothing is set", async () => {
    const invalid = await set(
      { userId: "u1", name: "" },
      { userId: "u1", classinUid: "x", name: "A\u202eB" },
    );
    expect(invalid.__typename).toBe("InvalidInputError");
    expect(invalid.problems.map(({ path }: any) => path)).toEqual([
      "input.names[0].name",
      "input.names[1].classinUid",
      "input.names[1].name",
      "input.names[1].userId",
    ]);
    expect(idsOf(await list())).toEqual([]);
  });

  test("a thousand names are set at once, and requests at the same time do not disturb each other", async () => {
    const names = Array.from({ length: 1_000 }, (_, index) => ({
      userId: `s${index}`,
      classinUid: String(5_000 + index),
      name: `Student ${index}`,
    }));
    const outcomes = await Promise.all([set(...names), set(...names.toReversed()), set(...names)]);
    expect(outcomes.reduce((sum, { changed }) => sum + changed, 0)).toBe(1_000);
    expect(outcomes.reduce((sum, { unchanged }) => sum + unchanged, 0)).toBe(2_000);
  });

  test("the log has who was named and how many, and no name", async () => {
    await set({ userId: "u1", classinUid: "1001", name: "Canary Name" });
    await set({ userId: "u2", classinUid: "1001", name: "Canary Name" });
    const { text } = app.log;
    expect(text).toContain("setOfficialNames");
    expect(text).not.toContain("Canary");
  });
});

describe("listing names", () => {
  test("goes by user id, byte by byte, in pages", async () => {
    const ids = ["B", "a", "a-1", "b", "é", "学"];
    await set(...ids.toReversed().map((userId) => ({ userId, name: "Same" })));
    const seen: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 3; page += 1) {
      const names: any = await list({ first: 2, after });
      seen.push(...idsOf(names));
      expect(names.pageInfo.hasNextPage).toBe(page < 2);
      after = names.pageInfo.endCursor;
    }
    expect(seen).toEqual(ids);
  });

  test.for([
    ["ANN", ["a1", "a2"]],
    ["a1", ["a1"]],
    ["É", ["b1"]],
    ["e\u0301", ["b1"]],
    ["小", ["b2"]],
    ["%", ["b3"]],
    ["_", ["b3"]],
    ["\\", ["b3"]],
    ["1\nA", null],
    ["", null],
    ["x".repeat(101), null],
  ] as const)("a search for %j finds %j", async ([search, expected]) => {
    await set(
      { userId: "a1", name: "Anna" },
      { userId: "a2", name: "joanne" },
      { userId: "b1", name: "René" },
      { userId: "b2", name: "王小明" },
      { userId: "b3", name: "100%_\\" },
    );
    const { data, errors } = await send(LIST, { variables: { search } });
    if (expected === null) expect(errors[0]?.extensions["code"]).toBe("BAD_USER_INPUT");
    else expect(idsOf(data.officialNames)).toEqual(expected);
  });

  test("a cursor of another list is refused", async () => {
    const { errors } = await send(LIST, { variables: { after: Buffer.from("name:").toString("base64url") } });
    expect(errors[0]?.extensions["code"]).toBe("BAD_USER_INPUT");
  });
});

describe("members", () => {
  const MEMBERS = `{ group(id: "class") { members { nodes { userId officialName nameMatches } } } }`;

  test("have the official name, and whether the card shows it", async () => {
    await set(
      { userId: "u1", name: "Anna" },
      { userId: "u2", name: "王 小明" },
      { userId: "u3", name: "Cy" },
      { userId: "u4", name: "Di" },
    );
    const { group } = await run(MEMBERS);
    expect(group.members.nodes).toEqual([
      { userId: "u1", officialName: "Anna", nameMatches: true },
      { userId: "u2", officialName: "王 小明", nameMatches: true },
      { userId: "u3", officialName: "Cy", nameMatches: false },
      { userId: "u4", officialName: "Di", nameMatches: false },
      { userId: "u5", officialName: null, nameMatches: null },
    ]);
    expect(app.vendorCalls()).toEqual({ get_group_info: 1, get_group_member_info: 1 });
  });

  test("are compared after a change with the new card, without a read", async () => {
    await set({ userId: "u5", name: "Bob" });
    const change = (nameCard: string) =>
      run(
        `mutation { updateGroupMember(input: { groupId: "class", userId: "u5", nameCard: "${nameCard}" }) {
          ... on UpdateGroupMemberSuccess { groupMember { nameMatches officialName } } } }`,
        { scopes: ["read", "write", "names"] },
      );
    expect((await change("Bob")).updateGroupMember.groupMember).toEqual({
      nameMatches: true,
      officialName: "Bob",
    });
    expect((await change("Bo")).updateGroupMember.groupMember.nameMatches).toBe(false);
    expect(app.vendorCalls()).toEqual({ modify_group_member_info: 2 });
  });

  test("the card is read only if the comparison is selected", async () => {
    await set({ userId: "u1", name: "Anna" });
    const of = (fields: string) =>
      run(
        `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on GroupMember { ${fields} } } }`,
        { variables: { representations: [{ __typename: "GroupMember", groupId: "class", userId: "u1" }] } },
      );
    const filtersOf = () => bodiesOf(app, "get_specified_group_member_info");
    expect((await of("officialName"))._entities).toEqual([{ officialName: "Anna" }]);
    expect(JSON.stringify(filtersOf())).not.toContain("NameCard");
    expect((await of("nameMatches"))._entities).toEqual([{ nameMatches: true }]);
    expect(JSON.stringify(filtersOf())).toContain("NameCard");
  });

  test("a card that is not known matches nothing: the owner of a live-stream group has no profile", async () => {
    await set({ userId: "teacher_li", name: "Li" });
    const { group } = await run('{ group(id: "live") { owner { officialName nameMatches } } }');
    expect(group.owner).toEqual({ officialName: "Li", nameMatches: null });
  });

  test("a name that is too long for a card never matches, and setting it as a card is refused with the limit", async () => {
    const name = "课".repeat(17);
    await set({ userId: "u1", name });
    const change = `mutation { updateGroupMember(input: { groupId: "class", userId: "u1", nameCard: "${name}" }) {
      ... on InvalidInputError { problems { path limit actual } } } }`;
    const { updateGroupMember } = await run(change, { scopes: ["read", "write", "names"] });
    expect(updateGroupMember.problems).toEqual([{ path: "input.nameCard", limit: 50, actual: 51 }]);
    const query = '{ groupMember(groupId: "class", userId: "u1") { nameMatches } }';
    expect((await run(query)).groupMember).toEqual({ nameMatches: false });
  });

  test("without the scope, names are refused, and the rest is answered", async () => {
    await set({ userId: "u1", name: "Anna" });
    const { data, errors } = await send(MEMBERS, { scopes: ["read"] });
    expect(data.group.members.nodes[0]).toEqual({ userId: "u1", officialName: null, nameMatches: null });
    expect(new Set(errors.map(({ extensions }) => extensions["code"]))).toEqual(new Set(["FORBIDDEN"]));
    for (const query of [
      LIST,
      '{ group(id: "class") { membersMisnamed { nodes { userId } } } }',
      "mutation { setOfficialNames(input: { names: [] }) { __typename } }",
      'mutation { eraseUser(userId: "u1") { __typename } }',
    ])
      expect(
        (await send(query, { scopes: ["read", "write", "bulk", "events"] })).errors[0]?.extensions["code"],
      ).toBe("FORBIDDEN");
  });
});

describe("misnamed members", () => {
  const MISNAMED = `query ($id: ID!, $first: Int, $after: String) { group(id: $id) {
    membersMisnamed(first: $first, after: $after) { totalCount nodes { userId nameCard officialName }
      pageInfo { hasNextPage endCursor } } } }`;
  const misnamed = async (variables: object) =>
    (await run(MISNAMED, { variables: { id: "class", ...variables } })).group.membersMisnamed;

  test("are those whose card differs from a known name", async () => {
    await set({ userId: "u2", name: "王 小明" }, { userId: "u3", name: "Cy" }, { userId: "u4", name: "Di" });
    expect(await misnamed({})).toEqual({
      totalCount: null,
      nodes: [
        { userId: "u3", nameCard: "dragon", officialName: "Cy" },
        { userId: "u4", nameCard: "", officialName: "Di" },
      ],
      pageInfo: { hasNextPage: false, endCursor: expect.any(String) },
    });
    const first = await misnamed({ first: 1 });
    expect(first).toMatchObject({ nodes: [{ userId: "u3" }], pageInfo: { hasNextPage: true } });
    expect(await misnamed({ first: 1, after: first.pageInfo.endCursor })).toMatchObject({
      nodes: [{ userId: "u4" }],
      pageInfo: { hasNextPage: false },
    });
  });

  test("are looked for with at most five calls an answer, and the pages go on where the search stopped", async () => {
    await set({ userId: "student_650", name: "Late" }, { userId: "student_007", name: "Early" });
    app.forgetCalls();
    const first = await misnamed({ id: "year", first: 5 });
    expect(first).toMatchObject({ nodes: [{ userId: "student_007" }], pageInfo: { hasNextPage: true } });
    expect(app.vendorCalls()["get_group_member_info"]).toBeLessThanOrEqual(5);
    const second = await misnamed({ id: "year", first: 5, after: first.pageInfo.endCursor });
    expect(second).toMatchObject({ nodes: [{ userId: "student_650" }], pageInfo: { hasNextPage: false } });
  });

  test.for(["year", COMMUNITY])("in %s, any page size finds each of them once", async (id) => {
    const wrong = [3, 99, 100, 101, 250, 499, 500, 729].map(
      (number) => `student_${String(number).padStart(3, "0")}`,
    );
    await set(...wrong.map((userId) => ({ userId, name: "Other" })));
    for (const first of [1, 2, 3, 100]) {
      const seen: string[] = [];
      for (let after: string | null = null, more = true; more;) {
        const page: any = await misnamed({ id, first, after });
        seen.push(...idsOf(page));
        expect(page.nodes.length).toBeLessThanOrEqual(first);
        more = page.pageInfo.hasNextPage;
        after = page.pageInfo.endCursor;
      }
      expect(seen).toEqual(wrong);
    }
  });

  test("a live-stream group has no list", async () => {
    expect(await misnamed({ id: "live" })).toBeNull();
  });

  test("a caller who may see only their own groups gets none of others", async () => {
    await set({ userId: "u3", name: "Cy" });
    const of = (sub: string) =>
      run('{ group(id: "class") { membersMisnamed { nodes { userId } } } }', {
        sub,
        scopes: ["read:own", "names"],
      });
    expect((await of("u1")).group.membersMisnamed.nodes).toEqual([{ userId: "u3" }]);
    expect((await of("stranger")).group).toBeNull();
  });
});

test("while the store is away, only names are missing, and setting them says when to try again", async () => {
  const provider = { ...noStore(), mayHoldWork: () => true };
  await using away = await startApp({ school: aSchool({ groups: [aGroup({ id: "class" })] }), provider });
  const { data, errors } = await away.send<any>(
    '{ groupMember(groupId: "class", userId: "teacher_li") { role officialName nameMatches } }',
  );
  expect(data.groupMember).toEqual({ role: "OWNER", officialName: null, nameMatches: null });
  expect(errors.map(({ extensions }) => extensions["code"])).toEqual([
    "STORE_UNAVAILABLE",
    "STORE_UNAVAILABLE",
  ]);
  const STORE = "... on StoreUnavailableError { retryAfterSeconds message }";
  const { set, erase } = await away.run<any>(
    `mutation { set: setOfficialNames(input: { names: [{ userId: "u", name: "Anna" }] }) { ${STORE} }
      erase: eraseUser(userId: "u") { ${STORE} } }`,
  );
  for (const answer of [set, erase]) expect(answer).toMatchObject({ retryAfterSeconds: 5 });
  expect(set.message).toContain("Repeating it is harmless.");
});

test("names cost one statement for a page, and none if they are not selected", async () => {
  await using counted = await startWithStore({
    school: aSchool({ groups: [aGroup({ id: "class", members: 100 })] }),
  });
  const { rows } = counted.store;
  let statements = 0;
  counted.store.rows = (text, values) => {
    if (text.includes("official_names")) statements += 1;
    return rows(text, values);
  };
  const statementsOf = async (fields: string) => {
    statements = 0;
    await counted.app.run(`{ group(id: "class") { members(first: 100) { nodes { ${fields} } } } }`);
    return statements;
  };
  expect(await statementsOf("userId nameCard")).toBe(0);
  expect(await statementsOf("officialName nameMatches")).toBe(1);
});
