import type { Sql } from "../../src/store/sql.js";

/** An official name to store. */
export interface NameRow {
  readonly userId: string;
  readonly classinUid?: string;
  readonly name: string;
}

/** Stores names as the school would have set them. */
export async function insertNames(sql: Sql, names: readonly NameRow[]): Promise<void> {
  await sql.rows(
    `insert into official_names (user_id, classin_uid, name, folded, updated_at)
     select "userId", "classinUid", name, lower(name), '2026-11-20T08:00:00Z'
     from jsonb_to_recordset($1::jsonb) as given("userId" text, "classinUid" text, name text)`,
    [JSON.stringify(names)],
  );
}
