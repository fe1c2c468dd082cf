import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Pool, request } from "undici";
import { simulatedVendors, WITHOUT_ACCESS_CONTROL } from "../../demo/vendors.js";
import { build, builtScript } from "../build.js";
import { type Child, startChild } from "../child.js";
import type { Usage } from "../process.js";
import { bodyOf, courseAt } from "./work.js";

const CONNECTIONS = 50;
/** One client in 211 hangs up before its answer. */
const HANG_UP_EVERY = 211;
/** Much longer than any machine needs. They only end a hanging run. */
const ANSWER_WITHIN_MS = 120_000;
const QUIET_WITHIN_MS = 60_000;
/** Background timers, such as those of the store, that do not belong to a request. */
const MORE_TIMERS_THAN_IDLE = 2;

/** The state of a server after all requests have ended. */
export interface SoakSample {
  readonly requests: number;
  readonly rssMiB: number;
  /** After a collection. */
  readonly heapMiB: number;
  readonly sockets: number;
  /** The increase since before the first request. Null if the system does not show it. */
  readonly moreDescriptors: number | null;
  readonly timers: number;
  /** The warnings that Node has printed, for example about too many listeners. */
  readonly warnings: number;
}

export interface SoakReport {
  readonly samples: readonly SoakSample[];
  readonly vendorCalls: number;
  /** The number of answers by HTTP status, without the clients that hung up. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly left: number;
}

/** Sends requests to the real server in front of a failing simulator, and measures what they leave behind. */
export async function soak(options: {
  requests: number;
  samples: number;
  note: (line: string) => void;
}): Promise<SoakReport> {
  await build("soak/tsconfig.json");
  const folder = await mkdtemp(join(tmpdir(), "class-groups-soak-"));
  const vendors = await startChild(builtScript("soak/vendors"), {});
  try {
    const server = await startChild(builtScript("soak/server"), {
      ...simulatedVendors(vendors.url),
      ...WITHOUT_ACCESS_CONTROL,
      NODE_ENV: "test",
      LOG_LEVEL: "info",
      DATA_DIR: folder,
      CLASSIN_CALLS_PER_SECOND: "200",
    });
    try {
      return await soakServer(server, vendors, options);
    } finally {
      await server.stop();
    }
  } finally {
    await vendors.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function soakServer(
  server: Child,
  vendors: Child,
  { requests, samples, note }: { requests: number; samples: number; note: (line: string) => void },
): Promise<SoakReport> {
  const statuses: Record<string, number> = {};
  let left = 0;
  const taken: SoakSample[] = [];
  await openStore(server.url);
  const idle = await server.usage("usage after gc");
  const each = Math.ceil(requests / samples);
  for (let from = 0; from < requests; from += each) {
    const to = Math.min(requests, from + each);
    left += await send(server.url, from, to, statuses);
    const sample = sampleOf(to, await whenQuiet(server, idle), idle);
    taken.push(sample);
    note(JSON.stringify(sample));
  }
  return { samples: taken, vendorCalls: (await vendors.usage()).calls, statuses, left };
}

const START_SYNC =
  "mutation ($input: StartBulkNicknameSyncInput!) { startBulkNicknameSync(input: $input) { __typename } }";

/**
 * The store opens when it is first needed, and then uses memory and timers. So it is opened before all samples.
 * On a busy machine, creating it may take longer than a request's time limit, so the request is repeated.
 */
async function openStore(url: string): Promise<void> {
  const input = { courseIds: [courseAt(0)], idempotencyKey: "opens the store" };
  const deadline = performance.now() + ANSWER_WITHIN_MS;
  for (;;) {
    const answer = await request(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: START_SYNC, variables: { input } }),
      reset: true,
    });
    const text = await answer.body.text();
    if (text.includes("StartBulkOperationSuccess")) return;
    if (!text.includes("StoreUnavailableError") || performance.now() > deadline)
      throw new Error(`The store did not open: ${text}`);
    await sleep(1_000);
  }
}

/** Returns how many clients hung up. Any other failure ends the run. */
async function send(
  url: string,
  from: number,
  to: number,
  statuses: Record<string, number>,
): Promise<number> {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections: CONNECTIONS, headersTimeout: ANSWER_WITHIN_MS });
  let [turn, left] = [from, 0];
  const work = async () => {
    while (turn < to) {
      const mine = turn;
      turn += 1;
      const hangsUp = mine % HANG_UP_EVERY === 0;
      try {
        const answer = await pool.request({
          method: "POST",
          path: pathname,
          headers: { "content-type": "application/json" },
          body: bodyOf(mine),
          ...(hangsUp && { signal: AbortSignal.timeout(mine % 20) }),
        });
        await answer.body.text();
        statuses[answer.statusCode] = (statuses[answer.statusCode] ?? 0) + 1;
      } catch (error) {
        if (!hangsUp) throw error;
        left += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
  await pool.close();
  return left;
}

/** Waits until no connections and call timers are left, or until the time limit. */
async function whenQuiet(server: Child, idle: Usage): Promise<Usage> {
  const until = performance.now() + QUIET_WITHIN_MS;
  for (;;) {
    const usage = await server.usage("usage after gc");
    const isQuiet = usage.sockets === 0 && usage.timers <= idle.timers + MORE_TIMERS_THAN_IDLE;
    if (isQuiet || performance.now() > until) return usage;
    await sleep(250);
  }
}

const MIB = 2 ** 20;
const inMiB = (bytes: number): number => Math.round((bytes / MIB) * 10) / 10;

const more = (usage: Usage, idle: Usage): number | null =>
  usage.descriptors === null || idle.descriptors === null ? null : usage.descriptors - idle.descriptors;

const sampleOf = (requests: number, usage: Usage, idle: Usage): SoakSample => ({
  requests,
  rssMiB: inMiB(usage.rssBytes),
  heapMiB: inMiB(usage.heapBytes),
  sockets: usage.sockets,
  moreDescriptors: more(usage, idle),
  timers: usage.timers,
  warnings: usage.warnings,
});
