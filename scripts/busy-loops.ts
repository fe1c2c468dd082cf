import { type ChildProcess, spawn } from "node:child_process";
import { availableParallelism } from "node:os";

/** Keeps one core busy. Ends as soon as the process that started it is gone, however that ended. */
const LOOP = `
  process.once("disconnect", () => process.exit());
  const work = () => {
    for (const until = Date.now() + 50; Date.now() < until; );
    setImmediate(work);
  };
  work();
`;

export interface BusyLoops {
  readonly pids: readonly number[];
  stop(): void;
}

/** Keeps every core busy, each by a process of its own. */
export function startBusyLoops(count = availableParallelism()): BusyLoops {
  const loops = Array.from({ length: count }, (): ChildProcess =>
    spawn(process.execPath, ["--eval", LOOP], { stdio: ["ignore", "ignore", "inherit", "ipc"] }),
  );
  // They alone do not keep this process alive.
  for (const loop of loops) {
    loop.unref();
    loop.channel?.unref();
  }
  return {
    pids: loops.flatMap(({ pid }) => pid ?? []),
    stop() {
      for (const loop of loops) loop.kill("SIGKILL");
    },
  };
}
