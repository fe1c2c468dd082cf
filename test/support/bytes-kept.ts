import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { settled } from "./fake-clock.js";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** The bytes of this process's heap that are still referenced. */
export async function bytesKept(): Promise<number> {
  // A connection's memory is released a few turns after its answer was read.
  for (let turn = 0; turn < 10; turn += 1) await settled();
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
