import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import type { PGlite } from "@electric-sql/pglite";
import type { Pool } from "pg";

/** Replicas that start together migrate one after another. The number is arbitrary, but no other lock may use it. */
const MIGRATION_LOCK = 7_351_025;

/** The migration files, in the order of their numbers. A released file never changes. */
const FOLDER = new URL("./migrations/", import.meta.url);
/** Separates the statements of a file: the embedded database runs one at a time. */
const BREAKPOINT = "--> statement-breakpoint";

const CREATE_LIST =
  "create table if not exists class_groups_migrations (id serial primary key, hash text not null, created_at bigint)";

/** One file of the folder. */
interface Migration {
  readonly name: string;
  /** SHA-256 of the file, in hex. */
  readonly hash: string;
  readonly statements: readonly string[];
}

/** Runs one statement. */
export type Query = (text: string) => Promise<{ rows: unknown[] }>;

/**
 * Applies the missing migrations to PostgreSQL, in the first schema of the connection's search path. Replicas may run this
 * at the same time.
 */
export async function migratePostgres(pool: Pool): Promise<void> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(`select pg_advisory_lock(${MIGRATION_LOCK})`);
    await migrate((text) => client.query(text));
  } finally {
    // If the unlock fails, closing the connection releases the lock.
    await client
      .query(`select pg_advisory_unlock(${MIGRATION_LOCK})`)
      .catch((error: Error) => (broken = error));
    client.release(broken);
  }
}

/** Applies the missing migrations to the embedded database. No other process has it open. */
export const migrateEmbedded = (database: PGlite): Promise<void> => migrate((text) => database.query(text));

/** How the migrations that a database has compare with those of this version. */
export interface MigrationState {
  readonly applied: number;
  readonly missing: readonly Migration[];
  /** The first file that differs from the one that was applied; null if none does. */
  readonly changed: string | null;
  /** How many were applied by a newer version. */
  readonly unknown: number;
}

/** Reads which migrations a database has. Null if it has never had one. Changes nothing. */
export const migrationState = async (query: Query): Promise<MigrationState | null> =>
  (await hasList(query)) ? compare(query) : null;

async function compare(query: Query): Promise<MigrationState> {
  const { rows } = await query("select hash from class_groups_migrations order by id");
  const applied = rows as { hash: string }[];
  const migrations = await readMigrations();
  const changed = migrations.find(({ hash }, index) => hash !== (applied[index]?.hash ?? hash));
  return {
    applied: applied.length,
    missing: migrations.slice(applied.length),
    changed: changed?.name ?? null,
    unknown: Math.max(0, applied.length - migrations.length),
  };
}

async function migrate(query: Query): Promise<void> {
  if (!(await hasList(query))) await query(CREATE_LIST);
  const { missing, changed } = await compare(query);
  if (changed !== null)
    throw new Error(
      `The migration ${changed} is not the one that was applied to this database. Restore the file.`,
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

async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith(".sql")).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, FOLDER), "utf8");
      const hash = createHash("sha256").update(text).digest("hex");
      return { name, hash, statements: text.split(BREAKPOINT) };
    }),
  );
}

/** Checked first, because a database user without the right to create tables may still use existing ones. */
async function hasList(query: Query): Promise<boolean> {
  const { rows } = await query("select to_regclass('class_groups_migrations') is not null as found");
  return (rows as { found: boolean }[])[0]?.found === true;
}

async function apply({ statements, hash }: Migration, query: Query): Promise<void> {
  // The search path decides the schema, so no statement may name one.
  for (const statement of statements) await query(statement.replaceAll('"public".', ""));
  await query(
    `insert into class_groups_migrations (hash, created_at) values ('${hash}', ${Math.trunc(Date.now())})`,
  );
}
