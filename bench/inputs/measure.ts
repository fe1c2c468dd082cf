import { readFileSync, writeFileSync } from "node:fs";
import { Agent, request } from "undici";
import type { HostileInput } from "./hostile-input.js";
import { HOSTILE_INPUTS } from "./hostile.js";

/** The server's cost of one input at one size. */
export interface InputCost {
  readonly bytes: number;
  /** CPU milliseconds of the server process: the lowest of several tries, because other processes use the machine too. */
  readonly cpuMs: number;
  /** The peak increase of the server's resident memory, in MiB: the lowest of several tries. */
  readonly memoryMiB: number;
  readonly status: number;
  readonly answerBytes: number;
}

export interface MeasuredInput {
  readonly name: string;
  readonly costs: readonly InputCost[];
}

const TRIES = 5;
const MIB = 1024 * 1024;

/** A measured server, in its own process. */
export interface Measured {
  readonly pid: number;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The URL of `/metrics`, without that path. */
  readonly adminUrl: string;
}

/** Sends every input at each of its sizes, one request at a time. */
export async function measureInputs(
  server: Measured,
  options: {
    inputs?: readonly HostileInput[];
    tries?: number;
    note?: (measured: MeasuredInput) => void;
  } = {},
): Promise<MeasuredInput[]> {
  const { inputs = HOSTILE_INPUTS, tries = TRIES, note = () => undefined } = options;
  const dispatcher = new Agent({ connections: 1, pipelining: 0 });
  try {
    // Warm up.
    for (let count = 0; count < 20; count += 1)
      await send(server, dispatcher, '{"query":"{__typename}"}', {});
    const measured: MeasuredInput[] = [];
    for (const input of inputs) {
      const costs: InputCost[] = [];
      for (const size of input.sizes) {
        const body = input.body(size);
        const each: InputCost[] = [];
        for (let count = 0; count < tries; count += 1)
          each.push(await costOf(server, dispatcher, input, size, body));
        const [one] = each;
        if (one === undefined) throw new Error("`tries` must be at least 1.");
        costs.push({
          ...one,
          cpuMs: Math.min(...each.map(({ cpuMs }) => cpuMs)),
          memoryMiB: Math.min(...each.map(({ memoryMiB }) => memoryMiB)),
        });
      }
      const done = { name: input.name, costs };
      measured.push(done);
      note(done);
    }
    return measured;
  } finally {
    await dispatcher.close();
  }
}

async function costOf(
  server: Measured,
  dispatcher: Agent,
  { headers = () => ({}) }: HostileInput,
  size: number,
  body: string,
): Promise<InputCost> {
  const [cpuBefore, cpuAgain] = [await cpuMsOf(server), await cpuMsOf(server)];
  const memoryBefore = residentKiB(server.pid, "VmRSS");
  resetPeak(server.pid);
  const cpuFrom = await cpuMsOf(server);
  const { status, answerBytes } = await send(server, dispatcher, body, headers(size));
  const cpuTo = await cpuMsOf(server);
  // Reading the CPU time costs CPU time too.
  const readingMs = cpuAgain - cpuBefore;
  return {
    bytes: Buffer.byteLength(body) + JSON.stringify(headers(size)).length,
    cpuMs: Math.max(0, cpuTo - cpuFrom - readingMs),
    memoryMiB: Math.max(0, ((residentKiB(server.pid, "VmHWM") - memoryBefore) * 1024) / MIB),
    status,
    answerBytes,
  };
}

async function send(
  server: Measured,
  dispatcher: Agent,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ status: number; answerBytes: number }> {
  const response = await request(server.url, {
    method: "POST",
    dispatcher,
    headers: { "content-type": "application/json", ...server.headers, ...headers },
    body,
  });
  const answer = await response.body.arrayBuffer();
  return { status: response.statusCode, answerBytes: answer.byteLength };
}

/** CPU time from the process's own metrics, which is more exact than /proc's hundredths of a second. */
async function cpuMsOf({ adminUrl }: Measured): Promise<number> {
  const response = await request(`${adminUrl}/metrics`);
  const text = await response.body.text();
  const seconds = /^process_cpu_seconds_total (\S+)/m.exec(text)?.[1];
  return Number(seconds) * 1000;
}

const residentKiB = (pid: number, field: "VmRSS" | "VmHWM"): number =>
  Number(new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);

/** Resets VmHWM, the peak of resident memory. */
const resetPeak = (pid: number): void => writeFileSync(`/proc/${pid}/clear_refs`, "5");
