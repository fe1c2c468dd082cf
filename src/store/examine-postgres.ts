import type { Pool } from "pg";
import { failed, ok, type Result } from "../result.js";
import { openDatabase } from "./database.js";
import { examineMigrations } from "./examine-migrations.js";
import type { StoreProblem } from "./folder-trouble.js";
import { migrationState } from "./migrate.js";
import { connectionProblem } from "./postgres-problems.js";

const CONNECT_WITHIN_MS = 5_000;
const ANSWER_WITHIN_MS = 5_000;

interface Place {
  /** Null if the role has no schema that exists. */
  readonly schema: string | null;
  readonly is_standby: boolean;
  readonly is_read_only: boolean;
  readonly may_create: boolean;
}

const PLACE = `
  select current_schema() as schema,
    pg_is_in_recovery() as is_standby,
    current_setting('transaction_read_only') = 'on' as is_read_only,
    coalesce(has_schema_privilege(current_schema(), 'create'), false) as may_create`;

/** Needs every right of a write, and writes nothing. */
const WRITE_NOTHING = "update class_groups_migrations set hash = hash where false";

/** Finds out whether the server can use a PostgreSQL database: connection, role, rights and migrations. Changes nothing. */
export async function examinePostgres(url: string): Promise<Result<string, StoreProblem>> {
  const pool = openDatabase(url, () => undefined, {
    connectWithinMs: CONNECT_WITHIN_MS,
    answerWithinMs: ANSWER_WITHIN_MS,
  });
  try {
    return await examine(pool);
  } catch (error) {
    return failed(connectionProblem(error));
  } finally {
    await pool.end();
  }
}

async function examine(pool: Pool): Promise<Result<string, StoreProblem>> {
  const { rows } = await pool.query<Place>(PLACE);
  const problem = rows[0] === undefined ? null : problemWithPlace(rows[0]);
  if (problem !== null) return failed(problem);
  const state = await migrationState((text) => pool.query(text));
  const mustCreate = state === null || state.missing.length > 0;
  if (mustCreate && rows[0]?.may_create === false) return failed(MAY_NOT_CREATE);
  if (state !== null) await pool.query(WRITE_NOTHING);
  const migrations = examineMigrations(state);
  return migrations.ok ? ok(`PostgreSQL accepts writes. ${migrations.value}`) : migrations;
}

function problemWithPlace({ schema, is_standby, is_read_only }: Place): StoreProblem | null {
  if (is_standby)
    return {
      cause: "The database is a read-only standby.",
      remedy: "Point DATABASE_URL to the primary server.",
    };
  if (is_read_only)
    return {
      cause: "The database is read-only for this role (default_transaction_read_only is on).",
      remedy:
        "Set it to off for the role and the database. Hosted databases set it when their disk is full: free space then.",
    };
  if (schema === null)
    return {
      cause: "The role has no schema for the tables: none in its search_path exists, or it may not use it.",
      remedy: 'Create one as docs/operations.md#postgresql shows ("create schema … authorization …").',
    };
  return null;
}

const MAY_NOT_CREATE: StoreProblem = {
  cause: "Tables are missing, and the role may not create them in its schema.",
  remedy: "Make the role the owner of its schema, as docs/operations.md#postgresql shows.",
};
