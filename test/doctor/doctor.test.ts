import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportJWK } from "jose";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/simulator/simulator.js";
import { ACCESS_ENV, ROUTER_SECRET } from "../support/access.js";
import { startApp } from "../support/app.js";
import { environmentFor } from "../support/bulk-server.js";
import { diagnose, runDoctor } from "../support/doctor.js";
import { publicJwk, startKeyServer } from "../support/key-server.js";
import { storeFolder } from "../support/store.js";

const HALF_AN_HOUR_MS = 30 * 60_000;
const CHECKS = [
  "settings",
  "classin",
  "classin-v2",
  "tencent-im",
  "region",
  "clock",
  "token-keys",
  "store",
  "webhooks-classin",
  "webhooks-tencent-im",
];

let simulator: Simulator;
let folder: string;
beforeEach(async () => {
  [simulator, folder] = await Promise.all([
    startSimulator(),
    mkdtemp(join(tmpdir(), "class-groups-doctor-")),
  ]);
});
afterEach(async () => {
  await Promise.all([simulator.close(), rm(folder, { recursive: true, force: true })]);
});

const environment = (env: Record<string, string> = {}) =>
  environmentFor(simulator, { DATA_DIR: join(folder, "data"), ...env });

/** A port on which nothing listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test("a good environment has no problem, and no check leaves anything behind", async () => {
  const before = JSON.stringify(simulator.world.snapshot());
  const { code, texts, problems } = await diagnose(environment());
  expect(problems).toEqual([]);
  expect(Object.keys(texts)).toEqual(CHECKS);
  expect(texts).toMatchObject({
    classin: expect.stringContaining("ok: ClassIn accepts the SID and the secret"),
    "classin-v2": expect.stringContaining("ok: ClassIn accepts the SID and the secret"),
    "tencent-im": expect.stringContaining("ok: "),
    region: expect.stringContaining("ok: "),
    clock: expect.stringMatching(/^ok: Within \d+ s of ClassIn and Tencent IM\.$/),
  });
  expect(code).toBe(0);
  expect(JSON.stringify(simulator.world.snapshot())).toBe(before);
  expect(await readdir(folder)).toEqual([]);
});

test("prints one line for each check, and a summary", async () => {
  const { code, out } = await runDoctor(environment());
  const lines = out.trimEnd().split("\n");
  expect(lines).toHaveLength(CHECKS.length + 1);
  for (const line of lines.slice(0, -1)) expect(line).toMatch(/^(ok|skipped) +\S/);
  expect(lines.at(-1)).toBe("No problem found.");
  expect(code).toBe(0);
});

test("all problems of the settings are named at once, as the server names them, and no value", async () => {
  const secret = "PLANTED";
  const { code, out, texts, problems } = await diagnose(
    environment({ CLASSIN_SID: "PLANTED-SID", CLASSIN_SECRET: secret, TENCENT_IM_ADMIN: "" }),
  );
  expect(problems).toEqual(["settings", "settings", "settings"]);
  for (const name of ["CLASSIN_SID", "CLASSIN_SECRET", "TENCENT_IM_ADMIN"]) expect(out).toContain(name);
  expect(Object.keys(texts)).toEqual(["settings"]);
  expect(out).not.toContain("PLANTED");
  expect(code).toBe(1);
  expect(simulator.calls.count()).toBe(0);
});

test("a wrong ClassIn secret is named, and the clock is ruled out", async () => {
  const secret = "PLANTED-WRONG-SECRET";
  const { code, out, texts, problems } = await diagnose(environment({ CLASSIN_SECRET: secret }));
  expect(problems).toEqual(["classin", "classin-v2"]);
  expect(texts["classin"]).toMatch(/refuses the SID or the secret \(code 102\).*clock is not the reason/);
  expect(texts["classin-v2"]).toContain("(code 101002005)");
  expect(texts["classin"]).toContain("CLASSIN_SECRET");
  expect(out).not.toContain(secret);
  expect(code).toBe(1);
});

test("a wrong Tencent IM key is named after one call, so that it does not lock the app out", async () => {
  const secret = "PLANTED-WRONG-KEY-0123456789";
  const { out, texts, problems } = await diagnose(environment({ TENCENT_IM_SECRET_KEY: secret }));
  expect(problems).toEqual(["tencent-im"]);
  expect(texts["tencent-im"]).toMatch(/\(code 70009\).*TENCENT_IM_SECRET_KEY/s);
  expect(texts["tencent-im"]).not.toContain("Calls to Tencent IM stop");
  expect(texts["region"]).toContain("skipped");
  expect(simulator.calls.count({ vendor: "tencent-im" })).toBe(1);
  expect(out).not.toContain(secret);
});

test.for([
  ["behind", HALF_AN_HOUR_MS],
  ["ahead of", -HALF_AN_HOUR_MS],
] as const)(
  "a clock that is 30 minutes %s is named as the clock, not as a wrong secret",
  async ([how, skewMs]) => {
    simulator.world.clock.skewMs = skewMs;
    const { code, texts, problems } = await diagnose(environment());
    expect(problems).toEqual(["classin", "classin-v2", "clock"]);
    expect(texts["clock"]).toContain(`clock is 30 minutes ${how} ClassIn's and Tencent IM's.`);
    for (const check of ["classin", "classin-v2"])
      expect(texts[check]).toMatch(/^problem: The clock, not the secret: .*30 minutes.* NTP\.$/);
    expect(code).toBe(1);
  },
);

test("a wrong clock does not hide a wrong secret", async () => {
  simulator.world.clock.skewMs = HALF_AN_HOUR_MS;
  const { texts, problems } = await diagnose(environment({ CLASSIN_SECRET: "PLANTED-WRONG-SECRET" }));
  expect(problems).toEqual(["classin", "classin-v2", "clock"]);
  expect(texts["classin"]).toMatch(
    /also when it is made with ClassIn's own time.*CLASSIN_SECRET, and the clock/,
  );
});

test("a wrong region is named", async () => {
  simulator.faults.add({ vendor: "tencent-im", kind: "code", code: 60026 });
  const { texts, problems } = await diagnose(environment());
  expect(problems).toEqual(["region"]);
  expect(texts["region"]).toMatch(/The wrong region: 127\.0\.0\.1:\d+ .*TENCENT_IM_REGION/);
  expect(texts["tencent-im"]).toContain("skipped");
});

test("an app that the host does not know may be of another region", async () => {
  simulator.faults.add({ vendor: "tencent-im", kind: "code", code: 70020 });
  const { texts, problems } = await diagnose(environment());
  expect(problems).toEqual(["tencent-im", "region"]);
  expect(texts["tencent-im"]).toMatch(/code 70020.*another region.*TENCENT_IM_SDK_APP_ID/);
  expect(texts["region"]).toMatch(/Perhaps the wrong region.*TENCENT_IM_REGION/);
});

test("a vendor that is down or under maintenance is not taken for a wrong secret", async () => {
  simulator.faults.add({ vendor: "classin", kind: "code", code: 901 });
  const port = await closedPort();
  const { texts, problems } = await diagnose(environment({ TENCENT_IM_URL: `http://127.0.0.1:${port}` }));
  expect(problems).toEqual(["classin", "classin-v2", "tencent-im"]);
  expect(texts["classin"]).toMatch(/code 901, so the credentials could not be checked: .*maintenance/);
  expect(texts["tencent-im"]).toContain("connection refused. Check the network path");
  expect(texts["clock"]).toMatch(/^ok: Within \d+ s of ClassIn\.$/);
});

const withKeys = (url: string) => {
  const { JWT_PUBLIC_KEY: _, ...access } = ACCESS_ENV;
  return environment({ ...access, JWT_JWKS_URL: url });
};

test("token keys that cannot be fetched are named, with the reason", async () => {
  const port = await closedPort();
  const { code, out, texts, problems } = await diagnose(withKeys(`http://127.0.0.1:${port}/keys?PLANTED`));
  expect(problems).toEqual(["token-keys"]);
  expect(texts["token-keys"]).toMatch(
    /could not be fetched from 127\.0\.0\.1:\d+: the connection was refused/,
  );
  expect(out).not.toContain("PLANTED");
  expect(out).not.toContain(ROUTER_SECRET);
  expect(code).toBe(1);
});

test("token keys are counted by whether they can be used", async () => {
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const good = await publicJwk("one");
  await using keys = await startKeyServer([
    good,
    { ...good, kid: "two", use: "enc" },
    { kty: "oct", k: "AA" },
  ]);
  expect((await diagnose(withKeys(keys.url))).texts["token-keys"]).toBe(
    "ok: 1 of 3 published keys can be used.",
  );
  keys.publish([{ ...(await exportJWK(rsa.publicKey)), alg: "RS512" }]);
  expect((await diagnose(withKeys(keys.url))).texts["token-keys"]).toMatch(
    /^problem: None of the 1 keys.*JWT_ALGORITHMS/,
  );
  keys.publish([await exportJWK(rsa.privateKey)]);
  expect((await diagnose(withKeys(keys.url))).texts["token-keys"]).toMatch(
    /^problem: .*publishes a private key/,
  );
  keys.answerWith((response) => response.writeHead(502).end("<html>"));
  expect((await diagnose(withKeys(keys.url))).texts["token-keys"]).toContain("HTTP status 502");
});

test("a store folder that cannot be written to is named", async () => {
  const { texts, problems } = await diagnose(environment({ DATA_DIR: "/sys/kernel" }));
  expect(problems).toEqual(["store"]);
  expect(texts["store"]).toMatch(
    /^problem: \/sys\/kernel (cannot be written to|is on a read-only file system) \(E\w+\)\. .*DATA_DIR\.$/,
  );
});

test("the embedded database's migrations are compared, and not applied", async () => {
  await using store = await storeFolder();
  const env = environment({ DATA_DIR: store.path });
  expect((await diagnose(env)).texts["store"]).toBe("ok: The server creates its tables when it starts.");
  expect((await diagnose(env)).texts["store"]).toBe("ok: The server creates its tables when it starts.");
  await (await startApp({ folder: store.path, env: { WEBHOOKS_PORT: "0" } })).close();
  expect((await diagnose(env)).texts["store"]).toMatch(/^ok: All \d+ migrations are applied\.$/);
});

const TOKEN = "hook-token-01";
const WITH_WEBHOOKS = { WEBHOOKS_PORT: "0", TENCENT_IM_WEBHOOK_TOKEN: TOKEN };

test("webhooks that are unreachable are named by what failed", async () => {
  const port = await closedPort();
  const args = ["--webhooks-url", `http://127.0.0.1:${port}`];
  const refused = await diagnose(environment(WITH_WEBHOOKS), args);
  expect(refused.problems).toEqual(["webhooks-classin", "webhooks-tencent-im"]);
  expect(refused.texts["webhooks-classin"]).toMatch(/connection refused\. Check the network path/);
  const unknown = await diagnose(environment(WITH_WEBHOOKS), [
    "--webhooks-url",
    "https://nowhere.invalid/hooks",
  ]);
  expect(unknown.texts["webhooks-classin"]).toMatch(/nowhere\.invalid\/hooks\/classin .*host name.*DNS/);
  expect(unknown.code).toBe(1);
});

test("a certificate that no authority signed is named", async () => {
  const pem = await readFile("test/fixtures/tls/self-signed.pem");
  const server = createTlsServer({ key: pem, cert: pem }, (_request, response) => response.end());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const args = ["--webhooks-url", `https://127.0.0.1:${port}`];
  const { texts, problems } = await diagnose(environment(WITH_WEBHOOKS), args);
  await new Promise((resolve) => server.close(resolve));
  expect(problems).toEqual(["webhooks-classin", "webhooks-tencent-im"]);
  expect(texts["webhooks-classin"]).toMatch(
    /its certificate was not accepted\. Use a certificate of a trusted/,
  );
});

test("the running listener is recognised, and gets no secret", async () => {
  await using store = await storeFolder();
  await using app = await startApp({ folder: store.path, env: WITH_WEBHOOKS });
  const args = ["--webhooks-url", app.webhooksUrl ?? ""];
  const { texts, problems } = await diagnose(environment(WITH_WEBHOOKS), args);
  expect(problems).toEqual([]);
  expect(texts["webhooks-classin"]).toMatch(/^ok: .*acknowledges messages/);
  expect(texts["webhooks-tencent-im"]).toMatch(/^ok: .*receives events/);
  const other = await diagnose({ ...environment(WITH_WEBHOOKS), TENCENT_IM_SDK_APP_ID: "1400000002" }, args);
  expect(other.texts["webhooks-tencent-im"]).toMatch(/^problem: .*another app/);
});

test("a page, a redirect or another server at the webhooks' URL is named", async () => {
  const received: string[] = [];
  let answer = { status: 200, type: "text/html", body: "<html>Prove that you are human</html>" };
  const server = createServer((request, response) => {
    received.push(request.url ?? "");
    request.on("data", (chunk) => received.push(String(chunk)));
    request.on("end", () =>
      response.writeHead(answer.status, { "content-type": answer.type, location: "/x" }).end(answer.body),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const args = ["--webhooks-url", `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/`];
  const env = environment(WITH_WEBHOOKS);
  expect((await diagnose(env, args)).texts["webhooks-classin"]).toMatch(/a web page.*Something else answers/);
  answer = { status: 302, type: "text/plain", body: "" };
  expect((await diagnose(env, args)).texts["webhooks-classin"]).toContain("HTTP status 302");
  answer = { status: 200, type: "application/json", body: '{"ok":true}' };
  const { texts, problems } = await diagnose(env, args);
  expect(problems).toEqual(["webhooks-classin", "webhooks-tencent-im"]);
  expect(texts["webhooks-classin"]).toContain("Something else than the listener answers");
  await new Promise((resolve) => server.close(resolve));
  const sent = received.join("\n");
  expect(sent).toContain("/hooks/classin");
  for (const secret of [simulator.accounts.classin.secret, TOKEN, "Sign=", "SafeKey"])
    expect(sent).not.toContain(secret);
});

test("variables can come from a file, and a bad command line is explained", async () => {
  const file = join(folder, "some.env");
  await writeFile(
    file,
    Object.entries(environment())
      .map(([name, value]) => `${name}=${value}\n`)
      .join(""),
  );
  expect((await diagnose({}, ["--env", file])).code).toBe(0);
  for (const args of [
    ["--bogus"],
    ["--webhooks-url", "http://school.example"],
    ["--webhooks-url", "https://user@school.example"],
    ["--env", join(folder, "missing")],
  ]) {
    const { code, out } = await runDoctor(environment(), args);
    expect(code).toBe(1);
    expect(out).toContain("Usage: npm run doctor");
  }
});
