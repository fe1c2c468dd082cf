import { type ChildProcess, spawn } from "node:child_process";
import { availableParallelism } from "node:os";

/** Keeps one core busy. Ends when its parent process is gone, however that ended. */
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

/** Keeps every core busy, with one process per core. */
export function startBusyLoops(count = availableParallelism()): BusyLoops {
  const loops = Array.from({ length: count }, (): ChildProcess =>
    spawn(process.execPath, ["--eval", LOOP], { stdio: ["ignore", "ignore", "inherit", "ipc"] }),
  );
  // The loops must not keep this process alive.
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
