import type { Pool, PoolClient } from "pg";
import { retryDeadlocks, type Sql, type Store, tellingTrouble } from "./sql.js";

/** PostgreSQL as a store, over a pool that is closed with it. */
export function postgresStore(pool: Pool): Store {
  return {
    isShared: true,
    rows: (text, values) => tellingTrouble(() => sqlOver(pool).rows(text, values)),
    transaction: (work) => tellingTrouble(() => retryDeadlocks(() => transaction(pool, work))),
    close: () => pool.end(),
  };
}

const sqlOver = (connection: Pick<PoolClient, "query">): Sql => ({
  async rows<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await connection.query(text, [...values])).rows as Row[];
  },
});

async function transaction<T>(pool: Pool, work: (tx: Sql) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    const done = await work(sqlOver(client));
    await client.query("commit");
    return done;
  } catch (error) {
    await client.query("rollback").catch((failure: Error) => (broken = failure));
    throw error;
  } finally {
    client.release(broken);
  }
}
