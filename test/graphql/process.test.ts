import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, afterEach, expect, test } from "vitest";
import { aCourse, aSchool } from "../../src/simulator/builders.js";
import { startSimulator } from "../../src/simulator/simulator.js";
import { ServerProcess } from "../support/graphql-process.js";
import { JSON_TYPE, sendRaw } from "../support/graphql-suite.js";

const SECRET = "canary-classin-secret";
const KEY = "canary-tencent-key";
const simulator = await startSimulator({
  school: aSchool({ courses: [aCourse({ id: "1001" })] }),
  accounts: {
    classin: { sid: "7654321", secret: SECRET },
    tencentIm: { sdkAppId: 1400000009, secretKey: KEY, admin: "root_admin" },
  },
});
afterAll(() => simulator.close());

const ENV = {
  NODE_ENV: "test",
  PORT: "0",
  ADMIN_PORT: "0",
  DRAIN_SECONDS: "0",
  LOG_LEVEL: "trace",
  CLASSIN_URL: simulator.url,
  CLASSIN_SID: "7654321",
  CLASSIN_SECRET: SECRET,
  TENCENT_IM_URL: simulator.url,
  TENCENT_IM_SDK_APP_ID: "1400000009",
  TENCENT_IM_SECRET_KEY: KEY,
  TENCENT_IM_ADMIN: "root_admin",
};
const servers: ServerProcess[] = [];
function serve(env: Record<string, string>): ServerProcess {
  const server = new ServerProcess(env);
  servers.push(server);
  return server;
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
const DONE = { data: { syncClassNicknames: { __typename: "SyncClassNicknamesSuccess" } } };

test.for(["SIGTERM", "SIGINT"] as const)(
  "an idle server with kept-alive connections exits on %s with code 0",
  async (signal) => {
    const server = serve(ENV);
    const url = await server.url();
    expect((await sync(url)).json()).toEqual(DONE);
    server.process.kill(signal);
    expect(await server.end()).toEqual({ code: 0, signal: null });
    expect(server.lines("stopped")).toHaveLength(1);
    expect(server.err).toBe("");
    expect(server.out).not.toContain(SECRET);
    expect(server.out).not.toContain(KEY);
  },
);

test("a request in flight is answered before the server exits", async () => {
  const hold = simulator.faults.add({ kind: "hold" });
  const server = serve(ENV);
  const answer = sync(await server.url());
  await expect.poll(() => simulator.faults.held(hold)).toBe(1);
  server.process.kill("SIGTERM");
  await expect.poll(() => server.lines("stopping: answering the requests in flight").length).toBe(1);
  expect(server.process.exitCode).toBeNull();
  simulator.faults.release(hold);
  expect((await answer).json()).toEqual(DONE);
  expect(await server.end()).toEqual({ code: 0, signal: null });
});

test("a second signal two seconds after the first ends the server at once, and is logged", async () => {
  const hold = simulator.faults.add({ kind: "hold" });
  const server = serve(ENV);
  const answer = sync(await server.url()).catch(() => null);
  await expect.poll(() => simulator.faults.held(hold)).toBe(1);
  server.process.kill("SIGTERM");
  await expect.poll(() => server.lines("stopping: answering the requests in flight").length).toBe(1);
  const again = setInterval(() => server.process.kill("SIGTERM"), 100);
  expect(await server.ended).toEqual({ code: 1, signal: null });
  clearInterval(again);
  await answer;
  expect(server.lines("stopped at once after a second signal")).toMatchObject([{ signal: "SIGTERM" }]);
});

test("a connection without a request does not keep the server from exiting", async () => {
  const server = serve(ENV);
  const { hostname, port } = new URL(await server.url());
  const socket = connect({ host: hostname, port: Number(port) });
  // A server that exits may reset it.
  socket.on("error", () => {});
  await once(socket, "connect");
  server.process.kill("SIGTERM");
  expect(await server.end()).toEqual({ code: 0, signal: null });
  socket.destroy();
});

test("without configuration the server does not start, and names all missing variables", async () => {
  const server = serve({});
  expect(await server.ended).toEqual({ code: 1, signal: null });
  for (const name of [
    "CLASSIN_SID",
    "CLASSIN_SECRET",
    "TENCENT_IM_SDK_APP_ID",
    "TENCENT_IM_SECRET_KEY",
    "TENCENT_IM_ADMIN",
    "TENCENT_IM_REGION",
  ])
    expect(server.err).toContain(name);
  expect(server.err).not.toMatch(/^\s+at /m);
  expect(server.out).toBe("");
});

test("with a wrong configuration the server names all wrong variables, without their values", async () => {
  const wrong = {
    HOST: "canary.example",
    PORT: "canary-port",
    LOG_LEVEL: "canary-level",
    CLASSIN_URL: "https://canary.example/path?secret=1",
    CLASSIN_SID: "canary-sid",
    TENCENT_IM_URL: "http://169.254.169.254/canary",
    TENCENT_IM_SDK_APP_ID: "canary-app",
    TENCENT_IM_ADMIN: "canary admin",
    TENCENT_IM_CALLS_PER_SECOND: "201",
    TENCENT_IM_MEMBER_CUSTOM_KEYS: "canary-key-that-is-too-long",
    COURSE_GROUP_ID: "canary-pattern",
    NODE_TLS_REJECT_UNAUTHORIZED: "0",
  };
  const server = serve({ ...ENV, ...wrong });
  expect(await server.ended).toEqual({ code: 1, signal: null });
  for (const name of Object.keys(wrong)) expect(server.err).toContain(name);
  expect(server.err).not.toMatch(/canary|169\.254|201/);
  expect(server.out).toBe("");
});

test.for(["PORT", "ADMIN_PORT"])("if %s is taken, the server says so and what to do", async (name) => {
  const { port } = new URL(simulator.url);
  const server = serve({ ...ENV, [name]: port });
  expect(await server.ended).toEqual({ code: 1, signal: null });
  expect(server.err).toBe(
    `Port ${port} on 127.0.0.1 is used by another process. Stop it, or choose another port with ${name}.\n`,
  );
});
