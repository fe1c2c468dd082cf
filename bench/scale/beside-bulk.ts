import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { ACCESS_ENV } from "../../test/support/access.js";
import type { BulkServer } from "../../test/support/bulk-server.js";
import { waitUntil } from "../../test/support/wait-until.js";
import { type Headers, headersOf } from "./callers.js";
import { round } from "./figures.js";
import { ratesOf, UPDATE } from "./rates.js";
import { memberAt, updates } from "./school.js";
import { startServers, warmUp } from "./servers.js";
import type { SimulatorProcess } from "./simulator-process.js";
import { singleCalls } from "./single-calls.js";

/** 20 is the most open operations that one caller may have. */
const FLOOD = { operations: 20, items: 400 };
const ITEMS = 400;
const SINGLE_CALLS_FOR_MS = 10_000;
/** Each part of the test changes different members. */
const ALONE_FROM = FLOOD.operations * FLOOD.items;
const BESIDE_FROM = ALONE_FROM + ITEMS;
const SINGLE_FROM = BESIDE_FROM + ITEMS;
const WITHIN_MS = 300_000;

const CHANGE = `mutation ($groupId: ID!, $userId: ID!) {
  updateGroupMember(input: { groupId: $groupId, userId: $userId, nameCard: "by hand" }) { __typename }
}`;

/** Measures how long two callers wait while a third caller has 20 open bulk operations. */
export async function measureBesideBulk(simulator: SimulatorProcess) {
  const [flooder, other, teacher] = await Promise.all([
    headersOf("flooder"),
    headersOf("other"),
    headersOf("teacher"),
  ]);
  await using servers = await startServers(simulator, "embedded", { env: ACCESS_ENV });
  const { first } = servers;
  await warmUp(servers, simulator, other);

  const aloneMs = await msFor(first, other, ALONE_FROM);
  await simulator.reset();
  const flood = await Promise.all(
    Array.from({ length: FLOOD.operations }, (_, index) =>
      first.accept(
        { updates: updates(FLOOD.items, index * FLOOD.items), idempotencyKey: randomUUID() },
        flooder,
      ),
    ),
  );
  await waitUntil(async () => (await simulator.countOf(UPDATE)) > FLOOD.items, {
    timeoutMs: WITHIN_MS,
    what: "the flood has begun",
  });
  const single = await singleCalls(first, teacher, sleep(SINGLE_CALLS_FOR_MS), (index) => ({
    query: CHANGE,
    variables: memberAt(SINGLE_FROM + index),
    expected: "UpdateGroupMemberSuccess",
  }));
  const besideMs = await msFor(first, other, BESIDE_FROM);
  const states = await Promise.all(flood.map((id) => first.operation(id, flooder)));
  const left = states.reduce((sum, { progress }) => sum + progress.remaining, 0);
  if (left === 0) throw new Error("The flood ended before the other caller's operation.");
  return {
    flood: FLOOD,
    floodItemsLeftAtTheEnd: left,
    single,
    other: { items: ITEMS, aloneMs, besideMs, ratio: round(besideMs / aloneMs, 2) },
    ...ratesOf(await simulator.callsOf(UPDATE)),
  };
}

/** Milliseconds from the operation's acceptance to its last outcome, by the server's clock. */
async function msFor(server: BulkServer, caller: Headers, from: number): Promise<number> {
  const id = await server.accept({ updates: updates(ITEMS, from), idempotencyKey: randomUUID() }, caller);
  const { createdAt, finishedAt, progress } = await server.end(id, WITHIN_MS, caller);
  if (progress.succeeded !== ITEMS) throw new Error(`Not all succeeded: ${JSON.stringify(progress)}`);
  return Date.parse(String(finishedAt)) - Date.parse(createdAt);
}
