import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { FromChild, FromParent, Usage } from "./process.js";

export interface Child {
  readonly pid: number;
  readonly url: string;
  usage(request?: FromParent): Promise<Usage>;
  stop(): Promise<void>;
}

/** Much longer than any machine needs. It only ends hanging processes. */
const ANSWER_WITHIN_MS = 300_000;

/** Starts a built script and waits until it listens. A server that does not report its URL gets a port and a probe. */
export async function startChild(
  script: string,
  env: Readonly<Record<string, string>>,
  outsider: { url: string; probe: string } | null = null,
): Promise<Child> {
  const child = fork(script, {
    env: { ...process.env, ...env },
    execArgv: ["--expose-gc", ...(outsider === null ? [] : ["--import", outsider.probe])],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  };
  try {
    const url = outsider?.url ?? (await reportedUrl(child, script));
    if (outsider !== null) await untilItListens(child, url);
    return {
      pid: child.pid ?? 0,
      url,
      async usage(request = "usage") {
        child.send(request);
        return (await nextMessage(child, script)) as Usage;
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function reportedUrl(child: ChildProcess, script: string): Promise<string> {
  const first = await nextMessage(child, script);
  if (!("url" in first)) throw new Error(`${script} did not report its URL.`);
  return first.url;
}

const CONNECT_EVERY_MS = 5;

async function untilItListens(child: ChildProcess, url: string): Promise<void> {
  const { hostname, port } = new URL(url);
  const deadline = performance.now() + ANSWER_WITHIN_MS;
  while (child.exitCode === null && performance.now() < deadline) {
    const socket = connect({ host: hostname, port: Number(port) });
    const connected = await once(socket, "connect").then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (connected) return;
    await sleep(CONNECT_EVERY_MS);
  }
  throw new Error(`Nothing listens at ${url}.`);
}

async function nextMessage(child: ChildProcess, script: string): Promise<FromChild> {
  const waiting = new AbortController();
  const timer = setTimeout(() => waiting.abort(), ANSWER_WITHIN_MS);
  const abort = () => waiting.abort();
  child.once("exit", abort);
  try {
    const [message] = (await once(child, "message", { signal: waiting.signal })) as [FromChild];
    return message;
  } catch (cause) {
    throw new Error(`${script} ended or did not answer in time.`, { cause });
  } finally {
    clearTimeout(timer);
    child.off("exit", abort);
  }
}
