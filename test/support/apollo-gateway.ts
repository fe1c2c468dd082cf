import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Gateway } from "../../demo/gateway.js";

const PROGRAM = fileURLToPath(new URL("../tools/apollo-gateway.js", import.meta.url));

/** Apollo Gateway as a process of its own, in front of a supergraph. `npm run suite tools` installs it. */
export async function startApolloGateway(supergraph: string): Promise<Gateway> {
  const child = fork(PROGRAM, { stdio: ["pipe", "ignore", "inherit", "ipc"] });
  const ended = once(child, "exit");
  child.stdin?.end(supergraph);
  const first = await Promise.race([once(child, "message"), ended.then(() => null)]);
  if (first === null) throw new Error("Apollo Gateway ended before it listened. Its message is above.");
  const [{ url }] = first as [{ url: string }];
  const close = async () => {
    child.disconnect();
    await ended;
  };
  return { url, close };
}
