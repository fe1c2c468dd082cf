import { readFileSync, writeFileSync } from "node:fs";
import { Agent, request } from "undici";
import { HOSTILE_INPUTS, type HostileInput } from "./hostile.js";

/** What one input cost the server at one size. */
export interface InputCost {
  readonly bytes: number;
  /** Milliseconds of processor time of the server's process: the least of several tries, since others use the machine too. */
  readonly cpuMs: number;
  /** How far the server's resident memory rose at its highest, in MiB: the least of several tries. */
  readonly memoryMiB: number;
  readonly status: number;
  readonly answerBytes: number;
}

export interface MeasuredInput {
  readonly name: string;
  readonly costs: readonly InputCost[];
}

const TRIES = 5;
/** /proc counts processor time in hundredths of a second. */
const MIB = 1024 * 1024;

/** A server whose costs are measured: a process of its own. */
export interface Measured {
  readonly pid: number;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Where `/metrics` are. */
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
    // The first requests compile what all need.
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
        if (one === undefined) throw new Error("An input is measured at least once.");
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
  const [cpuBefore, cpuOfLook] = [await cpuMsOf(server), await cpuMsOf(server)];
  const memoryBefore = residentKiB(server.pid, "VmRSS");
  resetPeak(server.pid);
  const cpuFrom = await cpuMsOf(server);
  const { status, answerBytes } = await send(server, dispatcher, body, headers(size));
  const cpuTo = await cpuMsOf(server);
  const look = cpuOfLook - cpuBefore;
  return {
    bytes: Buffer.byteLength(body) + JSON.stringify(headers(size)).length,
    cpuMs: Math.max(0, cpuTo - cpuFrom - look),
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

/** Processor time since the process began, as it tells itself: finer than the system's hundredths of a second. */
async function cpuMsOf({ adminUrl }: Measured): Promise<number> {
  const response = await request(`${adminUrl}/metrics`);
  const text = await response.body.text();
  const seconds = /^process_cpu_seconds_total (\S+)/m.exec(text)?.[1];
  return Number(seconds) * 1000;
}

const residentKiB = (pid: number, field: "VmRSS" | "VmHWM"): number =>
  Number(new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);

/** From now on VmHWM tells the highest since then. */
const resetPeak = (pid: number): void => writeFileSync(`/proc/${pid}/clear_refs`, "5");
