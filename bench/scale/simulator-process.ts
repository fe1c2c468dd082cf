import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { School } from "../../src/simulator/school.js";
import {
  type Accounts,
  type CallRecord,
  type Fault,
  SIMULATOR_ACCOUNTS,
} from "../../src/simulator/simulator.js";
import { waitUntil } from "../../test/support/wait-until.js";
import { endsWithUs } from "./children.js";
import { STUDENTS } from "./school.js";

/** The simulator's log of one operation. */
export interface CallLog {
  readonly highestInAnySecond: number;
  readonly calls: readonly CallRecord[];
}

/** The simulator in its own process, so that work in this process does not delay it. */
export interface SimulatorProcess extends AsyncDisposable {
  readonly url: string;
  readonly accounts: Accounts;
  readonly process: ChildProcess;
  callsOf(operation: string): Promise<CallLog>;
  countOf(operation: string): Promise<number>;
  school(): Promise<School>;
  addFault(fault: Fault): Promise<void>;
  /** Clears the log of calls and restores the school. */
  reset(): Promise<void>;
}

/** Much longer than any machine needs. */
const START_MS = 60_000;
/** The simulator keeps this many. */
const ALL_CALLS = 50_000;

interface CallAnswer {
  readonly totals: readonly { readonly total: number }[];
  readonly highestInAnySecond: number;
  readonly last: readonly CallRecord[];
}

export async function startSimulatorProcess(courses: number): Promise<SimulatorProcess> {
  const options = { "--port": 0, "--control-port": 0, "--courses": courses, "--students": STUDENTS };
  const args = Object.entries(options).flatMap(([name, value]) => [name, `${value}`]);
  const child = spawn(process.execPath, ["--import", "tsx", "src/simulator/main.ts", ...args], {
    env: { PATH: process.env["PATH"] },
    stdio: ["ignore", "pipe", "inherit"],
  });
  endsWithUs(child);
  let output = "";
  child.stdout.on("data", (text) => (output += text));
  const urlAfter = (label: string) => new RegExp(`${label} +(http\\S+)`).exec(output)?.[1];
  await waitUntil(() => urlAfter("control API") !== undefined || child.exitCode !== null, {
    timeoutMs: START_MS,
    what: "the simulator listens",
  });
  const [url, controlUrl] = [urlAfter("vendors"), urlAfter("control API")];
  if (url === undefined || controlUrl === undefined)
    throw new Error(`The simulator did not start:\n${output}`);

  const ask = async (method: "GET" | "POST" | "DELETE", path: string, body?: object): Promise<unknown> => {
    const response = await fetch(controlUrl + path, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return response.json();
  };
  const report = (operation: string, last: number) =>
    ask("GET", `/calls?operation=${operation}&last=${last}`) as Promise<CallAnswer>;
  return {
    url,
    accounts: SIMULATOR_ACCOUNTS,
    process: child,
    async callsOf(operation) {
      const { highestInAnySecond, last } = await report(operation, ALL_CALLS);
      return { highestInAnySecond, calls: last };
    },
    async countOf(operation) {
      return (await report(operation, 0)).totals.reduce((sum, { total }) => sum + total, 0);
    },
    school: () => ask("GET", "/school") as Promise<School>,
    async addFault(fault) {
      await ask("POST", "/faults", fault);
    },
    async reset() {
      await ask("DELETE", "/calls");
      await ask("POST", "/school/reset");
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}
