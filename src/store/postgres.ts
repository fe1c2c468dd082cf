import type { Pool, PoolClient } from "pg";
import { areTablesGone, mapStoreErrors, retryDeadlocks, type Sql, type Store } from "./sql.js";

/**
 * A store in PostgreSQL. Closing it closes the pool. `prepare` creates the tables before the first statement, and again
 * after a statement found them missing.
 */
export function postgresStore(pool: Pool, prepare: () => Promise<void>): Store {
  let prepared: Promise<void> | null = null;
  const withTables = async <T>(work: () => Promise<T>): Promise<T> => {
    const preparing = (prepared ??= prepare());
    try {
      await preparing;
    } catch (error) {
      if (prepared === preparing) prepared = null;
      throw error;
    }
    try {
      return await work();
    } catch (error) {
      if (areTablesGone(error)) prepared = null;
      throw error;
    }
  };
  return {
    isShared: true,
    rows: (text, values) => mapStoreErrors(() => withTables(() => sqlOver(pool).rows(text, values))),
    transaction: (work) =>
      mapStoreErrors(() => withTables(() => retryDeadlocks(() => transaction(pool, work)))),
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
