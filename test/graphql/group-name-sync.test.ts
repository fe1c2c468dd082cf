import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { studentAccount } from "../../src/simulator/names.js";
import type { Store } from "../../src/store/sql.js";
import { ACCESS_ENV, asGateway, tokenOf } from "../support/access.js";
import type { TestApp } from "../support/app.js";
import { bodiesOf, memberIn } from "../support/graphql-suite.js";
import { untilHeld } from "../support/held-calls.js";
import { insertNames } from "../support/names.js";
import { PATIENTLY } from "../support/patiently.js";
import { startWithStore } from "../support/webhook-rows.js";

const UPDATE = "modify_group_member_info";
const COMMUNITY = "@TGS#_fair";
const YEAR = 1_000;
const card = (userId: string, nameCard: string) => ({ userId, nameCard });

let running: Awaited<ReturnType<typeof startWithStore>>;
let app: TestApp;
let store: Store;
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
        aGroup({ id: "club", members: ["u1", "u3", "u5"] }),
        aGroup({ id: "work", type: "Work", members: ["u1"] }),
        aGroup({ id: "year", members: YEAR }),
        aGroup({ id: COMMUNITY, type: "Community", members: 230 }),
        aGroup({ id: "live", type: "AVChatRoom" }),
      ],
    }),
  });
  ({ app, store } = running);
});
afterEach(async () => {
  app.simulator.faults.clear();
  app.simulator.world.reset();
  app.forgetCalls();
  await store.rows("truncate official_names");
});
afterAll(() => running[Symbol.asyncDispose]());

async function run(query: string, variables: object, scopes: readonly string[] = ["bulk", "names", "read"]) {
  const headers = asGateway(await tokenOf("office", ...scopes));
  const { data, errors, text } = await app.send<any>(query, variables as Record<string, unknown>, headers);
  if (errors.length > 0) throw new Error(text);
  return data;
}
const START = `mutation ($input: StartGroupNameSyncInput!) { started: startGroupNameSync(input: $input) {
  __typename
  ... on StartBulkOperationSuccess { operation { id __typename progress { total } } }
  ... on IdempotencyConflictError { operation { id } }
  ... on InvalidInputError { problems { path message limit actual } }
} }`;
const ITEMS = `query ($id: ID!, $outcome: BulkItemOutcome) { bulkOperation(id: $id) {
  state finishedAt progress { total succeeded failed unknown remaining }
  ... on GroupNameSyncOperation { items(first: 100, outcome: $outcome) { totalCount nodes {
    groupId outcome attempts result {
      __typename
      ... on SyncGroupNamesSuccess { group { id } setCount matchingCount unnamedCount }
      ... on GroupNamesPartlySyncedError { message group { id } setCount matchingCount unnamedCount failedCount
        failures { userId result { __typename
          ... on InvalidInputError { problems { path limit actual } }
          ... on VendorError { vendorCode requestId } ... on ContentRejectedError { field } } } }
      ... on GroupNotFoundError { requestedGroup: groupId }
      ... on ChangeNotAllowedInGroupTypeError { groupType change }
      ... on VendorError { vendorCode }
    } } } } } }`;
const start = async (groupIds: readonly string[], idempotencyKey: string = randomUUID()) =>
  (await run(START, { input: { groupIds, idempotencyKey } })).started;
const operation = async (id: string, outcome: string | null = null) =>
  (await run(ITEMS, { id, outcome })).bulkOperation;
async function end(started: any) {
  if (started.__typename !== "StartBulkOperationSuccess") throw new Error(JSON.stringify(started));
  const { id } = started.operation;
  await expect.poll(async () => (await operation(id)).finishedAt !== null, PATIENTLY).toBe(true);
  return operation(id);
}
async function syncOne(groupId: string) {
  const { items } = await end(await start([groupId]));
  return items.nodes[0];
}
const cardOf = (userId: string, groupId = "class") => memberIn(app, groupId, userId).nameCard;
const written = () => bodiesOf(app, UPDATE).map((body) => body["Member_Account"]);
const everybody = (names = (index: number) => `Student ${index}`) =>
  insertNames(
    store,
    Array.from({ length: YEAR }, (_, index) => ({ userId: studentAccount(index), name: names(index) })),
  );

