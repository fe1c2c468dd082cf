import type { PoolClient } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "../../src/store/database.js";
import { postgresStore } from "../../src/store/postgres.js";
import { StoreUnavailable } from "../../src/store/sql.js";
import { type Postgres, startPostgres } from "../support/postgres.js";
import { startProxy, type TcpProxy } from "../support/tcp-proxy.js";

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres[Symbol.asyncDispose]());

function storeThrough({ port }: TcpProxy) {
  const url = new URL(postgres.url);
  url.port = `${port}`;
  const pool = openDatabase(url.href, () => undefined, { answerWithinMs: 60_000, connectWithinMs: 60_000 });
  const store = postgresStore(pool, () => Promise.resolve());
  return { pool, store, [Symbol.asyncDispose]: () => store.close() };
}

// An unhandled error event would end the server. Vitest fails a run that has one.
test("a connection lost between two statements fails only its transaction", async () => {
  await using proxy = await startProxy({ host: "127.0.0.1", port: Number(new URL(postgres.url).port) });
  await using through = storeThrough(proxy);
  const { pool, store } = through;
  const ended = new Promise<void>((resolve) => {
    pool.once("acquire", (client: PoolClient) => client.once("end", resolve));
  });
  const lost = store.transaction(async (tx) => {
    await tx.rows("select 1");
    proxy.cut();
    await ended;
    await tx.rows("select 1");
  });
  await expect(lost).rejects.toBeInstanceOf(StoreUnavailable);

  proxy.mend();
  expect(await store.transaction((tx) => tx.rows("select 1 as one"))).toEqual([{ one: 1 }]);
});

test("a connection lost during a statement fails only its transaction", async () => {
  await using proxy = await startProxy({ host: "127.0.0.1", port: Number(new URL(postgres.url).port) });
  await using through = storeThrough(proxy);
  const { store } = through;
  const lost = store.transaction(async (tx) => {
    const sleeping = tx.rows("select pg_sleep(60)");
    proxy.cut();
    await sleeping;
  });
  await expect(lost).rejects.toBeInstanceOf(StoreUnavailable);

  proxy.mend();
  expect(await store.transaction((tx) => tx.rows("select 1 as one"))).toEqual([{ one: 1 }]);
});
