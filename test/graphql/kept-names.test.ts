import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import type { Store } from "../../src/store/sql.js";
import { ACCESS_ENV, asGateway, tokenOf } from "../support/access.js";
import { startApp, type TestApp } from "../support/app.js";
import { expectSoon } from "../support/kept-names.js";
import { startWithStore } from "../support/webhook-rows.js";

const OWNER = { userId: "teacher_li", role: "Owner" as const };
let running: Awaited<ReturnType<typeof startWithStore>>;
let app: TestApp;
let store: Store;
beforeAll(async () => {
  running = await startWithStore({
    env: ACCESS_ENV,
    school: aSchool({
      courses: ["1001", "1002", "1003", "2001", "2002", "2003"].map((id) => aCourse({ id })),
      groups: [
        aGroup({ id: "course-1001", members: [OWNER, "student_001"] }),
        aGroup({ id: "course-1002", members: [{ ...OWNER, role: "Admin" }, "student_001"] }),
        aGroup({ id: "course-2001", members: ["student_001"] }),
        aGroup({ id: "course-1003", members: ["teacher_li", "student_001"] }),
      ],
    }),
  });
  ({ app, store } = running);
});
afterEach(async () => {
  await expectSoon(
    () =>
      store.rows(
        "select course_id from kept_courses where sync_lease_until is not null or cards_lease_until is not null",
      ),
    [],
  );
  await store.rows("truncate kept_courses, kept_members, name_corrections, nickname_syncs, official_names");
  app.forgetCalls();
});
afterAll(() => running[Symbol.asyncDispose]());

async function run(query: string, scopes: readonly string[], variables: object = {}, sub = "teacher_li") {
  const headers = asGateway(await tokenOf(sub, ...scopes));
  return app.send<any>(query, variables as Record<string, unknown>, headers);
}
const SET = `mutation ($courseIds: [ID!]!, $policy: NamePolicy!) {
  set: setNamePolicy(input: { courseIds: $courseIds, policy: $policy }) { __typename
    ... on SetNamePolicySuccess { courses { id } }
    ... on InvalidInputError { problems { path message limit } }
    ... on NotPermittedError { message } ... on StoreUnavailableError { retryAfterSeconds } } }`;
async function set(courseIds: readonly string[], policy: string, ...scopes: string[]) {
  const { data, errors } = await run(SET, scopes, { courseIds, policy });
  return errors[0]?.extensions["code"] ?? data.set;
}
const kept = async () =>
  (
    await store.rows<{ course_id: string }>(
      "select course_id from kept_courses where policy = 'keep' order by 1",
    )
  ).map(({ course_id }) => course_id);

