import type { Pool, PoolClient } from "pg";
import { areTablesGone, mapStoreErrors, retryDeadlocks, type Sql, type Store } from "./sql.js";

/**
 * PostgreSQL as a store, over a pool that is closed with it. `prepare` makes the tables: before the first statement, and
 * again after a statement found that they are gone.
 */
export function postgresStore(pool: Pool, prepare: () => Promise<void>): Store {
  let prepared: Promise<void> | null = null;
  const onTables = async <T>(work: () => Promise<T>): Promise<T> => {
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
    rows: (text, values) => mapStoreErrors(() => onTables(() => sqlOver(pool).rows(text, values))),
    transaction: (work) =>
      mapStoreErrors(() => onTables(() => retryDeadlocks(() => transaction(pool, work)))),
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
