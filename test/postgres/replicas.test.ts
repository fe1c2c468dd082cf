import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import { type Simulator, startSimulator } from "../../src/simulator/simulator.js";
import { PATIENTLY } from "../support/patiently.js";
import { type Postgres, startPostgres } from "../support/postgres.js";
import { startProxy, type TcpProxy } from "../support/tcp-proxy.js";

const COMMAND = "modify_group_member_info";
const BUDGET = `tencent-im ${COMMAND}`;
const LIMIT = 200;
const REPLICAS = 3;
/** A fifth of the limit, divided among three replicas. */
const RESERVE = 13;

let postgres: Postgres;
let simulator: Simulator;
const replicas: Replica[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
  simulator = await startSimulator({
    school: aSchool({
      courses: [aCourse({ id: "1001" })],
      groups: [aGroup({ id: "course-1001", members: 61 })],
    }),
  });
});
afterEach(async () => {
  await Promise.all(replicas.splice(0).map((replica) => replica.kill()));
  simulator.calls.clear();
});
afterAll(async () => {
  await simulator.close();
  await postgres[Symbol.asyncDispose]();
});

/** A process that always has more calls than permits. */
class Replica {
  out = "";
  readonly ready: Promise<void>;
  readonly process: ChildProcess;

  constructor(env: Record<string, string>) {
    const { classin, tencentIm } = simulator.accounts;
    this.process = spawn(
      process.execPath,
      ["--import", "tsx", fileURLToPath(new URL("replica.ts", import.meta.url))],
      {
        env: {
          PATH: process.env["PATH"],
          NODE_ENV: "test",
          CLASSIN_URL: simulator.url,
          CLASSIN_SID: classin.sid,
          CLASSIN_SECRET: classin.secret,
          TENCENT_IM_URL: simulator.url,
          TENCENT_IM_SDK_APP_ID: tencentIm.sdkAppId.toString(),
          TENCENT_IM_SECRET_KEY: tencentIm.secretKey,
          TENCENT_IM_ADMIN: tencentIm.admin,
          DATABASE_URL: postgres.url,
          REPLICAS: REPLICAS.toString(),
          ...env,
        },
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    this.ready = new Promise((resolve) => {
      this.process.stdout?.on("data", (text) => {
        this.out += text;
        if (this.out.includes("ready\n")) resolve();
      });
    });
  }

  async kill(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    this.process.kill("SIGKILL");
    await once(this.process, "exit");
  }
}

async function start(...envs: Record<string, string>[]): Promise<Replica[]> {
  const started = envs.map((env) => new Replica(env));
  replicas.push(...started);
  await Promise.all(started.map(({ ready }) => ready));
  return started;
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const upTo = (ms: number): number => Math.random() * ms;
const portOf = (url: string) => ({ host: "127.0.0.1", port: Number(new URL(url).port) });

/** Stalls this process, which runs the simulator, repeatedly for up to 400 ms. */
function stallRepeatedly(): () => void {
  const stall = () => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, upTo(400));
    timer = setTimeout(stall, upTo(1_500));
  };
  let timer = setTimeout(stall, upTo(1_500));
  return () => clearTimeout(timer);
}

const calls = (): number => simulator.calls.count({ operation: COMMAND });
const refusals = () =>
  simulator.calls
    .list({ operation: COMMAND })
    .filter(({ answered }) => "code" in answered && answered.code !== 0);

/** Waits until this many more calls are made. */
async function waitForCalls(more: number): Promise<void> {
  const from = calls();
  await expect.poll(calls, PATIENTLY).toBeGreaterThan(from + more);
}

/** The number of live replicas in the table, and the permits that they hold. */
async function liveReplicas(): Promise<{ replicas: number; permits: number }> {
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  try {
    const { rows } = await client.query<{ replicas: number; permits: number }>(
      `select count(*)::int as replicas, coalesce(sum(permits), 0)::int as permits
       from vendor_permits where budget = $1 and not is_gone`,
      [BUDGET],
    );
    return rows[0] ?? { replicas: 0, permits: 0 };
  } finally {
    await client.end();
  }
}

/** Waits until this many replicas hold most of the permits. */
async function expectShared(replicas: number): Promise<void> {
  const isShared = async () => {
    const now = await liveReplicas().catch(() => ({ replicas: 0, permits: 0 }));
    return now.replicas === replicas && now.permits > LIMIT / 2;
  };
  await expect.poll(isShared, PATIENTLY).toBe(true);
}

/** Ends a run that hangs. */
const TIMEOUT_MS = 900_000;

test(
  "three replicas never exceed the limit, with any jitter, stalls and failures",
  async () => {
    await using vendors = await startProxy(portOf(simulator.url), { delayMs: () => upTo(300) });
    await using database: TcpProxy = await startProxy(portOf(postgres.url));
    const throughProxy = { TENCENT_IM_URL: `http://127.0.0.1:${vendors.port}` };
    const cutOffUrl = new URL(postgres.url);
    cutOffUrl.port = database.port.toString();
    const [killed, stopped] = await start(
      { ...throughProxy, STALL_MS: "300" },
      { ...throughProxy, WALL_CLOCK_OFF_MS: "2000" },
      { ...throughProxy, STALL_MS: "150", DATABASE_URL: cutOffUrl.href },
    );
    const stop = stallRepeatedly();
    try {
      await waitForCalls(500);
      await killed?.kill();
      await waitForCalls(300);
      stopped?.process.kill("SIGSTOP");
      await sleep(3_000);
      stopped?.process.kill("SIGCONT");
      await waitForCalls(300);
      database.cut();
      await sleep(5_000);
      await start(throughProxy);
      await waitForCalls(300);
      database.mend();
      // The cut-off replica leases again, and the killed one is known to be gone.
      await expectShared(REPLICAS);
      await waitForCalls(500);
    } finally {
      stop();
    }
    console.info(`most calls in any second: ${simulator.calls.highestInAnySecond(COMMAND)} of ${calls()}`);
    expect(simulator.calls.highestInAnySecond(COMMAND)).toBeLessThanOrEqual(LIMIT);
    expect(refusals()).toEqual([]);
  },
  TIMEOUT_MS,
);

test("while the database is down each replica uses its reserve, and afterwards it leases again", async () => {
  const two = await start({}, {});
  await expectShared(2);
  await waitForCalls(200);
  await postgres.stop();
  const logged = () => two.every(({ out }) => out.includes("the database does not answer"));
  await expect.poll(logged, PATIENTLY).toBe(true);
  // Their leases have expired, and the last second of leased calls has passed.
  await sleep(1_100);
  const [from, before] = [performance.now(), calls()];
  await sleep(4_000);
  const seconds = (performance.now() - from) / 1_000;
  expect(calls() - before).toBeLessThanOrEqual(2 * RESERVE * (seconds + 1));
  await waitForCalls(20);

  await postgres.start();
  await expectShared(2);
  await waitForCalls(200);
  expect(simulator.calls.highestInAnySecond(COMMAND)).toBeLessThanOrEqual(LIMIT);
  expect(refusals()).toEqual([]);
});

test("a replica that stops leaves no rows in the table", async () => {
  const [stopping] = await start({}, {});
  await expectShared(2);
  stopping?.process.kill("SIGTERM");
  await expectShared(1);
});
