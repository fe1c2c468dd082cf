import { copyFile, cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { compose } from "../../demo/gateway.js";
import { buildSubgraph } from "../../src/graphql/schema.js";
import { buildServer } from "../support/built-server.js";
import { COMPLETE } from "../support/environment.js";
import { NO_FOLDER } from "../support/graphql-process.js";
import { answers, NpmScript } from "../support/npm-script.js";

const ANY_PORT = Object.fromEntries(
  [
    "PORT",
    "ADMIN_PORT",
    "WEBHOOKS_PORT",
    "SCHOOL_PORT",
    "GATEWAY_PORT",
    "SIMULATOR_PORT",
    "SIMULATOR_CONTROL_PORT",
  ].map((name) => [name, "0"]),
);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "class-groups-npm-"));
  const subgraph = { name: "class-groups", url: "http://127.0.0.1:4001/graphql", sdl: buildSubgraph().sdl };
  await writeFile(join(folder, "supergraph.graphql"), compose([subgraph]));
  await mkdir(join(folder, "src/process"), { recursive: true });
  await cp("scripts", join(folder, "scripts"), { recursive: true });
  for (const file of ["package.json", "src/process/supported-node.js"])
    await copyFile(file, join(folder, file));
  await symlink(resolve("node_modules"), join(folder, "node_modules"));
});
afterAll(() => rm(folder, { recursive: true }));

const started: NpmScript[] = [];
afterEach(() => {
  for (const script of started.splice(0)) script.kill();
});
function start(...options: ConstructorParameters<typeof NpmScript>): NpmScript {
  const script = new NpmScript(...options);
  started.push(script);
  return script;
}
const SERVER_ENV = { ...COMPLETE, ...ANY_PORT, NODE_ENV: "development", DATA_DIR: NO_FOLDER };

const PROGRAMS: readonly [string, RegExp][] = [
  ["simulator", /vendors +(http\S+)[\s\S]*Ctrl-C/],
  ["gateway", /^gateway (\S+)$/m],
  ["demo", /gateway +(http\S+)[\s\S]*Stop with Ctrl-C/],
  ["dev", /GraphQL +(http\S+)[\s\S]*control API/],
];

test.each(PROGRAMS)(
  "npm run %s: a SIGTERM to npm alone ends everything that it started",
  async (name, ready) => {
    const env = { ...ANY_PORT, DATA_DIR: NO_FOLDER, SUPERGRAPH: join(folder, "supergraph.graphql") };
    const script = start(name, { env });
    const url = await script.says(ready);
    expect(await answers(url)).toBe(true);
    script.npm.kill("SIGTERM");
    await expect.poll(() => script.pids()).toEqual([]);
    expect((await script.ended).signal).toBeNull();
    expect(await answers(url)).toBe(false);
  },
);

test.each(PROGRAMS)(
  "npm run %s: Ctrl-C stops once, although npm forwards the signal again",
  async (name, ready) => {
    const env = { ...ANY_PORT, DATA_DIR: NO_FOLDER, SUPERGRAPH: join(folder, "supergraph.graphql") };
    const script = start(name, { env });
    await script.says(ready);
    script.signalAll("SIGINT");
    await expect.poll(() => script.pids()).toEqual([]);
    if (name !== "dev") expect(await script.ended).toEqual({ code: 0, signal: null });
  },
);

test("npm start reports a missing build; after a build the server drains on SIGTERM and on Ctrl-C", async () => {
  const unbuilt = start("start", { cwd: folder });
  expect((await unbuilt.ended).code).toBe(1);
  expect(unbuilt.lines).toEqual([
    "Class Groups is not built yet. Run `npm run build`, then `npm start` again.",
  ]);

  await buildServer(join(folder, "dist"));
  for (const stop of [
    (server: NpmScript) => server.npm.kill("SIGTERM"),
    (server: NpmScript) => server.signalAll("SIGINT"),
  ]) {
    const server = start("start", { cwd: folder, env: SERVER_ENV });
    const url = await server.says(/"url":"(http[^"]+)".*"listening"/);
    stop(server);
    await expect.poll(() => server.pids()).toEqual([]);
    expect(await server.ended).toEqual({ code: 0, signal: null });
    expect(server.out).toContain('"stopping: answering the requests in flight"');
    expect(server.out).toContain('"msg":"stopped"');
    expect(server.out).not.toContain("stopped at once");
    expect(await answers(url)).toBe(false);
  }
});
