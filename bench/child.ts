import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { FromChild, FromParent, Usage } from "./process.js";

export interface Child {
  readonly pid: number;
  readonly url: string;
  usage(request?: FromParent): Promise<Usage>;
  stop(): Promise<void>;
}

/** Much longer than any machine needs. It only ends hanging processes. */
const ANSWER_WITHIN_MS = 300_000;

/** Starts a built script and waits until it reports its URL. */
export async function startChild(script: string, env: Readonly<Record<string, string>>): Promise<Child> {
  const child = fork(script, {
    env: { ...process.env, ...env },
    execArgv: ["--expose-gc"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  };
  try {
    const first = await nextMessage(child, script);
    if (!("url" in first)) throw new Error(`${script} did not report its URL.`);
    return {
      pid: child.pid ?? 0,
      url: first.url,
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
