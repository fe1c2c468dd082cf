import { execFile } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROUTER_SECRET } from "../support/access.js";
import { startApp } from "../support/app.js";
import { startKeyServer } from "../support/key-server.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "class-groups-token-"));
});
afterAll(() => rm(folder, { recursive: true }));

const TSX = pathToFileURL(resolve("node_modules/tsx/dist/loader.mjs")).href;

/** Runs the command in the folder, where its key is made. */
async function token(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const command = ["--import", TSX, resolve("scripts/token.ts"), ...args];
  const options = { cwd: folder, env: { PATH: process.env["PATH"] } };
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, command, options)) };
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string };
  }
}

/** The variables that the command prints, as a shell would read them. */
const variablesIn = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/^ {2}(JWT_\w+)="?([^"\n]+)"?$/gm)].map(([, name = "", value = ""]) => [name, value]),
  );

const QUERY = '{ group(id: "course-561294") { name } }';
const WRITE = 'mutation { syncClassNicknames(courseId: "561294") { __typename } }';

async function ask(url: string, bearer: string, query: string): Promise<any> {
  const headers = {
    "content-type": "application/json",
    "router-authorization": ROUTER_SECRET,
    authorization: `Bearer ${bearer.trim()}`,
  };
  return (await fetch(url, { method: "POST", headers, body: JSON.stringify({ query }) })).json();
}

test("a server with the printed variables accepts the token, for its scopes and until it expires", async () => {
  const { code, stdout, stderr } = await token("--subject", "teacher_li", "--scope", "class-groups:read");
  expect(code).toBe(0);
  expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
  await using app = await startApp({ env: { ...variablesIn(stderr), ROUTER_SECRETS: ROUTER_SECRET } });
  expect((await ask(app.url, stdout, QUERY)).data.group.name).toEqual(expect.any(String));
  expect((await ask(app.url, stdout, WRITE)).errors[0].extensions.code).toBe("FORBIDDEN");
  const payload = JSON.parse(Buffer.from(stdout.split(".")[1] ?? "", "base64url").toString());
  expect(payload.exp - payload.iat).toBe(3600);
  // A second token is signed with the same key, so that the server need not be configured again.
  const second = await token("--subject", "teacher_li", "--scope", "class-groups:write", "--expires", "2d");
  expect((await ask(app.url, second.stdout, WRITE)).errors).toBeUndefined();
});

test("only the user can read the key that it makes", async () => {
  await token("--jwks");
  expect((await stat(join(folder, ".data/token/private-key.pem"))).mode & 0o777).toBe(0o600);
  expect((await stat(join(folder, ".data/token"))).mode & 0o777).toBe(0o700);
});

test("a given key of another kind works through its key set, and the private part is not printed", async () => {
  const key = join(folder, "rsa.pem");
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  await writeFile(key, privateKey.export({ type: "pkcs8", format: "pem" }));
  const set = JSON.parse((await token("--key", key, "--jwks")).stdout);
  expect(set.keys[0]).toMatchObject({ kty: "RSA", alg: "RS256", use: "sig" });
  expect(set.keys[0]).not.toHaveProperty("d");
  await using keys = await startKeyServer(set.keys);
  const args = ["--subject", "x", "--scope", "class-groups:read other:scope", "--key", key];
  const { stdout, stderr } = await token(...args);
  const { JWT_PUBLIC_KEY: _, ...access } = variablesIn(stderr);
  await using app = await startApp({
    env: { ...access, JWT_JWKS_URL: keys.url, ROUTER_SECRETS: ROUTER_SECRET },
  });
  expect((await ask(app.url, stdout, QUERY)).errors).toBeUndefined();
});

test.for([
  [[], "--subject is required.\n--scope is required."],
  [["--subject", "x", "--scope", "class-groups:raed"], "There is no scope class-groups:raed."],
  [["--subject", "x", "--scope", "class-groups:read", "--expires", "31d"], "--expires must be"],
  [["--subject", "x", "--scope", "class-groups:read", "--expires", "0s"], "--expires must be"],
  [["--subject", "x", "--scope", "class-groups:read", "--key", "missing.pem"], "missing.pem cannot be read"],
] as const)("%j is refused with %s", async ([args, message]) => {
  const { code, stdout, stderr } = await token(...args);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain(message);
  expect(stderr).toContain("Usage: npm run token");
});
