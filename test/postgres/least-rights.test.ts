import { readFile } from "node:fs/promises";
import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { aCourse, aSchool } from "../../src/simulator/builders.js";
import { BulkOperationsDocument, StartBulkNicknameSyncDocument } from "../operations/generated/graphql.js";
import { startApp, type TestApp } from "../support/app.js";
import { type Postgres, startPostgres } from "../support/postgres.js";

const PASSWORD = "p@ss/w:rd%#?& ü";
const school = aSchool({ courses: [aCourse({ id: "1001" })] });

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres({ auth: "scram-sha-256" });
}, 60_000);
afterAll(() => postgres[Symbol.asyncDispose]());

async function asAdministrator(database: string, ...statements: string[]): Promise<void> {
  const url = new URL(postgres.url);
  url.pathname = database;
  const client = new Client({ connectionString: url.href });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The statements in docs/operations.md for administrators, for both databases. */
async function documentedStatements(): Promise<[string[], string[]]> {
  const page = await readFile("docs/operations.md", "utf8");
  const sql = /```sql\n([\s\S]*?)```/.exec(page)?.[1] ?? "";
  const [before = "", after = ""] = sql
    .replace("'a-long-one'", `'${PASSWORD}'`)
    .split("\\connect class_groups\n");
  const split = (text: string) => text.split(";\n").filter((statement) => statement.trim() !== "");
  return [split(before), split(after)];
}

beforeEach(async () => {
  await asAdministrator(
    "postgres",
    "drop database if exists class_groups",
    "drop role if exists class_groups",
  );
  const [first, then] = await documentedStatements();
  await asAdministrator("postgres", ...first);
  await asAdministrator("class_groups", ...then);
});

function databaseUrl(): string {
  const url = new URL(postgres.url);
  return `postgres://class_groups:${encodeURIComponent(PASSWORD)}@${url.host}/class_groups?sslmode=disable`;
}
const start = async (app: TestApp, key: string) => {
  const { data, errors } = await app.send(StartBulkNicknameSyncDocument, {
    input: { courseIds: ["1001"], idempotencyKey: key },
  });
  expect(errors).toEqual([]);
  return data?.startBulkNicknameSync.__typename;
};
const ready = async ({ adminUrl }: TestApp) =>
  ((await (await fetch(`${adminUrl}/ready`)).json()) as { status: string }).status;

test("everything works with the documented rights and a password of odd characters, and no line shows it", async () => {
  await using app = await startApp({ school, env: { DATABASE_URL: databaseUrl() } });
  expect(await start(app, "one")).toBe("StartBulkOperationSuccess");
  await expect
    .poll(async () => (await app.send(BulkOperationsDocument, {})).data?.bulkOperations.nodes[0]?.state)
    .toBe("COMPLETED");
  await expect.poll(() => ready(app)).toBe("ready");
  await app.close();
  // Start again with existing tables.
  await using again = await startApp({ school, env: { DATABASE_URL: databaseUrl() } });
  expect(await start(again, "two")).toBe("StartBulkOperationSuccess");
  for (const { log } of [app, again]) {
    expect(log.text).not.toContain(PASSWORD);
    expect(log.text).not.toContain(encodeURIComponent(PASSWORD));
  }
});

test("if tables vanish while the server runs, it returns typed failures and creates them again", async () => {
  await using app = await startApp({ school, env: { DATABASE_URL: databaseUrl() } });
  expect(await start(app, "before")).toBe("StartBulkOperationSuccess");
  await asAdministrator(
    "class_groups",
    "drop schema class_groups cascade",
    "create schema class_groups authorization class_groups",
  );
  const codes = new Set<string>();
  await expect
    .poll(async () => {
      const { data, errors } = await app.send(BulkOperationsDocument, {});
      for (const { extensions } of errors) codes.add(String(extensions["code"]));
      return data?.bulkOperations?.nodes.length;
    })
    .toBe(0);
  for (const code of codes) expect(code).toBe("STORE_UNAVAILABLE");
  expect(await start(app, "after")).toBe("StartBulkOperationSuccess");
  await expect
    .poll(async () => (await app.send(BulkOperationsDocument, {})).data?.bulkOperations.nodes[0]?.state)
    .toBe("COMPLETED");
  await expect.poll(() => ready(app)).toBe("ready");
});

test("a role without rights is logged once, with the cause", async () => {
  await asAdministrator("class_groups", "alter schema class_groups owner to test");
  await using app = await startApp({ school, env: { DATABASE_URL: databaseUrl() } });
  expect(await start(app, "one")).toBe("StoreUnavailableError");
  expect(await ready(app)).toBe("degraded");
  const lines = app.log.with("the store is unavailable: bulk work and the history of syncs wait for it");
  expect(lines).toHaveLength(1);
  expect(String(lines[0]?.["why"])).toMatch(/permission denied|no schema/);
});
