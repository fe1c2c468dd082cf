import { headersOf } from "../callers.js";
import { load } from "../load.js";
import { quantile } from "../scale/figures.js";
import { startShipped } from "../shipped-server.js";
import { callsByCommand } from "../vendor-groups.js";
import { type Listener, listenerFor, sendEvent } from "./listener.js";
import { type Outcome, sendOnTime } from "./open-loop.js";
import {
  type Arrival,
  arrivalsOf,
  earlyArrivalsOf,
  lastMember,
  type Plan,
  rosterBody,
  warmUpCourses,
} from "./plan.js";

const VENDOR_DELAY_MS = 30;
/** At the beginning nothing is kept, and every class waits for its first reads. */
export const FIRST_SECONDS = 5;
/** So few that the warm-up stays below the vendor's limit. */
const WARM_UP_CONNECTIONS = 4;

export interface CommandCalls {
  readonly command: string;
  readonly calls: number;
  /** In any sliding second since the vendor started. */
  readonly highestInAnySecond: number;
}

export interface Times {
  readonly median: number;
  readonly p99: number;
  readonly highest: number;
}

export interface NinthHour {
  readonly plan: Plan;
  readonly sent: number;
  readonly answered: number;
  readonly refusedByCode: Readonly<Record<string, number>>;
  /** Null if there was none. */
  readonly answeredMs: Times | null;
  /** The same for requests sent after the first seconds. */
  readonly laterMs: Times | null;
  readonly refusedMs: Times | null;
  readonly lateMs: Times | null;
  readonly calls: readonly CommandCalls[];
  readonly serverCpuSeconds: number;
  readonly loadCpuSeconds: number;
  /** From the first request to the last answer. */
  readonly tookSeconds: number;
}

/** Sends the plan's requests to the server as it ships, with the vendor's real limit, and counts what becomes of them. */
export async function runNinthHour(
  plan: Plan,
  options: {
    warmUps: number;
    serverEnv?: Readonly<Record<string, string>>;
    /** The server receives webhooks, and has got one before the run. */
    webhooks?: boolean;
    /** One member of each class opens the roster in the minute before. Its calls are counted. */
    teachersFirst?: boolean;
    note: (line: string) => void;
  },
): Promise<NinthHour> {
  await using listener: Listener | null = options.webhooks === true ? await listenerFor() : null;
  await using shipped = await startShipped({
    vendorEnv: { VENDOR_DELAY_MS: `${VENDOR_DELAY_MS}` },
    // The vendor stub reads the size of a group from its id.
    serverEnv: {
      COURSE_GROUP_ID: `course-{courseId}-members-${plan.membersPerClass}`,
      ...listener?.env,
      ...options.serverEnv,
    },
  });
  const { server, vendor } = shipped;
  options.note("making a token for each member");
  const requests = await requestsOf(arrivalsOf(plan));
  const early = options.teachersFirst === true ? await requestsOf(earlyArrivalsOf(plan)) : [];
  options.note("warming up");
  await load(server.url, warmUpCourses(options.warmUps).map(rosterBody), WARM_UP_CONNECTIONS);

  if (listener !== null) await sendEvent(listener);
  const full = lastMember(plan);
  const isFull = (answer: string) => answer.includes(full);
  const callsAtFirst = await callsByCommand(vendor.url);
  if (early.length > 0) {
    options.note(`${early.length} teachers open their rosters in ${plan.seconds} s`);
    await sendOnTime(server.url, early, isFull);
  }

  options.note(`sending ${requests.length} requests in ${plan.seconds} s`);
  const { cpuMicros: serverBefore } = await server.usage();
  const loadBefore = process.cpuUsage();
  const startedAt = performance.now();
  const outcomes = await sendOnTime(server.url, requests, isFull);
  const tookMs = performance.now() - startedAt;
  const loadCpu = process.cpuUsage(loadBefore);
  const { cpuMicros: serverAfter } = await server.usage();
  const calls = await callsByCommand(vendor.url);

  const answered = outcomes.filter(({ code }) => code === null);
  // Requests and outcomes have the same order.
  const later = outcomes.filter(
    ({ code }, index) => code === null && (requests[index]?.atMs ?? 0) >= FIRST_SECONDS * 1_000,
  );
  const refused = outcomes.filter(({ code }) => code !== null);
  return {
    plan,
    sent: requests.length,
    answered: answered.length,
    refusedByCode: countByCode(refused),
    answeredMs: timesOf(answered.map(({ tookMs }) => tookMs)),
    laterMs: timesOf(later.map(({ tookMs }) => tookMs)),
    refusedMs: timesOf(refused.map(({ tookMs }) => tookMs)),
    lateMs: timesOf(outcomes.map(({ lateMs }) => lateMs)),
    calls: calls.map(({ operation, total, highestInAnySecond }) => ({
      command: operation,
      calls: total - (callsAtFirst.find((before) => before.operation === operation)?.total ?? 0),
      highestInAnySecond,
    })),
    serverCpuSeconds: (serverAfter - serverBefore) / 1e6,
    loadCpuSeconds: (loadCpu.user + loadCpu.system) / 1e6,
    tookSeconds: tookMs / 1_000,
  };
}

function countByCode(refused: readonly Outcome[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { code } of refused) counts[String(code)] = (counts[String(code)] ?? 0) + 1;
  return counts;
}

const timesOf = (values: readonly number[]): Times | null =>
  values.length === 0
    ? null
    : { median: quantile(values, 0.5), p99: quantile(values, 0.99), highest: quantile(values, 1) };

const requestsOf = (arrivals: readonly Arrival[]) =>
  Promise.all(
    arrivals.map(async ({ atMs, courseId, caller }) => ({
      atMs,
      body: rosterBody(courseId),
      headers: await headersOf(caller),
    })),
  );
