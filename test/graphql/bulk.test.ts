import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import { studentAccount } from "../../src/simulator/names.js";
import {
  BulkItemsDocument,
  BulkOperationDocument,
  BulkOperationsDocument,
  CancelBulkOperationDocument,
  LastSyncDocument,
  StartBulkGroupMemberUpdateDocument,
  StartBulkNicknameSyncDocument,
  SyncClassNicknamesDocument,
  type UpdateGroupMemberInput,
} from "../operations/generated/graphql.js";
import { bodiesOf, memberIn, sharedApp } from "../support/graphql-suite.js";
import { untilHeld } from "../support/held-calls.js";
import { PATIENTLY } from "../support/patiently.js";
import { storeFolder } from "../support/store.js";

const folder = await storeFolder();
afterAll(() => folder[Symbol.asyncDispose]());
const app = await sharedApp({
  folder: folder.path,
  school: aSchool({
    courses: [
      ...Array.from({ length: 50 }, (_, index) => aCourse({ id: `${1001 + index}` })),
      aCourse({ id: "2001", state: "deleted" }),
      aCourse({ id: "2002", willSkip: 1 }),
    ],
    groups: [aGroup({ id: "group-1", members: 151 }), aGroup({ id: "work-1", type: "Work" })],
  }),
});

const UPDATE = "modify_group_member_info";
const rename = (number: number, nameCard: string): UpdateGroupMemberInput => ({
  groupId: "group-1",
  userId: studentAccount(number),
  nameCard,
});
const startUpdate = async (updates: UpdateGroupMemberInput[], idempotencyKey: string = randomUUID()) =>
  (await app.run(StartBulkGroupMemberUpdateDocument, { input: { updates, idempotencyKey } }))
    .startBulkGroupMemberUpdate;
const startSync = async (courseIds: string[], idempotencyKey: string = randomUUID()) =>
  (await app.run(StartBulkNicknameSyncDocument, { input: { courseIds, idempotencyKey } }))
    .startBulkNicknameSync;
type Started = Awaited<ReturnType<typeof startSync>>;
function idOf(started: Started): string {
  if (started.__typename !== "StartBulkOperationSuccess") throw new Error(JSON.stringify(started));
  return started.operation.id;
}
async function end(started: Started) {
  const id = idOf(started);
  const isOver = async () => (await app.run(BulkOperationDocument, { id })).bulkOperation?.finishedAt != null;
  await expect.poll(isOver, PATIENTLY).toBe(true);
  return (await app.run(BulkItemsDocument, { id, first: 100 })).bulkOperation;
}
async function endOfUpdate(started: Started) {
  const operation = await end(started);
  if (operation?.__typename !== "GroupMemberUpdateOperation") throw new Error("not an update");
  return operation;
}
async function endOfSync(started: Started) {
  const operation = await end(started);
  if (operation?.__typename !== "NicknameSyncOperation") throw new Error("not a sync");
  return operation;
}

