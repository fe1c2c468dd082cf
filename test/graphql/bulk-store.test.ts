import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { cancelOperation } from "../../src/bulk/api/cancel.js";
import { findOperation, listOperations } from "../../src/bulk/api/queries.js";
import { MOST_OPEN, startOperation } from "../../src/bulk/api/start.js";
import { expire } from "../../src/bulk/engine/expiry.js";
import { claimChunks } from "../../src/bulk/engine/leases.js";
import { openEmbedded } from "../../src/store/embedded.js";
import {
  BulkOperationsDocument,
  StartBulkNicknameSyncDocument,
  SyncClassNicknamesDocument,
} from "../operations/generated/graphql.js";
import { startApp } from "../support/app.js";
import { NO_FOLDER } from "../support/graphql-process.js";
import { storeFolder } from "../support/store.js";

const folder = await storeFolder();
const store = await openEmbedded(folder.path, new AbortController().signal);
afterAll(async () => {
  await store.close();
  await folder[Symbol.asyncDispose]();
});

async function start(caller: string | null, idempotencyKey: string = randomUUID(), courseId = "1001") {
  const targets = [{ courseId }];
  const started = await startOperation(store, { kind: "nickname-sync", targets, caller, idempotencyKey });
  if (!started.ok) throw new Error(started.error.kind);
  return started.value;
}

test("callers find their own operations and no others", async () => {
  const [own, foreign] = [await start("ann"), await start("ben")];
  expect(await findOperation(store, own.id, "ann")).toMatchObject({ caller: "ann" });
  expect(await findOperation(store, foreign.id, "ann")).toBeNull();
  const listed = await listOperations(store, { viewer: "ann", state: null, after: null, limit: 100 });
  expect(new Set(listed.map(({ caller }) => caller))).toEqual(new Set(["ann"]));
  expect(await findOperation(store, foreign.id, null)).toMatchObject({ caller: "ben" });
});

test("two callers with the same key have two operations", async () => {
  const key = randomUUID();
  const [ann, ben, nobody] = [await start("ann", key), await start("ben", key), await start(null, key)];
  expect(new Set([ann.id, ben.id, nobody.id]).size).toBe(3);
  expect((await start("ann", key)).id).toBe(ann.id);
});

test("a caller with too many open operations is refused, and others are not", async () => {
  for (let count = 0; count < MOST_OPEN.ofCaller; count += 1) await start("busy");
  await expect(start("busy")).rejects.toThrow("too-many");
  const other = await start("idle");
  await cancelOperation(store, other.id);
  expect(await findOperation(store, other.id, null)).toMatchObject({ state: "cancelled", startedAt: null });
});

test("operations that ended long ago are deleted with their items; unfinished ones are kept", async () => {
  const [old, recent, open] = [await start("cleo"), await start("cleo"), await start("cleo")];
  for (const { id } of [old, recent]) await cancelOperation(store, id);
  for (const { id } of [old, open]) {
    await store.rows(
      "update bulk_operations set created_at = created_at - interval '91 days', finished_at = finished_at - interval '91 days' where id = $1",
      [id],
    );
  }
  await expire(store, 90);
  expect(await findOperation(store, old.id, null)).toBeNull();
  expect(await store.rows("select from bulk_items where operation_id = $1", [old.id])).toEqual([]);
  for (const { id } of [recent, open]) expect(await findOperation(store, id, null)).not.toBeNull();
});

test("a chunk has one holder, and operations take turns", async () => {
  const claimed = [];
  for (const worker of ["a", "b", "c", "d"])
    claimed.push(...(await claimChunks(store, worker, "nickname-sync", { chunks: 2, mostOfCaller: null })));
  const names = claimed.map(({ operationId, number }) => `${operationId} ${number}`);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(claimed.map(({ operationId }) => operationId)).size).toBe(claimed.length);
});

const CHUNK = 50;

/** Starts updates of this many chunks, and returns the operation's id. */
async function startUpdate(caller: string | null, chunks: number): Promise<string> {
  const targets = Array.from({ length: chunks * CHUNK }, (_, index) => ({
    groupId: "group-1",
    userId: `student_${index}`,
    nameCard: "card",
  }));
  const idempotencyKey = randomUUID();
  const started = await startOperation(store, {
    kind: "group-member-update",
    targets,
    caller,
    idempotencyKey,
  });
  if (!started.ok) throw new Error(started.error.kind);
  return started.value.id;
}

test("chunks are claimed for the callers with the fewest in progress, then for the operations with the fewest", async () => {
  /** The number of claimed chunks of each operation, in the order of their start. */
  const operations: string[] = [];
  const claim = async (chunks: number, mostOfCaller: number | null = null) => {
    const claims = await claimChunks(store, "worker", "group-member-update", { chunks, mostOfCaller });
    return operations.map((id) => claims.filter(({ operationId }) => operationId === id).length);
  };
  for (let count = 0; count < 3; count += 1) operations.push(await startUpdate("flooder", 4));
  // A single caller gets all chunks, shared among that caller's operations.
  expect(await claim(6)).toEqual([2, 2, 2]);
  // The worker is full. Only callers below their share may get more.
  expect(await claim(6, 3)).toEqual([0, 0, 0]);
  operations.push(await startUpdate("other", 8));
  expect(await claim(6, 3)).toEqual([0, 0, 0, 3]);
  expect(await claim(6, 3)).toEqual([0, 0, 0, 0]);
  // Once there is room again, the caller with the fewest goes first, until all are equal.
  expect(await claim(3)).toEqual([0, 0, 0, 3]);
  expect(await claim(4)).toEqual([1, 1, 0, 2]);
  // Each operation of an unknown caller counts separately, since their callers may differ.
  operations.push(await startUpdate(null, 2), await startUpdate(null, 2));
  expect(await claim(3)).toEqual([0, 0, 0, 0, 2, 1]);
});

test("without a store, syncs still work, and other uses of the store report that it is missing", async () => {
  await using app = await startApp({ env: { DATA_DIR: NO_FOLDER }, folder: NO_FOLDER });
  const { syncClassNicknames } = await app.run(SyncClassNicknamesDocument, { courseId: "561294" });
  expect(syncClassNicknames.__typename).toBe("SyncClassNicknamesSuccess");
  const input = { courseIds: ["561294"], idempotencyKey: "key" };
  expect(await app.run(StartBulkNicknameSyncDocument, { input })).toMatchObject({
    startBulkNicknameSync: { __typename: "StoreUnavailableError", retryAfterSeconds: 5 },
  });
  // Nothing was ever stored, so there is nothing to list.
  expect(await app.run(BulkOperationsDocument, {})).toMatchObject({ bulkOperations: { nodes: [] } });
});

test("an unreachable database causes errors at its fields, and the server starts", async () => {
  await using app = await startApp({ env: { DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" } });
  const { data, errors } = await app.send(
    '{ course(id: "1") { id lastNicknameSync { startedAt } } bulkOperation(id: "1") { id } }',
  );
  expect(data).toEqual({ course: { id: "1", lastNicknameSync: null }, bulkOperation: null });
  expect(errors.map(({ path, extensions }) => [path?.at(-1), extensions["code"]])).toEqual(
    expect.arrayContaining([
      ["lastNicknameSync", "STORE_UNAVAILABLE"],
      ["bulkOperation", "STORE_UNAVAILABLE"],
    ]),
  );
});
