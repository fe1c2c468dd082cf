import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import type { Store } from "../../src/store/sql.js";
import { ACCESS_ENV, asGateway, tokenOf } from "../support/access.js";
import { startApp, type TestApp } from "../support/app.js";
import { insertCourses, insertStudents, startWithStore } from "../support/webhook-rows.js";

let running: Awaited<ReturnType<typeof startWithStore>>;
let app: TestApp;
let store: Store;

beforeAll(async () => {
  running = await startWithStore({
    env: ACCESS_ENV,
    school: aSchool({ groups: [aGroup({ id: "course-1001", members: 3 })] }),
  });
  ({ app, store } = running);
});
afterEach(async () => {
  await store.rows("truncate course_facts, course_students");
  app.forgetCalls();
});
afterAll(() => running[Symbol.asyncDispose]());

async function send(query: string, { sub = "teacher_li", scopes = ["read"], variables = {} } = {}) {
  return app.send<any>(query, variables, asGateway(await tokenOf(sub, ...scopes)));
}
async function run(query: string, options?: Parameters<typeof send>[1]) {
  const { data, errors, text } = await send(query, options);
  if (errors.length > 0) throw new Error(text);
  return data;
}
const FACTS = "id name status expiresAt headTeacherName asOf";
const MATHS = {
  course_id: "1001",
  name: "Maths A",
  status: "RUNNING",
  expires_at: "2027-01-31T00:00:00Z",
  head_teacher_name: "Tee",
};
const UNKNOWN = { name: null, status: null, expiresAt: null, headTeacherName: null, asOf: null };

test("a course has what ClassIn's messages said, and null for the rest", async () => {
  await insertCourses(store, [MATHS, { course_id: "1002", status: "DELETED" }]);
  const { a, b, c } = await run(
    `{ a: course(id: "1001") { ${FACTS} } b: course(id: "1002") { ${FACTS} } c: course(id: "1003") { ${FACTS} } }`,
  );
  expect(a).toEqual({
    id: "1001",
    name: "Maths A",
    status: "RUNNING",
    expiresAt: "2027-01-31T00:00:00.000Z",
    headTeacherName: "Tee",
    asOf: "2026-11-20T08:00:00.000Z",
  });
  expect(b).toEqual({ ...UNKNOWN, id: "1002", status: "DELETED", asOf: "2026-11-20T08:00:00.000Z" });
  expect(c).toEqual({ ...UNKNOWN, id: "1003" });
  expect(app.vendorCalls()).toEqual({});
});

test("courses of one request cost one read of the store, and none if no such field is selected", async () => {
  await using counted = await startWithStore();
  const { rows } = counted.store;
  await insertCourses({ rows }, [MATHS]);
  let statements = 0;
  counted.store.rows = (text, values) => {
    if (text.includes("course_facts")) statements += 1;
    return rows(text, values);
  };
  const statementsOf = async (query: string, variables = {}): Promise<number> => {
    statements = 0;
    await counted.app.run(query, variables);
    return statements;
  };
  const representations = Array.from({ length: 500 }, (_, index) => ({
    __typename: "Course",
    id: String(1001 + index),
  }));
  const entities = (fields: string) =>
    `query($representations: [_Any!]!) { _entities(representations: $representations) { ... on Course { ${fields} } } }`;
  expect(await statementsOf(entities(FACTS), { representations })).toBe(1);
  expect(await statementsOf(entities("id globalId"), { representations })).toBe(0);
  expect(await statementsOf(`{ courses { nodes { ${FACTS} } } }`)).toBe(1);
});

test("references from other subgraphs have the facts", async () => {
  await insertCourses(store, [MATHS]);
  const data = await run(
    "query($representations: [_Any!]!) { _entities(representations: $representations) { ... on Course { id name students { nodes { uid } } } } }",
    {
      variables: {
        representations: [
          { __typename: "Course", id: "1001" },
          { __typename: "Course", id: "0" },
        ],
      },
    },
  );
  expect(data._entities).toEqual([{ id: "1001", name: "Maths A", students: { nodes: [] } }, null]);
});

test("known courses come in the order of their numbers, by pages and by status", async () => {
  const ids = ["9", "10", "100", "1001", "20000000000000000001"];
  await insertCourses(
    store,
    ids.toReversed().map((course_id) => ({
      course_id,
      name: `Course ${course_id}`,
      status: course_id === "100" ? "ENDED" : "RUNNING",
    })),
  );
  const seen: string[] = [];
  let after: string | null = null;
  for (let page = 0; page < 3; page += 1) {
    const { courses }: any = await run(
      "query($after: String) { courses(first: 2, after: $after) { nodes { id name } pageInfo { hasNextPage endCursor } } }",
      { variables: { after } },
    );
    for (const { id, name } of courses.nodes) {
      seen.push(id);
      expect(name).toBe(`Course ${id}`);
    }
    expect(courses.pageInfo.hasNextPage).toBe(page < 2);
    after = courses.pageInfo.endCursor;
  }
  expect(seen).toEqual(ids);
  const ended = await run("{ courses(status: ENDED) { nodes { id } } }");
  expect(ended.courses.nodes).toEqual([{ id: "100" }]);
});