describe("processing", () => {
  test("changes every member, and reports progress", async () => {
    const started = await startUpdate(
      Array.from({ length: 150 }, (_, index) => rename(index + 1, `card ${index}`)),
    );
    expect(started).toMatchObject({
      __typename: "StartBulkOperationSuccess",
      operation: { state: "QUEUED", requestedBy: null, progress: { total: 150 } },
    });
    const operation = await endOfUpdate(started);
    expect(operation).toMatchObject({
      state: "COMPLETED",
      progress: { total: 150, succeeded: 150, failed: 0, unknown: 0, remaining: 0 },
      estimatedFinishAt: operation.finishedAt,
    });
    // One call each. An attempt that a busy machine lost may be repeated within its call.
    const calls = app.log
      .with("vendor call")
      .filter((call) => call["requestId"] === idOf(started) && call["operation"] === UPDATE);
    expect(calls).toHaveLength(150);
    for (let index = 0; index < 150; index++)
      expect(memberIn(app, "group-1", studentAccount(index + 1)).nameCard).toBe(`card ${index}`);
  });

  test("syncs every course, each with the outcome that the single mutation would have", async () => {
    const operation = await endOfSync(await startSync(["1001", "2001", "2002", "999999"]));
    expect(operation.progress).toEqual({ total: 4, succeeded: 1, failed: 3, unknown: 0, remaining: 0 });
    expect(operation.courses.nodes).toMatchObject([
      {
        courseId: "1001",
        outcome: "SUCCEEDED",
        result: { __typename: "SyncClassNicknamesSuccess", course: { id: "1001" } },
      },
      { courseId: "2001", outcome: "FAILED", result: { __typename: "CourseDeletedError", vendorCode: 149 } },
      {
        courseId: "2002",
        result: { __typename: "NicknamesPartlySyncedError", vendorCode: 842, requestId: operation.id },
      },
      { courseId: "999999", attempts: 1, result: { __typename: "CourseNotFoundError", vendor: "CLASSIN" } },
    ]);
    const single = await app.run(SyncClassNicknamesDocument, { courseId: "2001" });
    const { message } = single.syncClassNicknames as { message: string };
    expect(operation.courses.nodes[1]?.result).toMatchObject({ message });
  });

  test("failed changes keep the fields of their error type", async () => {
    const operation = await endOfUpdate(
      await startUpdate([
        { groupId: "work-1", userId: studentAccount(1), muteForSeconds: 60 },
        { groupId: "gone", userId: studentAccount(1), nameCard: "x" },
        { groupId: "group-1", userId: "teacher_li", role: "MEMBER" },
        rename(1, "a badword"),
      ]),
    );
    expect(operation.members.nodes.map(({ result }) => result)).toMatchObject([
      { __typename: "ChangeNotAllowedInGroupTypeError", groupType: "WORK", change: "MUTE" },
      { __typename: "GroupNotFoundError" },
      { __typename: "OwnerRoleNotChangeableError" },
      { __typename: "ContentRejectedError", vendorCode: 80001 },
    ]);
  });

  test("changes of one member are applied in order", async () => {
    const hold = app.simulator.faults.add({ target: studentAccount(1), kind: "hold", times: 1 });
    const cards = Array.from({ length: 12 }, (_, index) => `no. ${index}`);
    const started = await startUpdate([...cards.map((card) => rename(1, card)), rename(2, "another")]);
    await untilHeld(app, hold, 1);
    // The last item is of another member, so it does not wait.
    await expect.poll(() => memberIn(app, "group-1", studentAccount(2)).nameCard, PATIENTLY).toBe("another");
    const sentTo1 = () =>
      bodiesOf(app, UPDATE)
        .filter((body) => body["Member_Account"] === studentAccount(1))
        .map((body) => body["NameCard"]);
    expect(sentTo1()).toEqual(cards.slice(0, 1));
    app.simulator.faults.release(hold);
    await end(started);
    expect(sentTo1()).toEqual(cards);
  });

  test("an item that fails because the vendor is unavailable is tried again later", async () => {
    // Longer than the retries within one call.
    app.simulator.faults.add({ target: studentAccount(3), kind: "code", code: 10002, times: 6 });
    const operation = await endOfUpdate(await startUpdate([rename(3, "at last"), rename(4, "at once")]));
    expect(operation.members.nodes).toMatchObject([
      { attempts: 2, outcome: "SUCCEEDED" },
      { attempts: 1, outcome: "SUCCEEDED" },
    ]);
  });

  test("an item that fails five times ends with its reason, and others go on", async () => {
    app.simulator.faults.add({ target: studentAccount(3), kind: "code", code: 10002 });
    const operation = await endOfUpdate(await startUpdate([rename(3, "never"), rename(4, "at once")]));
    expect(operation.members.nodes).toMatchObject([
      { attempts: 5, outcome: "FAILED", result: { __typename: "VendorUnavailableError", vendorCode: 10002 } },
      { attempts: 1, outcome: "SUCCEEDED" },
    ]);
  });

  test("a mute whose answer was lost is looked up, and applied once", async () => {
    app.simulator.faults.add({ operation: UPDATE, kind: "reset", stage: "after" });
    const mute = { groupId: "group-1", userId: studentAccount(5), muteForSeconds: 3600 };
    const operation = await endOfUpdate(await startUpdate([mute]));
    expect(operation.members.nodes).toMatchObject([{ outcome: "SUCCEEDED" }]);
    expect(bodiesOf(app, UPDATE)).toHaveLength(1);
  });

  test("a mute that cannot be looked up has an unknown outcome, and was sent once", async () => {
    app.simulator.faults.add({ operation: UPDATE, kind: "reset", stage: "after" });
    app.simulator.faults.add({ operation: "get_specified_group_member_info", kind: "http" });
    const mute = { groupId: "group-1", userId: studentAccount(6), muteForSeconds: 3600 };
    const operation = await endOfUpdate(await startUpdate([mute]));
    expect(operation).toMatchObject({ state: "COMPLETED", progress: { unknown: 1, remaining: 0 } });
    expect(operation.members.nodes).toMatchObject([
      { outcome: "UNKNOWN", result: { __typename: "OutcomeUnknownError" } },
    ]);
    expect(bodiesOf(app, UPDATE)).toHaveLength(1);
  });
});