describe("setting a policy", () => {
  test("with class-groups:write, for any courses, without reading groups", async () => {
    expect(await set(["1001", "1003"], "KEEP", "write")).toEqual({
      __typename: "SetNamePolicySuccess",
      courses: [{ id: "1001" }, { id: "1003" }],
    });
    expect(await kept()).toEqual(["1001", "1003"]);
    expect(await store.rows("select distinct set_by from kept_courses")).toEqual([{ set_by: "teacher_li" }]);
    await set(["1003"], "MANUAL", "write");
    expect(await kept()).toEqual(["1001"]);
    expect(app.log.saying("mutation").filter(({ mutation }) => mutation === "setNamePolicy")).toContainEqual(
      expect.objectContaining({
        callerId: "teacher_li",
        targets: [{ courseId: "1003" }],
        outcomes: ["SetNamePolicySuccess"],
      }),
    );
  });

  test("with class-groups:write:own, for the courses of groups that the caller owns or administers", async () => {
    expect(await set(["1001", "1002"], "KEEP", "write:own")).toMatchObject({
      __typename: "SetNamePolicySuccess",
    });
    expect(await kept()).toEqual(["1001", "1002"]);
    await set(["1001", "1002"], "MANUAL", "write:own");
    for (const other of ["1003", "404"])
      expect(await set(["1001", other], "KEEP", "write:own")).toMatchObject({
        __typename: "NotPermittedError",
      });
    expect(await kept()).toEqual([]);
  });

  test("with other scopes, never", async () => {
    for (const scope of ["read", "names", "bulk", "events"])
      expect(await set(["1001"], "KEEP", scope)).toBe("FORBIDDEN");
    expect(await kept()).toEqual([]);
  });

  test("every problem is reported, and nothing is set", async () => {
    expect(await set(["1001", "x", "1001"], "KEEP", "write")).toMatchObject({
      __typename: "InvalidInputError",
      problems: [{ path: "input.courseIds[1]" }, { path: "input.courseIds[2]", message: "is given twice" }],
    });
    const many = Array.from({ length: 1_001 }, (_, index) => String(index + 1));
    for (const courseIds of [[], many])
      expect(await set(courseIds, "KEEP", "write")).toMatchObject({ problems: [{ limit: 1_000 }] });
    expect(await kept()).toEqual([]);
  });

  test("a thousand courses in one request", async () => {
    const courseIds = Array.from({ length: 1_000 }, (_, index) => String(5_000 + index));
    expect(await set(courseIds, "KEEP", "write")).toMatchObject({ __typename: "SetNamePolicySuccess" });
    expect(await kept()).toHaveLength(1_000);
    expect(await set(courseIds, "MANUAL", "write")).toMatchObject({ __typename: "SetNamePolicySuccess" });
  });

  test("without a store, the answer says so", async () => {
    await using without = await startApp({ env: ACCESS_ENV });
    const headers = asGateway(await tokenOf("office", "write"));
    const { data } = await without.send<any>(SET, { courseIds: ["1001"], policy: "KEEP" }, headers);
    expect(data.set).toMatchObject({ __typename: "StoreUnavailableError" });
  });
});

describe("Course.namePolicy", () => {
  const POLICIES = `{ a: course(id: "1001") { namePolicy } b: course(id: "1002") { namePolicy } }`;
  test("is MANUAL unless it was set, and null for courses whose group the caller may not see", async () => {
    await set(["1002"], "KEEP", "write");
    const { data } = await run(POLICIES, ["read"]);
    expect(data).toEqual({ a: { namePolicy: "MANUAL" }, b: { namePolicy: "KEEP" } });
    const own = await run(POLICIES, ["read:own"], {}, "nobody");
    expect(own.data).toEqual({ a: { namePolicy: null }, b: { namePolicy: null } });
  });
});

