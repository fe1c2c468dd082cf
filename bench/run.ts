import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { build, builtScript, buildServer } from "./build.js";
import { type Child, startChild } from "./child.js";
import { canCountInstructions, instructionsOf } from "./instructions.js";
import { ask, load } from "./load.js";
import { bodiesOf, OPERATIONS, type OperationName } from "./operations.js";
import {
  type ContenderReport,
  type MemoryReport,
  median,
  type Report,
  round,
  type Sample,
  summarise,
} from "./report.js";
import { productionEnv, startServer } from "./shipped-server.js";

export interface BenchOptions {
  readonly rounds: number;
  /** The number of Q1 and of M requests per round. */
  readonly requests: number;
  /** Discarded first rounds, to compile code and fill caches. */
  readonly warmUps: number;
  readonly only: readonly OperationName[];
  /** The number of starts for which the time to the first answer is measured. */
  readonly starts: number;
  readonly memoryRequests: number;
  readonly note: (line: string) => void;
}

interface Contender {
  readonly name: string;
  /** Null for ours: `npm run build` makes it. */
  readonly script: string | null;
  readonly env?: Readonly<Record<string, string>>;
}

/** The floor comes first. All others are compared with it. */
const CONTENDERS: readonly Contender[] = [
  { name: "lean proxy, no GraphQL", script: "raw" },
  // A blank variable has its default.
  { name: "ours, as it ships", script: null, env: { READ_MAX_AGE_SECONDS: "" } },
  { name: "ours, every read anew", script: null },
  { name: "lean proxy with our vendor clients", script: "raw-our-clients" },
  { name: "Apollo as installed", script: "apollo" },
  { name: "GraphQL Yoga", script: "yoga" },
  { name: "Mercurius", script: "mercurius" },
  { name: "Mercurius with JIT", script: "mercurius-jit" },
];
const COMPARED = [
  "fastify",
  "@apollo/server",
  "graphql-yoga",
  "mercurius",
  "graphql-jit",
  "graphql",
  "undici",
];

/** Builds, starts, compares, measures and stops all contenders. */
export async function runBench(options: BenchOptions): Promise<Report> {
  const before = loadavg()[0] ?? 0;
  await build("tsconfig.json");
  const server = await buildServer();
  await using cleanup = new Children();
  const vendor = cleanup.add(await startChild(builtScript("vendor"), {}));
  const start = async ({ script, env }: Contender): Promise<Child> => {
    if (script === null) return startServer(server, vendor.url, { ...NO_LIMIT, ...env });
    // Our clients read the server's configuration, which production refuses without access control.
    return startChild(builtScript(`contenders/${script}`), { ...productionEnv(vendor.url), ...NO_LIMIT });
  };

  const runners: Runner[] = await Promise.all(
    CONTENDERS.map(async (contender) => ({
      name: contender.name,
      child: cleanup.add(await start(contender)),
      samples: new Map(),
    })),
  );
  for (const operation of options.only) await compareAnswers(operation, runners);
  options.note(`${runners.length} servers give the same answers`);
  await measure(runners, vendor, options);
  for (const { child } of runners) await child.stop();

  const reports: ContenderReport[] = [];
  const startTimes = await timeStarts(start, options);
  for (const [index, contender] of CONTENDERS.entries()) {
    options.note(`memory: ${contender.name}`);
    reports.push({
      name: contender.name,
      operations: Object.fromEntries(
        options.only.map((name) => [
          name,
          summarise(runners[index]?.samples.get(name) ?? [], runners[0]?.samples.get(name) ?? []),
        ]),
      ),
      listensMs: startTimes[index]?.listensMs ?? null,
      firstAnswerMs: startTimes[index]?.firstAnswerMs ?? null,
      memory: await measureMemory(() => start(contender), options.memoryRequests),
    });
  }
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: {
      cpu: cpus()[0]?.model.trim() ?? "unknown",
      cores: cpus().length,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
    },
    node: process.version,
    versions: versions(),
    rounds: options.rounds,
    requests: options.requests,
    loadAverage: { before: round(before), after: round(loadavg()[0] ?? 0) },
    contenders: reports,
  };
}

/** Stops all children when it is disposed of. */
class Children implements AsyncDisposable {
  readonly #children: Child[] = [];

  add(child: Child): Child {
    this.#children.push(child);
    return child;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#children.map((child) => child.stop()));
  }
}

interface Runner {
  readonly name: string;
  readonly child: Child;
  readonly samples: Map<OperationName, Sample[]>;
}

/** The vendor stub has no limit: the rate limiter runs, at a rate that the load never reaches. */
const NO_LIMIT = { TENCENT_IM_CALLS_PER_SECOND: "100000" };