describe("setting the cards of groups", () => {
  test("writes only cards that differ from the official name, and counts the rest", async () => {
    await insertNames(store, [
      { userId: "u1", name: "Anna" },
      { userId: "u2", name: "王 小明" },
      { userId: "u3", name: "龙 一" },
      { userId: "u4", name: "Cy" },
    ]);
    const item = await syncOne("class");
    expect(item).toMatchObject({
      groupId: "class",
      outcome: "SUCCEEDED",
      attempts: 1,
      result: {
        __typename: "SyncGroupNamesSuccess",
        group: { id: "class" },
        setCount: 2,
        matchingCount: 2,
        unnamedCount: 1,
      },
    });
    expect(written().toSorted()).toEqual(["u3", "u4"]);
    expect(["u1", "u2", "u3", "u4", "u5"].map((userId) => cardOf(userId))).toEqual([
      "Anna",
      " 王  小明 ",
      "龙 一",
      "Cy",
      "Bo",
    ]);
    // The same again costs reads, and no write.
    app.forgetCalls();
    expect((await syncOne("class")).result).toMatchObject({ setCount: 0, matchingCount: 4, unnamedCount: 1 });
    expect(app.vendorCalls()).toEqual({ get_group_member_info: 1 });
  });

  test.each(["year", COMMUNITY])("goes through all pages of %s", async (groupId) => {
    await everybody();
    const members = [...(app.simulator.world.groups.get(groupId)?.members.values() ?? [])];
    const students = members.filter(({ userId }) => userId !== "teacher_li");
    const [right] = students.slice(-1);
    if (right !== undefined) right.nameCard = `Student ${students.length}`;
    expect((await syncOne(groupId)).result).toMatchObject({
      setCount: students.length - 1,
      matchingCount: 1,
      unnamedCount: 1,
    });
    expect(app.vendorCalls()).toEqual({
      get_group_member_info: Math.ceil(members.length / 100),
      [UPDATE]: students.length - 1,
    });
    expect(students.map(({ nameCard }) => nameCard)).toEqual(
      students.map((_, index) => `Student ${index + 1}`),
    );
  });

  test("a name that is too long is that member's failure, and is not cut", async () => {
    await insertNames(store, [
      { userId: "u1", name: "长".repeat(17) },
      { userId: "u3", name: "badword" },
      { userId: "u4", name: "Cy" },
    ]);
    const { outcome, result } = await syncOne("class");
    expect(outcome).toBe("FAILED");
    expect(result).toMatchObject({
      __typename: "GroupNamesPartlySyncedError",
      group: { id: "class" },
      setCount: 1,
      failedCount: 2,
    });
    expect(result.failures.toSorted((a: any, b: any) => a.userId.localeCompare(b.userId))).toMatchObject([
      {
        userId: "u1",
        result: {
          __typename: "InvalidInputError",
          problems: [{ path: "input.nameCard", limit: 50, actual: 51 }],
        },
      },
      { userId: "u3", result: { __typename: "ContentRejectedError", vendorCode: 80001, field: "nameCard" } },
    ]);
    expect(cardOf("u1")).toBe("Anna");
    expect(cardOf("u4")).toBe("Cy");
    expect(JSON.stringify(await store.rows("select * from bulk_items"))).not.toContain("长");
    expect(app.log.text).not.toContain("badword");
  });

  test("the first 20 failures are named, and all are counted", async () => {
    await everybody((index) => (index <= 30 ? `badword ${index}` : ""));
    await store.rows("delete from official_names where name = ''");
    const { result } = await syncOne("year");
    expect(result).toMatchObject({ setCount: 0, failedCount: 30, unnamedCount: YEAR - 30 });
    expect(result.failures).toHaveLength(20);
  });

  test("each group has its own result", async () => {
    await insertNames(store, [{ userId: "u1", name: "Anna" }]);
    const { progress, items } = await end(await start(["work", "gone", "live", "club"]));
    expect(progress).toEqual({ total: 4, succeeded: 2, failed: 2, unknown: 0, remaining: 0 });
    expect(items.nodes.map(({ result }: any) => result)).toMatchObject([
      { __typename: "SyncGroupNamesSuccess", setCount: 1 },
      { __typename: "GroupNotFoundError", requestedGroup: "gone" },
      {
        __typename: "ChangeNotAllowedInGroupTypeError",
        groupType: "AV_CHAT_ROOM",
        change: "NAME_CARD",
      },
      { __typename: "SyncGroupNamesSuccess", setCount: 1 },
    ]);
    expect(cardOf("u1", "work")).toBe("Anna");
  });
});

