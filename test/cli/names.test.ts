import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Gateway } from "../../demo/gateway.js";
import type { Store } from "../../src/store/sql.js";
import { ACCESS_ENV, tokenOf } from "../support/access.js";
import type { TestApp } from "../support/app.js";
import { BulkCommand, filesFolder } from "../support/bulk-command.js";
import { startBulkGateway } from "../support/bulk-gateway.js";
import { gbk } from "../support/gbk.js";
import { startWithStore } from "../support/webhook-rows.js";

const files = await filesFolder();
afterAll(() => files[Symbol.asyncDispose]());
let running: Awaited<ReturnType<typeof startWithStore>>;
let app: TestApp;
let store: Store;
let gateway: Gateway;
beforeAll(async () => {
  running = await startWithStore({ env: ACCESS_ENV });
  ({ app, store } = running);
  gateway = await startBulkGateway(app);
});
beforeEach(() => store.rows("truncate official_names"));
afterAll(async () => {
  await gateway.close();
  await running[Symbol.asyncDispose]();
});

async function run(args: readonly string[], { url = gateway.url, scope = "names" } = {}) {
  const token = await tokenOf("office", scope);
  return new BulkCommand(["names", ...args], { CLASS_GROUPS_URL: url, CLASS_GROUPS_TOKEN: token }).ended;
}
const count = async () =>
  (await store.rows<{ count: number }>("select count(*)::int as count from official_names"))[0]?.count;

test("10,000 rows are set by one command; the same file again changes nothing", async () => {
  const rows = Array.from(
    { length: 10_000 },
    (_, index) => `user_${index},${100_000 + index},Student ${index}\n`,
  );
  const path = await files.write("school.csv", `userId,classinUid,name\n${rows.join("")}`);
  const first = await run(["--file", path]);
  expect(first).toMatchObject({ exitCode: 0, out: "10,000 names: 10,000 changed, 0 unchanged.\n" });
  expect(first.err).toContain("10,000 of 10,000 (100 %)");
  expect(await count()).toBe(10_000);
  expect((await run(["--file", path])).out).toBe("10,000 names: 0 changed, 10,000 unchanged.\n");
  rows[9_999] = "user_9999,109999,Another\n";
  await files.write("school.csv", `userId,classinUid,name\n${rows.join("")}`);
  expect((await run(["--file", path])).out).toBe("10,000 names: 1 changed, 9,999 unchanged.\n");
});

test("a file that Excel saved in Chinese is read, and the command says how", async () => {
  const path = await files.write("excel.csv", gbk("用户ID,姓名\r\nu1,王小明\r\n"));
  const { exitCode, err } = await run(["--file", path]);
  expect(err).toContain("is not UTF-8, so it is read as GBK");
  expect(exitCode).toBe(0);
  expect(await store.rows("select user_id, name from official_names")).toEqual([
    { user_id: "u1", name: "王小明" },
  ]);
});

test("a file with problems is not sent", async () => {
  const path = await files.write("bad.csv", "userId,name\nu1,Ann\nu2,\n");
  const { exitCode, err } = await run(["--file", path]);
  expect(exitCode).toBe(2);
  expect(err).toContain(`${path}:3: name: is empty; an official name is 1 to 100 characters\n`);
  expect(err).toContain("Nothing was sent: 1 problem");
  expect(await count()).toBe(0);
});

test("rows whose number belongs to another user are named, and the others are set", async () => {
  await store.rows("insert into official_names values ('x', '1002', 'Xi', 'x', now(), null)");
  const path = await files.write(
    "conflict.csv",
    "userId,classinUid,name\nu1,1001,Ann\nu2,1002,Bo\nu3,1003,Cy\n",
  );
  const { exitCode, out, err } = await run(["--file", path]);
  expect(out).toBe("3 names: 2 changed, 0 unchanged, 1 not set.\n");
  expect(err).toContain(`${path}:3: classinUid: belongs to user x`);
  expect(exitCode).toBe(1);
  expect(await count()).toBe(3);
});