test("the students of a course come by pages, without those who were removed", async () => {
  await insertStudents(store, [
    { course_id: "1001", student_uid: "11", name: "138****0001", student_no: "S1" },
    { course_id: "1001", student_uid: "12", is_in: false, name: "Gone" },
    { course_id: "1001", student_uid: "13" },
    { course_id: "1001", student_uid: "14" },
    { course_id: "1002", student_uid: "15" },
  ]);
  const query =
    'query($after: String) { course(id: "1001") { students(first: 2, after: $after) { edges { node { uid name studentNo asOf } } pageInfo { hasNextPage endCursor } } } }';
  const { edges, pageInfo } = (await run(query)).course.students;
  const asOf = "2026-11-20T08:00:00.000Z";
  expect(edges.map(({ node }: any) => node)).toEqual([
    { uid: "11", name: "138****0001", studentNo: "S1", asOf },
    { uid: "13", name: null, studentNo: null, asOf },
  ]);
  expect(pageInfo.hasNextPage).toBe(true);
  const next = (await run(query, { variables: { after: pageInfo.endCursor } })).course.students;
  expect(next.edges.map(({ node }: any) => node.uid)).toEqual(["14"]);
  expect(next.pageInfo.hasNextPage).toBe(false);
});

test.for([
  ["courses", '{ courses(after: "b2Zmc2V0OjE") { nodes { id } } }'],
  ["courses", "{ courses(first: 0) { nodes { id } } }"],
  ["course", '{ course(id: "1001") { students(after: "x") { nodes { uid } } } }'],
] as const)("an odd page of %s is refused: %s", async ([, query]) => {
  const { errors } = await send(query);
  expect(errors.map(({ extensions }) => extensions["code"])).toEqual(["BAD_USER_INPUT"]);
});

describe("with the scope read:own", () => {
  const own = (sub: string) => ({ sub, scopes: ["read:own"] });

  test("only courses whose group the caller is in have facts and students", async () => {
    await insertCourses(store, [MATHS]);
    await insertStudents(store, [{ course_id: "1001", student_uid: "11" }]);
    const query = `{ course(id: "1001") { ${FACTS} students { nodes { uid } } } }`;
    expect((await run(query, own("student_001"))).course).toMatchObject({
      name: "Maths A",
      students: { nodes: [{ uid: "11" }] },
    });
    expect(Object.values(app.vendorCalls())).toEqual([1]);
    expect((await run(query, own("stranger"))).course).toEqual({ ...UNKNOWN, id: "1001", students: null });
  });

  test("known courses are refused", async () => {
    const { errors } = await send("{ courses { nodes { id } } }", own("student_001"));
    expect(errors.map(({ message }) => message)).toEqual([expect.stringContaining("class-groups:read.")]);
  });
});

test("without a read scope there are no facts", async () => {
  const { errors } = await send(
    'mutation { syncClassNicknames(courseId: "1001") { ... on SyncClassNicknamesSuccess { course { name } } } }',
    {
      scopes: ["write"],
    },
  );
  expect(errors.map(({ extensions }) => extensions["code"])).toEqual(["FORBIDDEN"]);
  expect(app.vendorCalls()).toEqual({});
});

test("a server without a store knows nothing, and creates none", async () => {
  await using without = await startApp();
  const { course, courses, vendorEvents } = await without.run<any>(
    `{ course(id: "1001") { ${FACTS} students { nodes { uid } } } courses { nodes { id } } vendorEvents { nodes { id } } }`,
  );
  expect(course).toEqual({ ...UNKNOWN, id: "1001", students: { nodes: [] } });
  expect(courses.nodes).toEqual([]);
  expect(vendorEvents.nodes).toEqual([]);
});

test("a compiled operation answers the same", async () => {
  await using compiled = await startWithStore({ compileAtUse: 1 });
  await insertCourses(compiled.store, [MATHS]);
  await insertStudents(compiled.store, [{ course_id: "1001", student_uid: "11" }]);
  const query = `{ course(id: "1001") { ${FACTS} students { nodes { uid } } } courses { nodes { ${FACTS} } } }`;
  const first = await compiled.app.run<any>(query);
  expect(first.course).toMatchObject({ name: "Maths A", students: { nodes: [{ uid: "11" }] } });
  expect(first.courses.nodes).toEqual([expect.objectContaining({ name: "Maths A" })]);
  expect(await compiled.app.run(query)).toEqual(first);
});
