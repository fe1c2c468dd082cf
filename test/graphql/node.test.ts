import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import { StartBulkNicknameSyncDocument } from "../operations/generated/graphql.js";
import { ACCESS_ENV, asGateway, tokenOf } from "../support/access.js";
import { startApp, type TestApp } from "../support/app.js";
import { storeFolder } from "../support/store.js";

let folder: Awaited<ReturnType<typeof storeFolder>>;
let app: TestApp;
beforeAll(async () => {
  folder = await storeFolder();
  app = await startApp({
    env: ACCESS_ENV,
    folder: folder.path,
    school: aSchool({
      courses: [aCourse({ id: "1001" })],
      groups: [
        // A course and a group of the same id.
        aGroup({ id: "1001", name: "Of the same id", members: ["teacher_li", "student_001"] }),
        aGroup({ id: "course-1001", name: "Algebra", members: ["teacher_li"] }),
      ],
    }),
  });
});
afterAll(async () => {
  await app.close();
  await folder[Symbol.asyncDispose]();
});

const ask = async (query: string, variables: object, ...scopes: string[]) => {
  const headers = asGateway(await tokenOf("teacher_li", ...scopes));
  const { data, errors } = await app.send<any>(query, { ...variables }, headers);
  return { data, codes: errors.map(({ extensions }) => extensions["code"]) };
};
const ALL = ["read", "bulk"];
const NODE = `query ($id: ID!) { node(id: $id) { __typename globalId ... on Course { id group { name } } ... on Group { id name } ... on GroupMember { id userId } } }`;

async function startOperation(): Promise<string> {
  const { data } = await app.send(
    StartBulkNicknameSyncDocument,
    { input: { courseIds: ["1001"], idempotencyKey: randomUUID() } },
    asGateway(await tokenOf("teacher_li", "bulk")),
  );
  const started = data?.startBulkNicknameSync;
  if (started?.__typename !== "StartBulkOperationSuccess") throw new Error("not started");
  return started.operation.id;
}

test("an object of each type is found by its global id, and the vendors' ids do not change", async () => {
  const { data } = await ask(
    `{ course(id: "1001") { globalId id } group(id: "1001") { globalId id member(userId: "student_001") { globalId id } } }`,
    {},
    "read",
  );
  const { course, group } = data;
  const found = [course, group, group.member];
  expect(course.id).toBe(group.id);
  expect(new Set(found.map(({ globalId }) => globalId)).size).toBe(3);
  for (const [index, { globalId, id }] of found.entries()) {
    const { data, codes } = await ask(NODE, { id: globalId }, "read");
    expect(codes).toEqual([]);
    expect(data.node).toMatchObject({ __typename: ["Course", "Group", "GroupMember"][index], globalId, id });
  }
  expect((await ask(NODE, { id: course.globalId }, "read")).data.node.group.name).toBe("Algebra");
});

const encoded = (text: string) => Buffer.from(text).toString("base64url");
test.for([
  "",
  "1001",
  encoded("Group:nowhere"),
  encoded("Course:01001"),
  encoded("Query:x"),
  encoded("User:teacher_li"),
  encoded("Group:a\u0000"),
  `${encoded("Course:1001")}=`,
  encoded("NicknameSyncOperation:00000000-0000-4000-8000-000000000000"),
  encoded("NicknameSyncOperation:\u0000"),
  encoded("GroupMember:x"),
  "a".repeat(100_000),
])("an id of nothing gives null: %#", async (id) => {
  expect(await ask(NODE, { id }, ...ALL)).toEqual({ data: { node: null }, codes: [] });
});

test("a node needs the same scopes as the group", async () => {
  const group = encoded("Group:course-1001");
  const small = "query ($id: ID!) { node(id: $id) { globalId } }";
  expect((await ask(small, { id: group }, "bulk")).codes).toEqual(["FORBIDDEN"]);
  expect((await ask(small, { id: group }, "read:own")).data).toEqual({ node: { globalId: group } });
  const headers = asGateway(await tokenOf("student_001", "read:own"));
  expect((await app.send(small, { id: group }, headers)).data).toEqual({ node: null });
});

const REFER = (type: string) =>
  `query ($id: ID!) { _entities(representations: [{ __typename: "${type}", id: $id }]) { ... on BulkOperation { __typename id state } } }`;

test.for(["BulkOperation", "NicknameSyncOperation"])(
  "another subgraph can refer to an operation as a %s",
  async (type) => {
    const id = await startOperation();
    const refer = REFER(type).replace("($id: ID!)", "").replace("$id", `"${id}"`);
    expect(await ask(refer, {}, "bulk")).toMatchObject({
      data: { _entities: [{ __typename: "NicknameSyncOperation", id }] },
      codes: [],
    });
    expect(await ask(refer, {}, "read")).toEqual({ data: { _entities: [null] }, codes: ["FORBIDDEN"] });
    const headers = asGateway(await tokenOf("teacher_wang", "bulk"));
    expect((await app.send(refer, undefined, headers)).data).toEqual({ _entities: [null] });
  },
);

test("each sync and each item has its own id", async () => {
  const id = await startOperation();
  const query = `query ($id: ID!) { bulkOperation(id: $id) { state ... on NicknameSyncOperation { items { nodes { id courseId } } } } course(id: "1001") { nicknameSyncs { nodes { id } } lastNicknameSync { id } } }`;
  await expect
    .poll(async () => (await ask(query, { id }, ...ALL)).data.bulkOperation.state)
    .toBe("COMPLETED");
  await expect
    .poll(async () => (await ask(query, { id }, ...ALL)).data.course.nicknameSyncs.nodes.length)
    .toBeGreaterThan(0);
  const { data } = await ask(query, { id }, ...ALL);
  const ids = [...data.bulkOperation.items.nodes, ...data.course.nicknameSyncs.nodes].map((node) => node.id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(data.course.lastNicknameSync.id).toBe(data.course.nicknameSyncs.nodes[0].id);
});
