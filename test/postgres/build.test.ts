import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";
import { expect, test } from "vitest";
import { startSimulator } from "../../src/simulator/simulator.js";
import { makeImageFolder } from "../support/built-server.js";
import { environmentFor } from "../support/bulk-server.js";
import { ServerProcess } from "../support/graphql-process.js";
import { startPostgres } from "../support/postgres.js";

test("the built server migrates the database, and leases its permits from there", async () => {
  await using postgres = await startPostgres();
  const [folder, simulator] = await Promise.all([makeImageFolder(), startSimulator()]);
  const env = environmentFor(simulator, { DATABASE_URL: postgres.url, REPLICAS: "1" });
  const server = new ServerProcess(env, [join(folder, "dist/main.js")]);
  const client = new Client(postgres.url);
  try {
    await server.url();
    await client.connect();
    const budgets = async () =>
      (await client.query("select budget from vendor_budgets")).rows.map(({ budget }) => budget);
    await expect.poll(() => budgets().catch(() => [])).toContain("classin");
    server.process.kill("SIGTERM");
    expect(await server.end()).toEqual({ code: 0, signal: null });
    expect(server.err).toBe("");
  } finally {
    server.process.kill("SIGKILL");
    await client.end();
    await simulator.close();
    await rm(folder, { recursive: true });
  }
});
