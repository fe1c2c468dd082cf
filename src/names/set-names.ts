import { failed, ok, type Result } from "../result.js";
import type { Sql, Store } from "../store/sql.js";
import { foldedRow } from "./folded.js";
import { lockNames } from "./lock.js";
import type { NamesSet, NameToSet, NumberConflict, NumberConflicts } from "./model.js";

/** Who sets names, and when. */
export interface Setting {
  readonly at: Date;
  /** Null if callers are not checked. */
  readonly by: string | null;
}

/** Hears in the same transaction that names have changed. */
export type NamesChanged = (tx: Sql, at: Date) => Promise<void>;

const MOST_CONFLICTS = 100;

/**
 * Sets all names, or none if a number in ClassIn belongs to a user whose number the input leaves as it is. Each user, and each
 * number, may be given once. Names that are stored already are not written.
 */
export function setNames(
  store: Store,
  names: readonly NameToSet[],
  setting: Setting,
  onChanged: NamesChanged,
): Promise<Result<NamesSet, NumberConflicts>> {
  return store.transaction(async (tx) => {
    const set = await setNamesIn(tx, names, setting);
    if (set.ok && set.value.changed > 0) await onChanged(tx, setting.at);
    return set;
  });
}

/** The same, as a part of a transaction. */
export async function setNamesIn(
  tx: Sql,
  names: readonly NameToSet[],
  { at, by }: Setting,
): Promise<Result<NamesSet, NumberConflicts>> {
  const rows = JSON.stringify(
    names.map(({ userId, classinUid, name }, index) => ({
      index,
      user_id: userId,
      classin_uid: classinUid === "" ? null : classinUid,
      keeps_number: classinUid === undefined,
      name,
      folded: foldedRow(userId, name),
    })),
  );
  await lockNames(tx);
  const conflicts = await conflictsIn(tx, rows);
  if (conflicts.count > 0) return failed(conflicts);
  const written = await tx.rows(UPSERT, [rows, at.toISOString(), by]);
  return ok({ changed: written.length, unchanged: names.length - written.length });
}

const givenAs = (alias: string): string => `jsonb_to_recordset($1::jsonb) as
  ${alias}(index int, user_id text, classin_uid text, keeps_number boolean, name text, folded text)`;

const CONFLICTS = `
  select given.user_id as "userId", given.classin_uid as "classinUid", held.user_id as "heldBy",
    count(*) over ()::int as count
  from ${givenAs("given")}
  join official_names held on held.classin_uid = given.classin_uid and held.user_id <> given.user_id
  where not exists (
    select from ${givenAs("other")} where other.user_id = held.user_id and not other.keeps_number
  )
  order by given.index limit ${MOST_CONFLICTS}`;

async function conflictsIn(tx: Sql, rows: string): Promise<NumberConflicts> {
  const found = await tx.rows<NumberConflict & { readonly count: number }>(CONFLICTS, [rows]);
  const first = found.map(({ userId, classinUid, heldBy }) => ({ userId, classinUid, heldBy }));
  return { first, count: found[0]?.count ?? 0 };
}

const UPSERT = `
  insert into official_names as held (user_id, classin_uid, name, folded, updated_at, updated_by)
  select given.user_id, case when given.keeps_number then known.classin_uid else given.classin_uid end,
    given.name, given.folded, $2::timestamptz, $3::text
  from ${givenAs("given")} left join official_names known on known.user_id = given.user_id
  on conflict (user_id) do update set classin_uid = excluded.classin_uid, name = excluded.name,
    folded = excluded.folded, updated_at = excluded.updated_at, updated_by = excluded.updated_by
  where (held.classin_uid, held.name) is distinct from (excluded.classin_uid, excluded.name)
  returning user_id`;
