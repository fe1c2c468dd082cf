import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ACCESS, COMPLETE } from "../support/environment.js";
import { NO_FOLDER } from "../support/graphql-process.js";
import { waitUntil } from "../support/wait-until.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "class-groups-env-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** Starts the server with a file, as in the README. Returns its output until it listens or ends. */
async function serve(content: string, env: Record<string, string> = {}): Promise<string> {
  const file = join(folder, "class-groups.env");
  await writeFile(file, content);
  const server = spawn(process.execPath, [`--env-file=${file}`, "--import", "tsx", "src/main.ts"], {
    env: { PATH: process.env["PATH"], PORT: "0", ADMIN_PORT: "0", DATA_DIR: NO_FOLDER, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [server.stdout, server.stderr]) stream.on("data", (text) => (printed += text));
  const ended = once(server, "close");
  await waitUntil(() => printed.includes('"msg":"listening"') || server.exitCode !== null, {
    timeoutMs: 100_000,
    what: "the server listens or ends",
  });
  server.kill("SIGKILL");
  await ended;
  return printed;
}

const example = await readFile("ops/class-groups.env.example", "utf8");
const VALUES: Readonly<Record<string, string>> = { ...COMPLETE, ...ACCESS };
const filledIn = example.replaceAll(
  /^(\w+)=(.*)$/gm,
  (_, name: string, value: string) => `${name}=${value || VALUES[name]}`,
);

test("the server starts with the filled-in example file, read by Node's --env-file", async () => {
  expect(filledIn).not.toMatch(/^\w+=(?:undefined)?$/m);
  const printed = await serve(filledIn);
  expect(printed).toContain('"msg":"listening"');
  expect(printed).toContain("https://adminapisgp.im.qcloud.com");
});

test("with the unfilled example file the server names the missing variables", async () => {
  const printed = await serve(example);
  const given = new Set(["TENCENT_IM_ADMIN", "JWT_AUDIENCE"]);
  const missing = Object.keys(VALUES).filter((name) => !given.has(name));
  expect(missing.filter((name) => !printed.includes(name))).toEqual([]);
});

test("the environment takes precedence over the file", async () => {
  expect(await serve(filledIn, { TENCENT_IM_REGION: "tokyo" })).toContain(
    "https://adminapijpn.im.qcloud.com",
  );
});
