import type { Sql } from "../store/sql.js";
import { containing } from "./folded.js";
import type { OfficialName } from "./model.js";

interface Row {
  readonly user_id: string;
  readonly classin_uid: string | null;
  readonly name: string;
  readonly updated_at: Date;
}

const COLUMNS = "user_id, classin_uid, name, updated_at";

const nameOf = (row: Row): OfficialName => ({
  userId: row.user_id,
  classinUid: row.classin_uid,
  name: row.name,
  updatedAt: row.updated_at,
});

/** Those of the users who have an official name, in any order. */
export async function findNames(sql: Sql, userIds: readonly string[]): Promise<OfficialName[]> {
  const rows = await sql.rows<Row>(
    `select ${COLUMNS} from official_names where user_id in (select jsonb_array_elements_text($1::jsonb))`,
    [JSON.stringify(userIds)],
  );
  return rows.map(nameOf);
}

export interface NamesQuery {
  /** Only names or user ids that contain this text, in upper or lower case. Null: all. */
  readonly search: string | null;
  /** Only users after this id. */
  readonly after: string | null;
  readonly limit: number;
}

/** In the order of the user ids, byte by byte. */
export async function listNames(sql: Sql, { search, after, limit }: NamesQuery): Promise<OfficialName[]> {
  const rows = await sql.rows<Row>(
    String.raw`select ${COLUMNS} from official_names
     where ($1::text is null or folded like $1 escape '\') and ($2::text is null or user_id > $2)
     order by user_id limit $3::int`,
    [search === null ? null : containing(search), after, limit],
  );
  return rows.map(nameOf);
}
