import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compose } from "../../demo/gateway.js";
import { buildSubgraph } from "../../src/schema.js";
import { sendTo, startApp, type TestApp } from "../support/app.js";

let app: TestApp;
let folder: string;
const gateways: ChildProcess[] = [];
beforeAll(async () => {
  app = await startApp();
  folder = await mkdtemp(join(tmpdir(), "class-groups-gateway-"));
  const ours = { name: "class-groups", url: app.url, sdl: buildSubgraph().sdl };
  await writeFile(join(folder, "supergraph.graphql"), compose([ours]));
});
afterAll(async () => {
  for (const gateway of gateways) gateway.kill("SIGKILL");
  await app.close();
  await rm(folder, { recursive: true });
});

/** The gateway of ops/compose.yaml, as its image starts it. */
async function serve(): Promise<{ gateway: ChildProcess; url: string }> {
  const gateway = spawn(process.execPath, ["--import", "tsx", "ops/gateways/serve.ts"], {
    env: { PATH: process.env["PATH"], GATEWAY_PORT: "0", SUPERGRAPH: join(folder, "supergraph.graphql") },
    stdio: ["ignore", "pipe", "inherit"],
  });
  gateways.push(gateway);
  let printed = "";
  gateway.stdout?.on("data", (text) => (printed += text));
  await expect.poll(() => printed).toMatch(/^gateway http\S+$/m);
  return { gateway, url: /^gateway (\S+)$/m.exec(printed)?.[1] ?? "" };
}

test("the gateway that comes with the compose file answers from this subgraph, and stops when it is told to", async () => {
  const { gateway, url } = await serve();
  const { data, errors } = await sendTo(url, '{ course(id: "561294") { group { name } } }');
  expect(errors).toEqual([]);
  expect(data).toEqual({ course: { group: { name: "Algebra 2B" } } });
  const ended = once(gateway, "exit");
  gateway.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
});
