import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { cpuMs, round, secondsOf, watchMemory } from "./figures.js";
import { ratesOf, UPDATE } from "./rates.js";
import { updates } from "./school.js";
import { type Replicas, type Servers, startServers, warmUp } from "./servers.js";
import type { SimulatorProcess } from "./simulator-process.js";
import { judge } from "./verdict.js";

const WITHIN_MS = 600_000;

/** Measures a bulk operation of `count` changes, on a network without delays. */
export async function measureMembers(simulator: SimulatorProcess, count: number, replicas: Replicas) {
  await using servers = await startServers(simulator, replicas);
  await warmUp(servers, simulator);
  const { first, all } = servers;
  const cpuBefore = all.map(({ process }) => cpuMs(process.pid));
  const before = await databaseFigures(servers);
  const sentAt = performance.now();
  const id = await first.accept({ updates: updates(count), idempotencyKey: randomUUID() });
  const acceptedMs = performance.now() - sentAt;
  const memory = all.map(watchMemory);
  const operation = await first.end(id, WITHIN_MS);
  const memories = memory.map((stop) => stop());
  const cpu = all.map(({ process }, index) => cpuMs(process.pid) - (cpuBefore[index] ?? 0));
  const after = await databaseFigures(servers);
  const seconds = secondsOf(operation);
  return {
    items: count,
    store: replicas === "embedded" ? "embedded" : "PostgreSQL",
    replicas: all.length,
    acceptedMs: Math.round(acceptedMs),
    seconds: round(seconds),
    itemsPerSecond: round(count / seconds),
    ...ratesOf(await simulator.callsOf(UPDATE)),
    progress: operation.progress,
    ...(await judge(simulator, count, await first.items(id))),
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