/** All servers must give the same answers, otherwise their costs are not comparable. */
async function compareAnswers(operation: OperationName, runners: readonly Runner[]): Promise<void> {
  for (const body of bodiesOf(operation, 3)) {
    const [floor, ...others] = await Promise.all(
      runners.map(async ({ name, child }) => ({ name, answer: await ask(child.url, body) })),
    );
    for (const other of others) {
      if (isDeepStrictEqual(other.answer, floor?.answer)) continue;
      throw new Error(
        `${other.name} and ${floor?.name} give different answers to ${operation}:\n` +
          `${JSON.stringify(other.answer).slice(0, 600)}\n${JSON.stringify(floor?.answer).slice(0, 600)}`,
      );
    }
  }
}

/** Measures all contenders in each round, so that a busy minute affects them all. The order rotates. */
async function measure(runners: readonly Runner[], vendor: Child, options: BenchOptions): Promise<void> {
  const counts = canCountInstructions();
  for (let turn = -options.warmUps; turn < options.rounds; turn += 1) {
    options.note(turn < 0 ? "warming up" : `round ${turn + 1} of ${options.rounds}`);
    for (const operation of options.only) {
      const bodies = bodiesOf(
        operation,
        Math.max(4, Math.round(options.requests * OPERATIONS[operation].share)),
      );
      const first = Math.max(0, turn) % runners.length;
      for (const runner of [...runners.slice(first), ...runners.slice(0, first)]) {
        const sample = await measureOnce(runner.child, vendor, bodies, counts);
        if (turn < 0) continue;
        runner.samples.set(operation, [...(runner.samples.get(operation) ?? []), sample]);
      }
    }
  }
}

async function measureOnce(
  child: Child,
  vendor: Child,
  bodies: readonly string[],
  counts: boolean,
): Promise<Sample> {
  // No collection is forced: V8 would then discard much of its optimized code, which no server in production meets.
  const [before, callsBefore] = [await child.usage(), (await vendor.usage()).calls];
  const work = () => load(child.url, bodies);
  const instructions = counts ? await instructionsOf(child.pid, work) : null;
  if (!counts) await work();
  const [after, callsAfter] = [await child.usage(), (await vendor.usage()).calls];
  return {
    cpuMicros: (after.cpuMicros - before.cpuMicros) / bodies.length,
    instructions: instructions === null ? null : instructions / bodies.length,
    vendorCalls: (callsAfter - callsBefore) / bodies.length,
  };
}

interface StartTimes {
  readonly listensMs: number | null;
  readonly firstAnswerMs: number | null;
}

/** The median milliseconds from starting a process until it listens, and to its first answer. */
async function timeStarts(
  start: (contender: Contender) => Promise<Child>,
  { starts, note }: BenchOptions,
): Promise<StartTimes[]> {
  const times = CONTENDERS.map(() => ({ listens: [] as number[], answers: [] as number[] }));
  const [body = ""] = bodiesOf("Q1", 1);
  for (let turn = 0; turn < starts; turn += 1) {
    note(`start ${turn + 1} of ${starts}`);
    for (const [index, contender] of CONTENDERS.entries()) {
      const startedAt = performance.now();
      const child = await start(contender);
      times[index]?.listens.push(performance.now() - startedAt);
      try {
        await ask(child.url, body);
        times[index]?.answers.push(performance.now() - startedAt);
      } finally {
        await child.stop();
      }
    }
  }
  const middle = (of: readonly number[]) => (of.length === 0 ? null : round(median(of)));
  return times.map(({ listens, answers }) => ({
    listensMs: middle(listens),
    firstAnswerMs: middle(answers),
  }));
}

const MIB = 2 ** 20;
const BATCH = 1000;

async function measureMemory(start: () => Promise<Child>, requests: number): Promise<MemoryReport | null> {
  if (requests === 0) return null;
  const child = await start();
  try {
    const batch = bodiesOf("Q1", Math.min(BATCH, requests));
    // Warm up first, so that compiled code and filled caches do not count as growth.
    await load(child.url, batch);
    const before = await child.usage("usage after gc");
    for (let sent = batch.length; sent < requests; sent += batch.length) await load(child.url, batch);
    const { rssBytes } = await child.usage();
    const after = await child.usage("usage after gc");
    return {
      requests,
      rssMiB: round(rssBytes / MIB),
      heapBeforeMiB: round(before.heapBytes / MIB),
      heapAfterMiB: round(after.heapBytes / MIB),
    };
  } finally {
    await child.stop();
  }
}

function versions(): Record<string, string> {
  const require = createRequire(import.meta.url);
  return Object.fromEntries(
    COMPARED.map((name) => {
      const manifest = (require.resolve.paths(name) ?? [])
        .map((folder) => join(folder, name, "package.json"))
        .find((path) => existsSync(path));
      if (manifest === undefined) throw new Error(`The package ${name} is not installed.`);
      return [name, (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version];
    }),
  );
}