describe("trouble", () => {
  test("a card whose write fails for a while is set later, and everybody else's once", async () => {
    await everybody();
    app.simulator.faults.add({
      target: studentAccount(7),
      operation: UPDATE,
      kind: "code",
      code: 10002,
      times: 6,
    });
    const item = await syncOne("year");
    expect(item).toMatchObject({ outcome: "SUCCEEDED", result: { setCount: YEAR - 1, matchingCount: 0 } });
    expect(item.attempts).toBeGreaterThan(1);
    const times = new Map<unknown, number>();
    for (const userId of written()) times.set(userId, (times.get(userId) ?? 0) + 1);
    expect([...times].filter(([, count]) => count > 1).map(([userId]) => userId)).toEqual([
      studentAccount(7),
    ]);
  });

  test("a card whose write always fails does not keep the others back", async () => {
    await everybody();
    app.simulator.faults.add({ target: studentAccount(7), operation: UPDATE, kind: "code", code: 10002 });
    const item = await syncOne("year");
    expect(item).toMatchObject({
      outcome: "FAILED",
      result: {
        setCount: YEAR - 2,
        failedCount: 1,
        failures: [{ userId: studentAccount(7), result: { __typename: "VendorUnavailableError" } }],
      },
    });
  });

  test("a group that cannot be read is a failure of that group", async () => {
    await insertNames(store, [{ userId: "u1", name: "Anna" }]);
    app.simulator.faults.add({ target: "class", kind: "code", code: 10002 });
    const { items } = await end(await start(["class", "club"]));
    expect(items.nodes).toMatchObject([
      { outcome: "FAILED", attempts: 5, result: { __typename: "VendorUnavailableError", vendorCode: 10002 } },
      { outcome: "SUCCEEDED", result: { setCount: 1 } },
    ]);
  });

  test("a cancelled operation stops between two cards; what was set stays", async () => {
    await everybody();
    const hold = app.simulator.faults.add({ operation: UPDATE, kind: "hold" });
    const started = await start(["year", "class"]);
    await untilHeld(app, hold, 20);
    await run(`mutation ($id: ID!) { cancelBulkOperation(id: $id) { __typename } }`, {
      id: started.operation.id,
    });
    app.simulator.faults.release(hold);
    const { state, progress, items } = await end(started);
    expect(state).toBe("CANCELLED");
    expect(progress).toMatchObject({ total: 2, remaining: 1 });
    expect(items.nodes[0]).toMatchObject({ groupId: "year", outcome: "PENDING", result: null });
    expect(new Set(written()).size).toBe(20);
  });
});

describe("starting", () => {
  test("needs both scopes", async () => {
    const variables = { input: { groupIds: ["class"], idempotencyKey: "k" } };
    for (const scopes of [["bulk"], ["names"], ["read", "write", "events"]])
      await expect(run(START, variables, scopes)).rejects.toThrow("FORBIDDEN");
  });

  test("checks the whole input", async () => {
    const problemsOf = async (groupIds: readonly string[], key = "k") =>
      (await start(groupIds, key)).problems.map(({ path }: any) => path);
    expect(await problemsOf([])).toEqual(["input.groupIds"]);
    expect(await problemsOf(Array.from({ length: 1_001 }, (_, index) => `g${index}`))).toEqual([
      "input.groupIds",
    ]);
    expect(await problemsOf(["class", "", "class"], "")).toEqual([
      "input.idempotencyKey",
      "input.groupIds[1]",
      "input.groupIds[2]",
    ]);
  });

  test("the same key returns the same operation, and a conflict for other groups", async () => {
    const first = await start(["class"], "autumn");
    expect(first.operation).toMatchObject({ __typename: "GroupNameSyncOperation", progress: { total: 1 } });
    expect((await start(["class"], "autumn")).operation.id).toBe(first.operation.id);
    expect(await start(["club"], "autumn")).toMatchObject({
      __typename: "IdempotencyConflictError",
      operation: { id: first.operation.id },
    });
    await end(first);
  });

  test("is audited with the groups", async () => {
    await end(await start(["class", "club"]));
    expect(app.log.with("mutation").at(-1)).toMatchObject({
      mutation: "startGroupNameSync",
      callerId: "office",
      targets: [{ groupId: "class" }, { groupId: "club" }],
      targetCount: 2,
      outcomes: ["StartBulkOperationSuccess"],
    });
  });
});

test("cards are read anew, and a sync ends the reads that were kept", async () => {
  await using other = await startWithStore({
    env: { READ_MAX_AGE_SECONDS: "300" },
    school: aSchool({ groups: [aGroup({ id: "class", members: [card("u1", "Anna")] })] }),
  });
  const { app: keeping } = other;
  await insertNames(other.store, [{ userId: "u1", name: "Anna" }]);
  const READ = `{ groupMember(groupId: "class", userId: "u1") { nameCard } group(id: "class") { members { nodes { nameCard } } } }`;
  const shown = async () => {
    const { groupMember, group } = await keeping.run<any>(READ);
    return [groupMember.nameCard, group.members.nodes[0].nameCard];
  };
  expect(await shown()).toEqual(["Anna", "Anna"]);
  memberIn(keeping, "class", "u1").nameCard = "dragon";
  expect(await shown()).toEqual(["Anna", "Anna"]);
  const started = await keeping.run<any>(START, { input: { groupIds: ["class"], idempotencyKey: "k" } });
  const { id } = started.started.operation;
  const isOver = async () => (await keeping.run<any>(ITEMS, { id })).bulkOperation.finishedAt !== null;
  await expect.poll(isOver, PATIENTLY).toBe(true);
  // By the kept read, the card was right.
  expect(bodiesOf(keeping, UPDATE)).toMatchObject([{ NameCard: "Anna" }]);
  memberIn(keeping, "class", "u1").nameCard = "seen";
  expect(await shown()).toEqual(["seen", "seen"]);
});
