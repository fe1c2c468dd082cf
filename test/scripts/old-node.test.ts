import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NpmScript } from "../support/npm-script.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "class-groups-node-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** Options that make a process report this Node version. */
async function optionsFor(version: string): Promise<{ NODE_OPTIONS: string }> {
  const preload = join(folder, `node-${version}.cjs`);
  await writeFile(preload, `Object.defineProperty(process.versions, "node", { value: "${version}" });`);
  return { NODE_OPTIONS: `--require ${preload}` };
}

function run(args: readonly string[], env: Record<string, string>) {
  return new Promise<{ code: number; err: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      args,
      { env: { PATH: process.env["PATH"], ...env } },
      (_e, _out, err) => resolve({ code: child.exitCode ?? -1, err }),
    );
  });
}

const message = (version: string) =>
  `Class Groups cannot run on Node ${version}: it needs Node 20.19 or later. Install a newer Node (https://nodejs.org), then run the same command again.`;

test.each(["start", "demo", "simulator", "bulk", "doctor", "token", "dev", "gateway"])(
  "npm run %s on an old Node prints one line: what is wrong and what to do",
  async (name) => {
    const script = new NpmScript(name, { args: ["--help"], env: await optionsFor("18.20.8") });
    expect((await script.ended).code).toBe(1);
    expect(script.lines).toEqual([message("18.20.8")]);
  },
);

test("the server itself prints the line before it loads anything that an old Node lacks", async () => {
  const env = await optionsFor("20.18.3");
  const { code, err } = await run(["--import", "tsx", "src/main.ts"], env);
  expect(err).toBe(`${message("20.18.3")}\n`);
  expect(code).toBe(1);
});

test.each(["20.19.0", "22.0.0", "24.1.0"])("Node %s is new enough", async (version) => {
  expect(await run(["src/process/supported-node.js"], await optionsFor(version))).toEqual({
    code: 0,
    err: "",
  });
});

test("the check requires the version in package.json", async () => {
  const { engines } = JSON.parse(await readFile("package.json", "utf8"));
  expect(engines).toEqual({ node: ">=20.19" });
});