describe("the input", () => {
  test("all problems are reported at once, with the index of the item, and nothing is stored", async () => {
    const before = await app.run(BulkOperationsDocument, { first: 1 });
    expect(await startSync(["1001", "x", "1001"], "")).toMatchObject({
      __typename: "InvalidInputError",
      problems: [
        { path: "input.idempotencyKey", limit: 255, actual: 0 },
        { path: "input.courseIds[1]" },
        { path: "input.courseIds[2]", message: "is given twice" },
      ],
    });
    expect(
      await startUpdate([rename(1, "ok"), rename(2, "课".repeat(17)), { groupId: "", userId: "u" }]),
    ).toMatchObject({
      problems: [
        { path: "input.updates[1].nameCard", limit: 50, actual: 51 },
        { path: "input.updates[2].groupId" },
        { path: "input.updates[2]" },
      ],
    });
    expect(await app.run(BulkOperationsDocument, { first: 1 })).toEqual(before);
    expect(app.vendorCalls()).toEqual({});
  });

  test("may have 1 to 10,000 items", async () => {
    const limits = { path: "input.courseIds", limit: 10_000 };
    expect(await startSync([])).toMatchObject({ problems: [{ ...limits, actual: 0 }] });
    const tooMany = Array.from({ length: 10_001 }, (_, index) => `${index}`);
    expect(await startSync(tooMany)).toMatchObject({ problems: [{ ...limits, actual: 10_001 }] });
  });

  test("the same key and input start one operation, even twenty times at once", async () => {
    const key = randomUUID();
    const all = await Promise.all(Array.from({ length: 20 }, () => startUpdate([rename(1, "once")], key)));
    expect(new Set(all.map(idOf)).size).toBe(1);
    const [first] = all;
    if (first === undefined) throw new Error("nothing");
    await end(first);
    expect(idOf(await startUpdate([rename(1, "once")], key))).toBe(idOf(first));
    expect(bodiesOf(app, UPDATE)).toHaveLength(1);
  });

  test("another input with the same key is a conflict, and changes nothing", async () => {
    const key = randomUUID();
    const started = await startUpdate([rename(1, "this")], key);
    await end(started);
    for (const other of [await startUpdate([rename(1, "that")], key), await startSync(["1001"], key)]) {
      expect(other).toMatchObject({
        __typename: "IdempotencyConflictError",
        operation: { id: idOf(started) },
      });
    }
    expect(bodiesOf(app, UPDATE)).toHaveLength(1);
  });

  test("the same text in another Unicode form is the same input", async () => {
    const key = randomUUID();
    const composed = await startUpdate([rename(1, "Renée")], key);
    expect(idOf(await startUpdate([rename(1, "Renée")], key))).toBe(idOf(composed));
    await end(composed);
  });
});

