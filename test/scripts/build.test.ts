import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import { type Simulator, startSimulator } from "../../src/simulator/simulator.js";
import { ACCESS_ENV, asGateway, tokenOf } from "../support/access.js";
import { makeImageFolder } from "../support/built-server.js";
import { environmentFor } from "../support/bulk-server.js";
import { diagnose } from "../support/doctor.js";
import { ServerProcess } from "../support/graphql-process.js";
import { JSON_TYPE, sendRaw } from "../support/graphql-suite.js";
import { startOtlpReceiver } from "../support/otlp-receiver.js";

let folder: string;
let simulator: Simulator;
beforeAll(async () => {
  [folder, simulator] = await Promise.all([
    makeImageFolder(),
    startSimulator({
      school: aSchool({
        courses: [aCourse({ id: "1001" })],
        groups: [aGroup({ id: "course-1001", members: 3 })],
      }),
    }),
  ]);
});
afterAll(async () => {
  await simulator.close();
  await rm(folder, { recursive: true });
});

const servers: ServerProcess[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.process.kill("SIGKILL");
    await server.ended;
  }
});

function start(env: Record<string, string> = {}, options: readonly string[] = []): ServerProcess {
  const program = [...options, join(folder, "dist/main.js")];
  const production = { NODE_ENV: "production", HOST: "127.0.0.1", ...ACCESS_ENV };
  const server = new ServerProcess(environmentFor(simulator, { ...production, ...env }), program);
  servers.push(server);
  return server;
}

/** A module that runs before the server. */
const before = (module: string) => ["--import", `data:text/javascript,${encodeURIComponent(module)}`];

async function ask(server: ServerProcess, query: string): Promise<unknown> {
  const headers = { ...JSON_TYPE, ...asGateway(await tokenOf("teacher_li", "read", "write", "bulk")) };
  const answer = await sendRaw(await server.url(), { headers, body: JSON.stringify({ query }) });
  return answer.json();
}

const GROUP = '{ group(id: "course-1001") { name memberCount } }';
const SYNC = 'mutation { syncClassNicknames(courseId: "1001") { __typename } }';
const BULK = `mutation {
  startBulkNicknameSync(input: { courseIds: ["1001"], idempotencyKey: "one" }) { __typename }
}`;

/** The files of the built server that one run loads, by V8's own report. Also the packages, by name. */
async function loaded(
  env: Record<string, string>,
  use: (server: ServerProcess) => Promise<unknown>,
): Promise<string[]> {
  const coverage = await mkdtemp(join(folder, "coverage-"));
  const server = start({ ...env, NODE_V8_COVERAGE: coverage });
  await use(server);
  server.process.kill("SIGTERM");
  expect(await server.end()).toEqual({ code: 0, signal: null });
  const reports = await Promise.all(
    (await readdir(coverage)).map((file) => readFile(join(coverage, file), "utf8")),
  );
  const dist = pathToFileURL(join(folder, "dist/")).href;
  const urls = reports
    .flatMap((report): { url: string }[] => JSON.parse(report).result)
    .map(({ url }) => url)
    .filter((url) => url.startsWith("file:"));
  return urls.map((url) =>
    url.startsWith(dist) ? url.slice(dist.length) : (/node_modules\/(@[^/]+\/[^/]+)/.exec(url)?.[1] ?? url),
  );
}

test("answers queries, and resolves unions by the names of its classes", async () => {
  const server = start();
  expect(await ask(server, GROUP)).toMatchObject({ data: { group: { memberCount: 3 } } });
  expect(await ask(server, SYNC)).toEqual({
    data: { syncClassNicknames: { __typename: "SyncClassNicknamesSuccess" } },
  });
  expect(server.err).toBe("");
});

test("loads one file with the server, and neither tracing, the explorer, a database nor any package", async () => {
  const files = await loaded({}, (server) => ask(server, GROUP));
  const small = ["disableSuggestions.js", "main.js", "rolldown-runtime.js", "serve.js"];
  expect(files.toSorted()).toEqual([...small, "server.js"]);
  for (const file of small) expect((await stat(join(folder, "dist", file))).size).toBeLessThan(4_096);
});

test("loads the explorer in development", async () => {
  const files = await loaded({ NODE_ENV: "development" }, (server) => server.url());
  expect(files).toContain("explorer.js");
  expect(files).not.toContain("tracing.js");
});

test("loads tracing if an endpoint is set, and sends spans", async () => {
  await using receiver = await startOtlpReceiver();
  const files = await loaded({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url }, (server) => ask(server, GROUP));
  expect(files).toContain("tracing.js");
  expect(receiver.spans.map(({ name }) => name)).toContain("query group");
});

test("loads the embedded database at the first bulk operation, and migrates it", async () => {
  const DATA_DIR = join(folder, "data");
  const files = await loaded({ DATA_DIR }, async (server) => {
    const typename = async () => JSON.stringify(await ask(server, BULK));
    await expect.poll(typename).toContain("StartBulkOperationSuccess");
  });
  expect(files).toContain("@electric-sql/pglite");
  expect(files).not.toContain("postgres.js");
  expect(await readdir(join(folder, "dist/migrations"))).toEqual(
    (await readdir("src/store/migrations")).toSorted(),
  );
});

test("the doctor runs from the same folder, without loading the server", async () => {
  const DATA_DIR = join(folder, "doctor-data");
  const coverage = await mkdtemp(join(folder, "coverage-"));
  const env = environmentFor(simulator, { DATA_DIR, NODE_V8_COVERAGE: coverage });
  const { code, problems, texts } = await diagnose(env, [], [join(folder, "dist/doctor.js")]);
  expect(problems).toEqual([]);
  expect(texts["store"]).toContain("ok: ");
  expect(code).toBe(0);
  const [report = ""] = await readdir(coverage);
  expect(await readFile(join(coverage, report), "utf8")).not.toContain("dist/server.js");
});

test("an error's stack names the source file and the line", async () => {
  const server = start({}, before('import http from "node:http"; http.Server.prototype.listen = null;'));
  expect(await server.end()).toEqual({ code: 1, signal: null });
  const [, path = "", line = ""] = /\((\S+\/src\/\S+\.ts):(\d+):\d+\)/.exec(server.err) ?? [];
  const source = path.startsWith("file:") ? fileURLToPath(path) : path;
  const [, relative = ""] = /\/(src\/.*)$/.exec(source) ?? [];
  const lines = (await readFile(relative, "utf8")).split("\n");
  expect(lines[Number(line) - 1]).toContain("listen");
});

test("an old Node prints one line: what is wrong and what to do", async () => {
  const old = 'Object.defineProperty(process.versions, "node", { value: "18.20.8" });';
  const server = start({}, before(old));
  expect(await server.end()).toEqual({ code: 1, signal: null });
  expect(server.err).toMatch(/^Class Groups cannot run on Node 18\.20\.8: .*\n$/);
});

test("the licenses of bundled packages are beside it, and its text is ASCII, which halves what it takes", async () => {
  const licenses = await readFile(join(folder, "dist/THIRD-PARTY-LICENSES.txt"), "utf8");
  for (const name of ["graphql", "fastify", "@apollo/server", "pg", "type-graphql", "undici", "zod"])
    expect(licenses).toMatch(
      new RegExp(String.raw`^${name} \d+\.\d+\.\d+\S*, (?:MIT|ISC|Apache-2\.0)$`, "m"),
    );
  expect(licenses).not.toMatch(/^rolldown /m);
  expect(await readFile(join(folder, "dist/server.js"), "utf8")).not.toMatch(/[^\0-\x7f]/);
});
