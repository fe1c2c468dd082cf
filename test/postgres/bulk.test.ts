import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import { studentAccount } from "../../src/simulator/names.js";
import { type Simulator, startSimulator } from "../../src/simulator/simulator.js";
import { sendTo } from "../support/app.js";
import { BulkServer, changesMade, environmentFor, sleep } from "../support/bulk-server.js";
import { type Postgres, startPostgres } from "../support/postgres.js";

const UPDATE = "modify_group_member_info";
const COUNT = 900;

let simulator: Simulator;
let postgres: Postgres;
const servers: BulkServer[] = [];

beforeAll(async () => {
  simulator = await startSimulator({
    school: aSchool({
      courses: [aCourse({ id: "1001" })],
      groups: [aGroup({ id: "group-1", members: COUNT + 1 })],
    }),
  });
  postgres = await startPostgres();
}, 60_000);
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

async function twoServers(): Promise<[BulkServer, BulkServer]> {
  const env = environmentFor(simulator, { DATABASE_URL: postgres.url, REPLICAS: "2" });
  const both: [BulkServer, BulkServer] = [new BulkServer(env), new BulkServer(env)];
  servers.push(...both);
  await Promise.all(both.map((server) => server.url()));
  return both;
}

/** Every second update is a mute, which must not be made twice. */
const updates = (count: number, card: string) =>
  Array.from({ length: count }, (_, index) => ({
    groupId: "group-1",
    userId: studentAccount(index + 1),
    ...(index % 2 === 0 ? { muteForSeconds: 86_400 } : { nameCard: card }),
  }));

/** The reported outcomes match the vendor's state, and no mute was made twice. */
async function checkAgainstVendor(server: BulkServer, id: string, card: string): Promise<void> {
  const made = changesMade(simulator);
  const items = await server.items(id);
  expect(items).toHaveLength(COUNT);
  for (const [index, { userId, outcome }] of items.entries()) {
    const times = made.get(userId)?.length ?? 0;
    const member = simulator.world.groups.get("group-1")?.members.get(userId);
    if (outcome === "SUCCEEDED") {
      expect(times).toBeGreaterThanOrEqual(1);
      if (index % 2 === 1) expect(member?.nameCard).toBe(card);
    } else expect(outcome).toBe("UNKNOWN");
    if (index % 2 === 0) expect(times, `mutes of ${userId}`).toBeLessThanOrEqual(1);
  }
}

test("a killed replica loses nothing: the other takes over its work within 15 seconds", async () => {
  const [first, second] = await twoServers();
  const id = await first.accept({ updates: updates(COUNT, "card"), idempotencyKey: randomUUID() });
  await expect
    .poll(() => simulator.calls.count({ operation: UPDATE }), { timeout: 20_000 })
    .toBeGreaterThan(150);
  await first.kill();
  const killedAt = performance.now();
  const operation = await second.end(id, 60_000);
  expect(operation).toMatchObject({ state: "COMPLETED", progress: { failed: 0, remaining: 0 } });
  // At 160 a second the rest takes about five seconds. The killed replica's items come last.
  console.info(`ended ${Math.round(performance.now() - killedAt)} ms after the kill`);
  await checkAgainstVendor(second, id, "card");
});

test("a replica that was paused is fenced off when it resumes", async () => {
  const [first, second] = await twoServers();
  const id = await first.accept({ updates: updates(COUNT, "card"), idempotencyKey: randomUUID() });
  await expect
    .poll(() => simulator.calls.count({ operation: UPDATE }), { timeout: 20_000 })
    .toBeGreaterThan(100);
  first.process.kill("SIGSTOP");
  expect(await second.end(id, 60_000)).toMatchObject({ progress: { failed: 0, remaining: 0 } });
  const calls = simulator.calls.count({ operation: UPDATE });
  first.process.kill("SIGCONT");
  await expect.poll(() => first.out, { timeout: 20_000 }).toContain("another worker took over its chunk");
  await sleep(1_000);
  expect(simulator.calls.count({ operation: UPDATE })).toBe(calls);
  await checkAgainstVendor(second, id, "card");
});

test("one key sent twenty times at once to two replicas is one operation", async () => {
  const both = await twoServers();
  const input = { updates: updates(3, "once"), idempotencyKey: randomUUID() };
  const ids = await Promise.all(
    Array.from({ length: 20 }, (_, index) => both[index % 2 === 0 ? 0 : 1].accept(input)),
  );
  expect(new Set(ids).size).toBe(1);
  await both[1].end(ids[0] ?? "", 20_000);
  const conflict = await both[0].start({ ...input, updates: updates(2, "once") });
  expect(conflict).toMatchObject({ __typename: "IdempotencyConflictError", operation: { id: ids[0] } });
});

test("a course is synced by one replica at a time", async () => {
  const both = await twoServers();
  // Replicas learn of each other in the store, and this makes both open it.
  await Promise.all(
    both.map((server) => server.accept({ updates: updates(1, "x"), idempotencyKey: randomUUID() })),
  );
  simulator.faults.add({ vendor: "classin", kind: "delay", delayMs: 700 });
  const sync = async (server: BulkServer) =>
    sendTo(await server.url(), 'mutation { syncClassNicknames(courseId: "1001") { __typename } }');
  const answers = await Promise.all(both.map(sync));
  for (const { data } of answers)
    expect(data).toEqual({ syncClassNicknames: { __typename: "SyncClassNicknamesSuccess" } });
  const [one, other] = simulator.calls.list({ vendor: "classin" });
  expect((other?.at ?? 0) - (one?.at ?? 0)).toBeGreaterThan(600);
});

test("a server that is stopped hands back the items that it did not start", async () => {
  const [first, second] = await twoServers();
  const id = await first.accept({ updates: updates(COUNT, "card"), idempotencyKey: randomUUID() });
  await expect
    .poll(() => simulator.calls.count({ operation: UPDATE }), { timeout: 20_000 })
    .toBeGreaterThan(100);
  await first.kill("SIGTERM");
  expect(first.process.exitCode).toBe(0);
  const operation = await second.end(id, 60_000);
  expect(operation).toMatchObject({ progress: { succeeded: COUNT, failed: 0, unknown: 0 } });
  expect(simulator.calls.count({ operation: UPDATE })).toBe(COUNT);
  const items = await second.items(id);
  expect(items.every(({ attempts }) => attempts === 1)).toBe(true);
});