describe("pages", () => {
  test("items are paged, and filtered by outcome", async () => {
    app.simulator.faults.add({ target: studentAccount(2), kind: "code", code: 10004 });
    const started = await startUpdate([1, 2, 3, 4, 5].map((number) => rename(number, `card ${number}`)));
    await end(started);
    const page = async (variables: {
      first?: number;
      after?: string | null;
      outcome?: "FAILED" | "SUCCEEDED";
    }) => {
      const { bulkOperation } = await app.run(BulkItemsDocument, { id: idOf(started), ...variables });
      if (bulkOperation?.__typename !== "GroupMemberUpdateOperation") throw new Error("not an update");
      return bulkOperation.members;
    };
    const users = (nodes: readonly { userId: string }[]) => nodes.map(({ userId }) => userId);
    const first = await page({ first: 3 });
    expect(users(first.nodes)).toEqual([1, 2, 3].map((number) => studentAccount(number)));
    expect(first).toMatchObject({ totalCount: 5, pageInfo: { hasNextPage: true, hasPreviousPage: false } });
    const next = await page({ first: 3, after: first.pageInfo.endCursor ?? null });
    expect(users(next.nodes)).toEqual([4, 5].map((number) => studentAccount(number)));
    expect(next.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    expect(await page({ outcome: "FAILED" })).toMatchObject({
      totalCount: 1,
      nodes: [{ userId: studentAccount(2) }],
    });
    expect(await page({ outcome: "SUCCEEDED" })).toMatchObject({ totalCount: 4 });
  });

  test("operations are listed newest first, and filtered by state", async () => {
    const ids = [];
    for (const card of ["a", "b", "c"]) {
      const started = await startUpdate([rename(1, card)]);
      await end(started);
      ids.unshift(idOf(started));
    }
    const { bulkOperations: first } = await app.run(BulkOperationsDocument, { first: 2 });
    expect(first.nodes.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const { bulkOperations: next } = await app.run(BulkOperationsDocument, {
      first: 1,
      after: first.pageInfo.endCursor ?? null,
    });
    expect(next.nodes.map(({ id }) => id)).toEqual(ids.slice(2));
    const { bulkOperations: running } = await app.run(BulkOperationsDocument, { state: "RUNNING" });
    expect(running.nodes).toEqual([]);
  });

  test("an operation is found by its idempotency key", async () => {
    const key = randomUUID();
    const started = await startUpdate([rename(1, "by key")], key);
    await end(started);
    await end(await startUpdate([rename(1, "by another")]));
    const { bulkOperations } = await app.run(BulkOperationsDocument, { first: 2, idempotencyKey: key });
    expect(bulkOperations.nodes.map(({ id }) => id)).toEqual([idOf(started)]);
    const none = await app.run(BulkOperationsDocument, { idempotencyKey: randomUUID() });
    expect(none.bulkOperations.nodes).toEqual([]);
  });

  test("an unknown or impossible id is null", async () => {
    for (const id of [randomUUID(), "nonsense", ""])
      expect(await app.run(BulkOperationDocument, { id })).toEqual({ bulkOperation: null });
  });
});

describe("cancelling", () => {
  const cancel = async (id: string) =>
    (await app.run(CancelBulkOperationDocument, { id })).cancelBulkOperation;

  test("stops further items, and sent ones keep their outcome", async () => {
    const hold = app.simulator.faults.add({ operation: UPDATE, kind: "hold" });
    const started = await startUpdate(Array.from({ length: 150 }, (_, index) => rename(index + 1, "x")));
    await expect.poll(() => app.simulator.faults.held(hold), PATIENTLY).toBeGreaterThan(5);
    expect(await cancel(idOf(started))).toMatchObject({ operation: { state: "CANCELLING" } });
    app.simulator.faults.release(hold);
    const operation = await endOfUpdate(started);
    const sent = bodiesOf(app, UPDATE).length;
    expect(operation).toMatchObject({
      state: "CANCELLED",
      progress: { succeeded: sent, remaining: 150 - sent },
    });
    expect(sent).toBeLessThan(150);
    expect(
      operation.members.nodes.filter(({ outcome }) => outcome === "PENDING").every(({ result }) => !result),
    ).toBe(true);
  });

  test("does not change an operation that has ended", async () => {
    const started = await startUpdate([rename(1, "done")]);
    await end(started);
    expect(await cancel(idOf(started))).toMatchObject({ operation: { state: "COMPLETED" } });
  });

  test("of an unknown operation is a typed error", async () => {
    const id = randomUUID();
    expect(await cancel(id)).toMatchObject({ __typename: "BulkOperationNotFoundError", operationId: id });
  });
});

describe("a course's sync history", () => {
  const historyOf = async (courseId: string) => (await app.run(LastSyncDocument, { courseId })).course;

  test("includes a single sync at once", async () => {
    expect(await historyOf("1040")).toMatchObject({ lastNicknameSync: null });
    await app.run(SyncClassNicknamesDocument, { courseId: "1040" });
    expect(await historyOf("1040")).toMatchObject({
      lastNicknameSync: { requestedBy: null, result: { __typename: "SyncClassNicknamesSuccess" } },
    });
    await expect.poll(async () => (await historyOf("1040"))?.nicknameSyncs?.nodes, PATIENTLY).toHaveLength(1);
  });

  test("shows the last sync, with any outcome, single or bulk", async () => {
    await app.run(SyncClassNicknamesDocument, { courseId: "2001" });
    const started = await startSync(["2001"]);
    await end(started);
    expect(await historyOf("2001")).toMatchObject({
      lastNicknameSync: {
        result: { __typename: "CourseDeletedError", vendorCode: 149, requestId: idOf(started) },
      },
      nicknameSyncs: { nodes: [{}, {}] },
    });
  });
});
