import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/simulator/simulator.js";
import { startApp } from "../support/app.js";
import { environmentFor } from "../support/bulk-server.js";
import { diagnose } from "../support/doctor.js";
import { type Postgres, startPostgres } from "../support/postgres.js";

let postgres: Postgres;
let simulator: Simulator;
beforeAll(async () => {
  [postgres, simulator] = await Promise.all([startPostgres({ auth: "scram-sha-256" }), startSimulator()]);
}, 60_000);
afterAll(async () => {
  await simulator.close();
  await postgres[Symbol.asyncDispose]();
});

async function administer(...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

const PASSWORD = "PLANTED-PASSWORD";
const urlOf = (role: string, password = PASSWORD, database = "postgres") =>
  `postgres://${role}:${password}@${new URL(postgres.url).host}/${database}`;
const store = async (url: string) => {
  const { code, out, texts } = await diagnose(environmentFor(simulator, { DATABASE_URL: url }));
  expect(out).not.toContain(PASSWORD);
  return { code, text: texts["store"] };
};

test("a database is examined without a change, before and after the server has used it", async () => {
  expect(await store(postgres.url)).toEqual({
    code: 0,
    text: "ok: PostgreSQL accepts writes. The server creates its tables when it starts.",
  });
  await (await startApp({ env: { DATABASE_URL: postgres.url, WEBHOOKS_PORT: "0" } })).close();
  expect((await store(postgres.url)).text).toMatch(
    /^ok: PostgreSQL accepts writes\. All \d+ migrations are applied\.$/,
  );
});

test("a read-only database, a role without rights and one without a schema are named", async () => {
  await administer(
    `create role doctor_read_only login password '${PASSWORD}'`,
    "alter role doctor_read_only set default_transaction_read_only = on",
    `create role doctor_without_rights login password '${PASSWORD}'`,
    "grant usage on schema public to doctor_read_only, doctor_without_rights",
    `create role doctor_without_schema login password '${PASSWORD}'`,
    "alter role doctor_without_schema set search_path = nowhere",
  );
  const readOnly = await store(urlOf("doctor_read_only"));
  expect(readOnly.code).toBe(1);
  expect(readOnly.text).toMatch(/^problem: The database is read-only for this role/);
  expect((await store(urlOf("doctor_without_rights"))).text).toMatch(/^problem: .*may not/);
  expect((await store(urlOf("doctor_without_schema"))).text).toMatch(/^problem: The role has no schema/);
});

test("a wrong password, a missing database and a server that is down are named, and the password is not shown", async () => {
  await administer(`create role doctor_login login password '${PASSWORD}'`);
  expect((await store(urlOf("doctor_login", "PLANTED-OTHER"))).text).toContain("refuses the password");
  expect((await store(urlOf("doctor_login", PASSWORD, "nowhere"))).text).toContain("does not exist");
  await postgres.stop();
  expect((await store(urlOf("doctor_login"))).text).toContain("Nothing listens at the host and port");
  await postgres.start();
});
