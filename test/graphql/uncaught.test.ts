import { afterAll, afterEach, expect, test } from "vitest";
import { aCourse, aSchool } from "../../src/simulator/builders.js";
import { startSimulator } from "../../src/simulator/simulator.js";
import { ServerProcess } from "../support/graphql-process.js";
import { JSON_TYPE, sendRaw } from "../support/graphql-suite.js";

const SECRET = "canary-classin-secret";
const FATAL = "stopping after an uncaught error";
const simulator = await startSimulator({
  school: aSchool({ courses: [aCourse({ id: "1001" })] }),
  accounts: {
    classin: { sid: "7654321", secret: SECRET },
    tencentIm: { sdkAppId: 1400000009, secretKey: "canary-tencent-key", admin: "root_admin" },
  },
});
afterAll(() => simulator.close());

/** Makes the server throw an uncaught error on SIGWINCH, a signal that it does not handle. */
const withDefect = (statement: string): string => {
  const module = `process.on("SIGWINCH", () => { ${statement} });`;
  return `--import data:text/javascript,${encodeURIComponent(module)}`;
};
const servers: ServerProcess[] = [];
async function serve(statement: string) {
  const server = new ServerProcess({
    NODE_ENV: "test",
    NODE_OPTIONS: withDefect(statement),
    PORT: "0",
    ADMIN_PORT: "0",
    DRAIN_SECONDS: "0",
    CLASSIN_URL: simulator.url,
    CLASSIN_SID: "7654321",
    CLASSIN_SECRET: SECRET,
    TENCENT_IM_URL: simulator.url,
    TENCENT_IM_SDK_APP_ID: "1400000009",
    TENCENT_IM_SECRET_KEY: "canary-tencent-key",
    TENCENT_IM_ADMIN: "root_admin",
  });
  servers.push(server);
  return { server, url: await server.url() };
}
afterEach(async () => {
  simulator.faults.clear();
  simulator.calls.clear();
  for (const server of servers.splice(0)) {
    server.process.kill("SIGKILL");
    await server.ended;
  }
});

const sync = (url: string) =>
  sendRaw(url, {
    headers: JSON_TYPE,
    body: JSON.stringify({ query: 'mutation { syncClassNicknames(courseId: "1001") { __typename } }' }),
  });

test.for([
  ["an error", `throw new Error("a fault with ${SECRET} in it")`],
  ["a rejection", `Promise.reject(new Error("a fault with ${SECRET} in it"))`],
] as const)("%s that nothing catches stops the server in order, with code 1", async ([, statement]) => {
  const hold = simulator.faults.add({ kind: "hold" });
  const { server, url } = await serve(statement);
  const answer = sync(url);
  await expect.poll(() => simulator.faults.held(hold)).toBe(1);
  server.process.kill("SIGWINCH");
  await expect.poll(() => server.lines(FATAL).length).toBe(1);
  expect(server.process.exitCode).toBeNull();

  // The request in flight is answered first.
  simulator.faults.release(hold);
  expect((await answer).json()).toEqual({
    data: { syncClassNicknames: { __typename: "SyncClassNicknamesSuccess" } },
  });
  expect(await server.end()).toEqual({ code: 1, signal: null });
  const [fatal] = server.lines(FATAL);
  expect(fatal).toMatchObject({ level: 60, err: { message: "a fault with [redacted] in it" } });
  expect(fatal?.["err"]).toHaveProperty("stack");
  expect(server.lines("stopped")).toHaveLength(1);
  expect(server.out + server.err).not.toContain(SECRET);
});

test("a second error while the server stops ends it at once, and is logged too", async () => {
  // Never released, so only the second error can end the server before the request times out.
  const hold = simulator.faults.add({ kind: "hold" });
  const { server, url } = await serve(`throw new Error("again ${SECRET}")`);
  const answer = sync(url).catch((error: unknown) => error);
  await expect.poll(() => simulator.faults.held(hold)).toBe(1);
  server.process.kill("SIGWINCH");
  await expect.poll(() => server.lines(FATAL).length).toBe(1);
  server.process.kill("SIGWINCH");
  expect(await server.end()).toEqual({ code: 1, signal: null });
  expect(server.lines("stopped by a second uncaught error")).toHaveLength(1);
  expect(await answer).toBeInstanceOf(Error);
  expect(server.out + server.err).not.toContain(SECRET);
});
