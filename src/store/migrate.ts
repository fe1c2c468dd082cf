import { fileURLToPath } from "node:url";
import type { PGlite } from "@electric-sql/pglite";
import type { Pool } from "pg";

/** Any number, as long as nothing else locks it: replicas that start together migrate one after another. */
const MIGRATION_LOCK = 7_351_025;

const options = {
  migrationsFolder: fileURLToPath(new URL("./migrations", import.meta.url)),
  migrationsSchema: "public",
  migrationsTable: "class_groups_migrations",
};

/** Brings PostgreSQL to the newest schema. Replicas may do so at the same time. */
export async function migratePostgres(pool: Pool): Promise<void> {
  const [{ drizzle }, { migrate }] = await Promise.all([
    import("drizzle-orm/node-postgres"),
    import("drizzle-orm/node-postgres/migrator"),
  ]);
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(`select pg_advisory_lock(${MIGRATION_LOCK})`);
    await migrate(drizzle(client), options);
  } finally {
    // A connection that cannot be unlocked is ended, which unlocks it.
    await client
      .query(`select pg_advisory_unlock(${MIGRATION_LOCK})`)
      .catch((error: Error) => (broken = error));
    client.release(broken);
  }
}

/** Brings the embedded database to the newest schema. Nobody else has it open. */
export async function migrateEmbedded(database: PGlite): Promise<void> {
  const [{ drizzle }, { migrate }] = await Promise.all([
    import("drizzle-orm/pglite"),
    import("drizzle-orm/pglite/migrator"),
  ]);
  await migrate(drizzle(database), options);
}
