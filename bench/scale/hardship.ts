import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { startProxy, type TcpProxy } from "../../test/support/tcp-proxy.js";
import { waitUntil } from "../../test/support/wait-until.js";
import { round, secondsOf } from "./figures.js";
import { ratesOf, UPDATE } from "./rates.js";
import { updates } from "./school.js";
import { type Replicas, type Servers, startServers, warmUp } from "./servers.js";
import type { SimulatorProcess } from "./simulator-process.js";
import { Stalls } from "./stalls.js";
import { judge } from "./verdict.js";

/** The longest delay of each chunk of bytes, in each direction. */
const JITTER_MS = 300;
/** The failures: which replica, and after which share of the calls. The stopped replica also receives the requests. */
const CUT_OFF = { replica: 0, after: 0.55, ms: 10_000 };
const KILLED = { replica: 1, after: 0.15, restartedAfterMs: 2_000 };
const STOPPED = { replica: 2, after: 0.35, ms: 3_000 };
const WITHIN_MS = 600_000;

/** Measures the same bulk operation while the network, the machines and the replicas fail. */
export async function measureHardship(simulator: SimulatorProcess, count: number, replicas: Replicas) {
  await using jitter = await startProxy(addressOf(simulator.url), {
    delayMs: () => Math.random() * JITTER_MS,
  });
  const databasePaths: TcpProxy[] = [];
  await using _paths = disposing(databasePaths);
  await using servers = await startServers(simulator, replicas, {
    env: { TENCENT_IM_URL: `http://127.0.0.1:${jitter.port}` },
    async databaseUrl(url, index) {
      if (index !== CUT_OFF.replica) return url;
      const path = await startProxy(addressOf(url));
      databasePaths.push(path);
      return throughPort(url, path.port);
    },
  });
  await warmUp(servers, simulator);
  const target = replicas === "embedded" ? servers.first : servers.all[STOPPED.replica];
  if (target === undefined) throw new Error(`There is no replica ${STOPPED.replica}.`);

  using stalls = new Stalls();
  for (const { process } of [simulator, ...servers.all]) stalls.atRandom(process);
  const id = await target.accept({ updates: updates(count), idempotencyKey: randomUUID() });
  const failures =
    replicas === "embedded"
      ? []
      : await Promise.all(failuresOf(servers, stalls, databasePaths, untilShare(simulator, count)));
  const operation = await target.end(id, WITHIN_MS);
  stalls[Symbol.dispose]();
  const seconds = secondsOf(operation);
  return {
    items: count,
    store: replicas === "embedded" ? "embedded" : "PostgreSQL",
    replicas: servers.all.length,
    jitterMs: JITTER_MS,
    stalls: stalls.count,
    failures,
    /** Should be 0, because the killed server was replaced. */
    serversThatEnded: servers.all.filter(
      ({ process }) => process.exitCode !== null || process.signalCode !== null,
    ).length,
    seconds: round(seconds),
    itemsPerSecond: round(count / seconds),
    ...ratesOf(await simulator.callsOf(UPDATE)),
    progress: operation.progress,
    ...(await judge(simulator, count, await target.items(id))),
  };
}

/** The failures during the operation, each of a different replica. */
function failuresOf(
  servers: Servers,
  stalls: Stalls,
  databasePaths: readonly TcpProxy[],
  until: (share: number) => Promise<void>,
): Promise<string>[] {
  const kill = async () => {
    await until(KILLED.after);
    await servers.all[KILLED.replica]?.kill("SIGKILL");
    await sleep(KILLED.restartedAfterMs);
    await servers.replace(KILLED.replica);
    const successor = servers.all[KILLED.replica];
    if (successor !== undefined) stalls.atRandom(successor.process);
    return `one killed, and started again ${KILLED.restartedAfterMs / 1_000} s later`;
  };
  const stop = async () => {
    await until(STOPPED.after);
    const server = servers.all[STOPPED.replica];
    if (server !== undefined) await stalls.stall(server.process, STOPPED.ms);
    return `one stopped for ${STOPPED.ms / 1_000} s`;
  };
  const cutOff = async () => {
    await until(CUT_OFF.after);
    for (const path of databasePaths) path.cut();
    await sleep(CUT_OFF.ms);
    for (const path of databasePaths) path.mend();
    return `one cut off from the database for ${CUT_OFF.ms / 1_000} s`;
  };
  return [kill(), stop(), cutOff()];
}

const untilShare = (simulator: SimulatorProcess, count: number) => (share: number) =>
  waitUntil(async () => (await simulator.countOf(UPDATE)) >= share * count, {
    timeoutMs: WITHIN_MS,
    what: `${share * 100} % of the calls were made`,
  });

function addressOf(url: string): { host: string; port: number } {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port) };
}

function throughPort(url: string, port: number): string {
  const changed = new URL(url);
  changed.port = `${port}`;
  return changed.href;
}

const disposing = (all: readonly AsyncDisposable[]): AsyncDisposable => ({
  async [Symbol.asyncDispose]() {
    await Promise.all(all.map((one) => one[Symbol.asyncDispose]()));
  },
});