describe("nameCorrections", () => {
  const LIST = `query ($first: Int, $after: String, $courseId: ID, $userId: ID) {
    nameCorrections(first: $first, after: $after, courseId: $courseId, userId: $userId) {
      nodes { id at trigger outcome course { id } group { id } user { id } result { __typename
        ... on MutationError { message } ... on VendorError { requestId } } }
      pageInfo { hasNextPage endCursor } } }`;
  const list = async (variables: object = {}) =>
    (await run(LIST, ["names", "read"], variables)).data.nameCorrections;
  const insert = (row: Readonly<Record<string, unknown>>) =>
    store.rows(
      `insert into name_corrections (id, at, vendor, course_id, group_id, user_id, trigger, outcome, failure, code, ended_at)
       select gen_random_uuid(), at, vendor, course_id, group_id, user_id, trigger, outcome, failure, code, ended_at
       from jsonb_to_record($1::jsonb) as row(at timestamptz, vendor text, course_id text, group_id text, user_id text,
         trigger text, outcome text, failure text, code bigint, ended_at timestamptz)`,
      [
        JSON.stringify({
          at: "2026-11-20T08:00:00Z",
          ended_at: "2026-11-20T08:00:01Z",
          vendor: "tencent-im",
          course_id: "2001",
          group_id: "course-2001",
          user_id: "student_001",
          trigger: "MEMBER_RENAMED",
          outcome: "SUCCEEDED",
          ...row,
        }),
      ],
    );

  test("a correction that began a moment ago is being made", async () => {
    await insert({ at: new Date().toISOString(), outcome: "UNKNOWN", ended_at: null });
    const [first] = (await list()).nodes;
    expect(first).toMatchObject({ outcome: "PENDING", result: null });
  });

  test("needs class-groups:names", async () => {
    const { errors } = await run(LIST, ["read", "write", "events"]);
    expect(errors[0]?.extensions["code"]).toBe("FORBIDDEN");
  });

  test("has each outcome as its mutation would have returned it, and syncs that callers asked for", async () => {
    await insert({ at: "2026-11-20T08:00:05Z" });
    await insert({ at: "2026-11-20T08:00:04Z", outcome: "UNKNOWN", ended_at: null });
    await insert({ at: "2026-11-20T08:00:03Z", outcome: "FAILED", failure: "member-not-found", code: 10007 });
    await insert({ at: "2026-11-20T08:00:02Z", outcome: "FAILED", failure: "name-too-long" });
    const ofCourse = { vendor: "classin", group_id: null, user_id: null, trigger: "ROSTER_CHANGE" };
    await insert({
      ...ofCourse,
      at: "2026-11-20T08:00:01Z",
      outcome: "FAILED",
      failure: "partly-synced",
      code: 841,
    });
    await run(`mutation { syncClassNicknames(courseId: "2002") { __typename } }`, ["write"]);
    // The history of an earlier test's syncs may be written late.
    const ofThisTest = async () =>
      (await list()).nodes.filter(({ course }: any) => ["2001", "2002"].includes(course.id));
    await expectSoon(async () => (await ofThisTest()).length, 6);
    const nodes = await ofThisTest();
    expect(nodes.map(({ trigger, outcome, result }: any) => [trigger, outcome, result.__typename])).toEqual([
      ["MANUAL", "SUCCEEDED", "SyncClassNicknamesSuccess"],
      ["MEMBER_RENAMED", "SUCCEEDED", "UpdateGroupMemberSuccess"],
      ["MEMBER_RENAMED", "UNKNOWN", "OutcomeUnknownError"],
      ["MEMBER_RENAMED", "FAILED", "GroupMemberNotFoundError"],
      ["MEMBER_RENAMED", "FAILED", "InvalidInputError"],
      ["ROSTER_CHANGE", "FAILED", "NicknamesPartlySyncedError"],
    ]);
    expect(nodes[3].result.requestId).toBe(nodes[3].id);
    expect(nodes[1]).toMatchObject({
      course: { id: "2001" },
      group: { id: "course-2001" },
      user: { id: "student_001" },
    });
    expect((await list({ userId: "student_001" })).nodes).toHaveLength(4);
    expect((await list({ courseId: "2002" })).nodes).toMatchObject([
      { trigger: "MANUAL", group: null, user: null },
    ]);
    const bulk = await run(
      `mutation { startBulkNicknameSync(input: { courseIds: ["2003"], idempotencyKey: "k" }) { __typename } }`,
      ["bulk"],
    );
    expect(bulk.errors).toEqual([]);
    await expectSoon(
      async () => (await list({ courseId: "2003" })).nodes.map(({ trigger }: any) => trigger),
      ["BULK"],
    );
  });

  test("goes on where a page ended, and refuses arguments that cannot be", async () => {
    for (let second = 0; second < 5; second += 1) await insert({ at: `2026-11-20T08:00:0${second}Z` });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: any = await list({ first: 2, after, courseId: "2001" });
      seen.push(...page.nodes.map(({ id }: { id: string }) => id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(new Set(seen).size).toBe(5);
    for (const variables of [{ courseId: "x" }, { userId: "" }, { first: 101 }, { after: "x" }]) {
      const { errors } = await run(LIST, ["names"], variables);
      expect(errors[0]?.extensions["code"]).toBe("BAD_USER_INPUT");
    }
  });

  test("forgets a person who is erased", async () => {
    await insert({});
    await insert({ user_id: "student_002" });
    await set(["1001"], "KEEP", "write");
    await store.rows("insert into kept_members (course_id, user_id) values ('1001', 'student_001')");
    const { data } = await run(
      `mutation { erased: eraseUser(userId: "student_001") { ... on EraseUserSuccess { nameCorrectionsRemoved } } }`,
      ["names"],
    );
    expect(data.erased).toEqual({ nameCorrectionsRemoved: 1 });
    expect((await list({ userId: "student_001" })).nodes).toEqual([]);
    expect((await list({ userId: "student_002" })).nodes).toHaveLength(1);
    expect(await store.rows("select user_id from kept_members where user_id = 'student_001'")).toEqual([]);
  });
});
