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

/** What the simulator recorded of one operation. */
export interface CallLog {
  readonly highestInAnySecond: number;
  readonly calls: readonly CallRecord[];
}

/** The simulator as a process of its own, so that no work of this one delays it. */
export interface SimulatorProcess extends AsyncDisposable {
  readonly url: string;
  readonly accounts: Accounts;
  readonly process: ChildProcess;
  callsOf(operation: string): Promise<CallLog>;
  countOf(operation: string): Promise<number>;
  school(): Promise<School>;
  addFault(fault: Fault): Promise<void>;
  /** Forgets its calls, and all that was changed in the school. */
  reset(): Promise<void>;
}

/** Far longer than any machine needs. */
const START_MS = 60_000;
/** As many as the simulator keeps. */
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
  let said = "";
  child.stdout.on("data", (text) => (said += text));
  const urlAfter = (label: string) => new RegExp(`${label} +(http\\S+)`).exec(said)?.[1];
  await waitUntil(() => urlAfter("control API") !== undefined || child.exitCode !== null, {
    timeoutMs: START_MS,
    what: "the simulator listens",
  });
  const [url, controlUrl] = [urlAfter("vendors"), urlAfter("control API")];
  if (url === undefined || controlUrl === undefined) throw new Error(`The simulator did not start:\n${said}`);

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
