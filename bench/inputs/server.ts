import { startSimulator } from "../../src/simulator/simulator.js";
import { ACCESS_ENV, asGateway, aToken } from "../../test/support/access.js";
import { environmentFor } from "../../test/support/bulk-server.js";
import { NO_FOLDER, ServerProcess } from "../../test/support/graphql-process.js";
import type { Measured } from "./measure.js";

/** Starts a server as in production, in its own process, with a token that has every scope. */
export async function startMeasured(): Promise<Measured & AsyncDisposable> {
  const simulator = await startSimulator();
  const server = new ServerProcess(
    environmentFor(simulator, { ...ACCESS_ENV, NODE_ENV: "production", DATA_DIR: NO_FOLDER }),
  );
  const scopes = ["read", "write", "bulk", "names"].map((scope) => `class-groups:${scope}`).join(" ");
  return {
    url: await server.url(),
    adminUrl: String(server.lines("listening")[0]?.["admin"]),
    pid: server.process.pid ?? 0,
    headers: asGateway(
      await aToken({ claims: { scope: scopes, exp: Math.floor(Date.now() / 1000) + 3_600 } }),
    ),
    async [Symbol.asyncDispose]() {
      server.process.kill("SIGTERM");
      await server.ended;
      await simulator.close();
    },
  };
}
