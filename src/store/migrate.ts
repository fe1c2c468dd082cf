import { fileURLToPath } from "node:url";
import type { PGlite } from "@electric-sql/pglite";
import { type MigrationMeta, readMigrationFiles } from "drizzle-orm/migrator";
import type { Pool } from "pg";

/** Any number, as long as nothing else locks it: replicas that start together migrate one after another. */
const MIGRATION_LOCK = 7_351_025;

const FOLDER = fileURLToPath(new URL("./migrations", import.meta.url));

/** As drizzle's own migrator keeps it. That one creates a schema, for which a role with the least rights may not ask. */
const CREATE_LIST =
  "create table if not exists class_groups_migrations (id serial primary key, hash text not null, created_at bigint)";
const LAST = "select created_at::float8 as at from class_groups_migrations order by created_at desc limit 1";

/** Runs one statement. */
type Query = (text: string) => Promise<{ rows: unknown[] }>;

/**
 * Brings PostgreSQL to the newest schema, in the first schema of the connection's search path. Replicas may do so at the
 * same time.
 */
export async function migratePostgres(pool: Pool): Promise<void> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(`select pg_advisory_lock(${MIGRATION_LOCK})`);
    await migrate((text) => client.query(text));
  } finally {
    // A connection that cannot be unlocked is ended, which unlocks it.
    await client
      .query(`select pg_advisory_unlock(${MIGRATION_LOCK})`)
      .catch((error: Error) => (broken = error));
    client.release(broken);
  }
}

/** Brings the embedded database to the newest schema. Nobody else has it open. */
export const migrateEmbedded = (database: PGlite): Promise<void> => migrate((text) => database.query(text));

async function migrate(query: Query): Promise<void> {
  if (!(await hasList(query))) await query(CREATE_LIST);
  const [last] = (await query(LAST)).rows as { at: number }[];
  const missing = readMigrationFiles({ migrationsFolder: FOLDER }).filter(
    ({ folderMillis }) => last === undefined || folderMillis > last.at,
  );
  if (missing.length === 0) return;
  await query("begin");
  try {
    for (const migration of missing) await apply(migration, query);
    await query("commit");
  } catch (error) {
    await query("rollback");
    throw error;
  }
}

/** Looked for first: who may not create tables any more can still use those that are there. */
async function hasList(query: Query): Promise<boolean> {
  const { rows } = await query("select to_regclass('class_groups_migrations') is not null as found");
  return (rows as { found: boolean }[])[0]?.found === true;
}

async function apply({ sql, hash, folderMillis }: MigrationMeta, query: Query): Promise<void> {
  // The connection's search path says where tables lie; drizzle-kit writes `public` into references.
  for (const statement of sql) await query(statement.replaceAll('"public".', ""));
  await query(
    `insert into class_groups_migrations (hash, created_at) values ('${hash}', ${Math.trunc(folderMillis)})`,
  );
}
