import { randomUUID } from "node:crypto";
import { setPriority } from "node:os";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { studentAccount } from "../../src/simulator/names.js";
import { type Simulator, startSimulator } from "../../src/simulator/simulator.js";
import { BulkServer, changesMade, environmentFor, type MemberItem, sleep } from "../support/bulk-server.js";
import { type Postgres, startPostgres } from "../support/postgres.js";
import { storeFolder } from "../support/store.js";

const ITEMS = Number(process.env["BULK_ITEMS"] ?? 10_000);
const KILLS = Number(process.env["KILLS"] ?? 20);
const GROUPS = Math.ceil(ITEMS / 5_000);
const LIMIT = 200;

let simulator: Simulator;
let postgres: Postgres;
const servers: BulkServer[] = [];

beforeAll(async () => {
  // The test measures times, so it needs the processor promptly. Only root may raise the priority.
  if (process.getuid?.() === 0) setPriority(-15);
  const groups = Array.from({ length: GROUPS }, (_, index) =>
    aGroup({ id: `group-${index}`, members: 5_001 }),
  );
  simulator = await startSimulator({ school: aSchool({ groups }) });
  postgres = await startPostgres();
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.kill()));
  simulator.faults.clear();
  simulator.calls.clear();
  simulator.world.reset();
});
afterAll(async () => {
  await simulator.close();
  await postgres[Symbol.asyncDispose]();
});

function serve(store: Record<string, string>): BulkServer {
  const server = new BulkServer(environmentFor(simulator, store));
  servers.push(server);
  return server;
}

const groupOf = (index: number) => `group-${Math.floor(index / 5_000)}`;
const userOf = (index: number) => studentAccount((index % 5_000) + 1);
/** Every third update is a mute, which must not be sent twice. */
const isMute = (index: number) => index % 3 === 0;
const updates = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    groupId: groupOf(index),
    userId: userOf(index),
    ...(isMute(index) ? { muteForSeconds: 86_400 } : { nameCard: `card ${index}` }),
  }));

/** Compares every item with the simulator's calls and its present state. */
function check(items: readonly MemberItem[]): { succeeded: number; unknown: number; repeated: number } {
  const made = changesMade(simulator);
  const perGroup = (index: number) =>
    (made.get(userOf(index)) ?? []).filter(({ GroupId }) => GroupId === groupOf(index));
  const counts = { succeeded: 0, unknown: 0, repeated: 0 };
  items.forEach((item, index) => {
    const member = simulator.world.groups.get(item.groupId)?.members.get(item.userId);
    const times = perGroup(index).length;
    if (item.outcome === "SUCCEEDED") {
      counts.succeeded += 1;
      expect(times, `item ${index} was reported done`).toBeGreaterThanOrEqual(1);
      if (isMute(index)) expect(member?.mutedUntil).toBeGreaterThan(0);
      else expect(member?.nameCard).toBe(`card ${index}`);
    } else {
      expect(item.outcome, `item ${index}: ${JSON.stringify(item)}`).toBe("UNKNOWN");
      counts.unknown += 1;
    }
    if (isMute(index)) expect(times, `mute ${index}`).toBeLessThanOrEqual(1);
    else if (times > 1) counts.repeated += 1;
  });
  return counts;
}

async function run(store: Record<string, string>, replicas: number) {
  const all = Array.from({ length: replicas }, () => serve(store));
  await Promise.all(all.map((server) => server.url()));
  const [first] = all;
  if (first === undefined) throw new Error("No server.");
  // Opens the store first, so its start is not part of the measurement.
  await first.end(await first.accept({ updates: updates(1), idempotencyKey: randomUUID() }), 30_000);
  simulator.calls.clear();
  simulator.world.reset();
  const memory: number[] = [];
  const sentAt = performance.now();
  const id = await first.accept({ updates: updates(ITEMS), idempotencyKey: randomUUID() });
  const acceptedMs = Math.round(performance.now() - sentAt);
  const watch = setInterval(() => memory.push(first.memoryMb()), 1_000);
  const operation = await first.end(id, 600_000);
  clearInterval(watch);
  const tookMs =
    new Date(String(operation.finishedAt)).getTime() - new Date(String(operation.startedAt)).getTime();
  const items = await first.items(id);
  const figures = {
    items: ITEMS,
    replicas,
    acceptedMs,
    perSecond: Math.round((ITEMS * 10_000) / tookMs) / 10,
    highestInAnySecond: simulator.calls.highestInAnySecond("modify_group_member_info"),
    memoryMb: memory.filter((_, index) => index % Math.ceil(memory.length / 8) === 0),
    ...check(items),
  };
  console.info(JSON.stringify(figures));
  expect(items).toHaveLength(ITEMS);
  expect(figures.highestInAnySecond).toBeLessThanOrEqual(LIMIT);
  expect(figures.repeated).toBe(0);
  return figures.succeeded;
}

test("10,000 changes on the embedded store", async () => {
  await using folder = await storeFolder();
  expect(await run({ DATA_DIR: folder.path }, 1)).toBe(ITEMS);
});

test("10,000 changes with two replicas on PostgreSQL", async () => {
  expect(await run({ DATABASE_URL: postgres.url, REPLICAS: "2" }, 2)).toBe(ITEMS);
});

async function killRepeatedly(store: Record<string, string>) {
  const count = Math.min(ITEMS, KILLS * 150);
  const idempotencyKey = randomUUID();
  let server = serve(store);
  const id = await server.accept({ updates: updates(count), idempotencyKey });
  let kills = 0;
  for (; kills < KILLS; kills += 1) {
    await sleep(200 + Math.random() * 1_500);
    await server.kill();
    server = serve(store);
    const operation = await server.operation(id);
    if (operation.finishedAt != null) break;
  }
  const operation = await server.end(id, 300_000);
  const items = await server.items(id);
  const counts = check(items);
  console.info(JSON.stringify({ kills, items: count, ...counts, progress: operation.progress }));
  expect(items).toHaveLength(count);
  expect(operation.progress).toMatchObject({ succeeded: counts.succeeded, unknown: counts.unknown });
  return operation.progress;
}

test("the embedded store loses nothing if the server is killed repeatedly at random moments", async () => {
  await using folder = await storeFolder();
  expect(await killRepeatedly({ DATA_DIR: folder.path })).toMatchObject({ remaining: 0, failed: 0 });
});

test("PostgreSQL loses nothing if the server is killed repeatedly at random moments", async () => {
  expect(await killRepeatedly({ DATABASE_URL: postgres.url })).toMatchObject({ remaining: 0, failed: 0 });
});