test("a dry run sends nothing", async () => {
  const path = await files.write("dry.csv", "userId,name\nu1,Ann\n");
  expect(await run(["--file", path, "--dry-run"])).toMatchObject({
    exitCode: 0,
    out: `${path}: 1 name, all good. Nothing was sent.\n`,
  });
  expect(await count()).toBe(0);
});

test("without the scope the server refuses, and the message names it", async () => {
  const path = await files.write("scope.csv", "userId,name\nu1,Ann\n");
  const { exitCode, err } = await run(["--file", path], { scope: "bulk" });
  expect(exitCode).toBe(3);
  expect(err).toContain("Put a token with the scope class-groups:names into CLASS_GROUPS_TOKEN.");
  expect(await count()).toBe(0);
});

test("if the gateway fails midway, the command says how much is set and how to go on", async () => {
  let requests = 0;
  const flaky = createServer((request, response) => {
    requests += 1;
    request.resume().on("end", () => {
      response.setHeader("content-type", "application/json");
      const set = { __typename: "SetOfficialNamesSuccess", changed: 1_000, unchanged: 0 };
      response.statusCode = requests === 1 ? 200 : 502;
      response.end(requests === 1 ? JSON.stringify({ data: { set } }) : "");
    });
  }).listen(0, "127.0.0.1");
  await once(flaky, "listening");
  try {
    const url = `http://127.0.0.1:${(flaky.address() as AddressInfo).port}/graphql`;
    const rows = Array.from({ length: 1_500 }, (_, index) => `user_${index},Ann\n`).join("");
    const path = await files.write("midway.csv", `userId,name\n${rows}`);
    const { exitCode, err } = await run(["--file", path, "--patience", "0"], { url });
    expect(exitCode).toBe(3);
    expect(err).toContain("Set so far: 1,000 of 1,500 names. To set the rest: npm run bulk -- names --file");
  } finally {
    flaky.closeAllConnections();
    flaky.close();
  }
});

test("after Ctrl-C, the command says how much is set and how to go on", async () => {
  let hasRequest: () => void = () => undefined;
  const requested = new Promise<void>((resolve) => (hasRequest = resolve));
  const silent = createServer(() => hasRequest()).listen(0, "127.0.0.1");
  await once(silent, "listening");
  try {
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/graphql`;
    const path = await files.write("interrupted.csv", "userId,name\nu1,Ann\n");
    const command = new BulkCommand(["names", "--file", path], { CLASS_GROUPS_URL: url });
    await requested;
    command.interrupt();
    const { exitCode, err } = await command.ended;
    expect(exitCode).toBe(130);
    expect(err).toContain(
      "Interrupted.\nSet so far: 0 of 1 name. To set the rest: npm run bulk -- names --file",
    );
  } finally {
    silent.closeAllConnections();
    silent.close();
  }
});

test("rows come from standard input, too", async () => {
  const token = await tokenOf("office", "names");
  const env = { CLASS_GROUPS_URL: gateway.url, CLASS_GROUPS_TOKEN: token };
  const rows = Readable.from([gbk("账号\t姓名\nu1\t王小明\n")]);
  const { exitCode, out } = await new BulkCommand(["names", "--file", "-"], env, rows).ended;
  expect({ exitCode, out }).toEqual({ exitCode: 0, out: "1 name: 1 changed, 0 unchanged.\n" });
});

test.for([
  [["--file", "a.csv", "--key", "k"], "--key does not belong to names"],
  [["--courses", "a.csv"], "names needs --file FILE."],
  [["more", "--file", "a.csv"], "names takes no argument"],
])("%j is refused", async ([args, problem]) => {
  const { exitCode, err } = await run(args as string[]);
  expect(exitCode).toBe(2);
  expect(err).toContain(problem);
});
