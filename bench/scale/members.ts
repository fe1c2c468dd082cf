import { randomUUID } from "node:crypto";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { Client } from "pg";
import type { Simulator } from "../../src/simulator/simulator.js";
import { changesMade } from "../../test/support/bulk-server.js";
import { cpuMs, round, watchMemory } from "./figures.js";
import { memberAt } from "./school.js";
import { type Servers, startServers } from "./servers.js";

const UPDATE = "modify_group_member_info";
const WITHIN_MS = 600_000;

/** Every third is a mute, which must not be sent twice. */
export const updates = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    ...memberAt(index),
    ...(index % 3 === 0 ? { muteForSeconds: 86_400 } : { nameCard: `card ${index}` }),
  }));

/** So that what follows is measured with the store open and the code warm. */
export async function warmUp({ first, all }: Servers, simulator: Simulator): Promise<void> {
  const id = await first.accept({ updates: updates(200), idempotencyKey: randomUUID() });
  await Promise.all(all.map((server) => server.end(id, 60_000)));
  simulator.calls.clear();
  simulator.world.reset();
}

/** A bulk operation of so many changes, with each item's outcome held against what the simulator saw. */
export async function measureMembers(simulator: Simulator, count: number, replicas: number | "embedded") {
  await using servers = await startServers(simulator, replicas);
  await warmUp(servers, simulator);
  const { first, all } = servers;
  const cpuBefore = all.map(({ process }) => cpuMs(process.pid));
  const before = await databaseFigures(servers);
  const askedAt = performance.now();
  const id = await first.accept({ updates: updates(count), idempotencyKey: randomUUID() });
  const acceptedMs = performance.now() - askedAt;
  const memory = all.map(watchMemory);
  const stalls = monitorEventLoopDelay({ resolution: 5 });
  stalls.enable();
  const operation = await first.end(id, WITHIN_MS);
  stalls.disable();
  const memories = memory.map((stop) => stop());
  const cpu = all.map(({ process }, index) => cpuMs(process.pid) - (cpuBefore[index] ?? 0));
  const after = await databaseFigures(servers);
  const seconds =
    (Date.parse(String(operation.finishedAt)) - Date.parse(String(operation.startedAt))) / 1_000;
  const calls = simulator.calls.count({ operation: UPDATE });
  const items = await first.items(id);
  return {
    items: count,
    store: replicas === "embedded" ? "embedded" : "PostgreSQL",
    replicas: all.length,
    acceptedMs: Math.round(acceptedMs),
    seconds: round(seconds),
    itemsPerSecond: round(count / seconds),
    highestInAnySecond: simulator.calls.highestInAnySecond(UPDATE),
    /** How long the simulator stood still at most: so much later it saw calls, and so many more at once. */
    simulatorStoodStillMs: Math.round(stalls.max / 1e6),
    calls,
    progress: operation.progress,
    differences: differences(simulator, items),
    cpuMsPerItem: round(cpu.reduce((sum, one) => sum + one, 0) / count, 2),
    memory: memories,
    ...(before !== null &&
      after !== null && {
        database: {
          transactionsPerSecond: round((after.transactions - before.transactions) / seconds),
          bytesPerItem: Math.round((after.bytes - before.bytes) / count),
        },
      }),
  };
}

/** Items whose outcome is not what the simulator's log and its school tell. */
function differences(
  simulator: Simulator,
  items: readonly { groupId: string; userId: string; outcome: string }[],
): number {
  const made = changesMade(simulator);
  return items.filter(({ groupId, userId, outcome }, index) => {
    const times = (made.get(userId) ?? []).filter(({ GroupId }) => GroupId === groupId).length;
    const member = simulator.world.groups.get(groupId)?.members.get(userId);
    const isSo = index % 3 === 0 ? (member?.mutedUntil ?? 0) > 0 : member?.nameCard === `card ${index}`;
    return outcome !== "SUCCEEDED" || times !== 1 || !isSo;
  }).length;
}

async function databaseFigures({
  postgres,
}: Servers): Promise<{ transactions: number; bytes: number } | null> {
  if (postgres === null) return null;
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  try {
    const { rows } = await client.query<{ transactions: number; bytes: number }>(
      `select xact_commit::float8 as transactions, pg_database_size(datname)::float8 as bytes
       from pg_stat_database where datname = current_database()`,
    );
    return rows[0] ?? null;
  } finally {
    await client.end();
  }
}
