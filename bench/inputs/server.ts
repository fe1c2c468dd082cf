import { SIMULATOR_ACCOUNTS } from "../../src/simulator/accounts.js";
import { startSimulator } from "../../src/simulator/simulator.js";
import { ACCESS_ENV, asGateway, aToken } from "../../test/support/access.js";
import { ServerProcess } from "../../test/support/graphql-process.js";
import type { Measured } from "./measure.js";

/** The server as in production, in a process of its own, for a caller who may do everything. */
export async function startMeasured(): Promise<Measured & AsyncDisposable> {
  const simulator = await startSimulator();
  const { classin, tencentIm } = SIMULATOR_ACCOUNTS;
  const server = new ServerProcess({
    ...ACCESS_ENV,
    NODE_ENV: "production",
    PORT: "0",
    ADMIN_PORT: "0",
    DRAIN_SECONDS: "0",
    LOG_LEVEL: "info",
    CLASSIN_URL: simulator.url,
    CLASSIN_SID: classin.sid,
    CLASSIN_SECRET: classin.secret,
    TENCENT_IM_URL: simulator.url,
    TENCENT_IM_SDK_APP_ID: tencentIm.sdkAppId.toString(),
    TENCENT_IM_SECRET_KEY: tencentIm.secretKey,
    TENCENT_IM_ADMIN: tencentIm.admin,
  });
  const scopes = ["read", "write", "bulk"].map((scope) => `class-groups:${scope}`).join(" ");
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
