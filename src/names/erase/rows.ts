import type { Sql } from "../../store/sql.js";
import type { Person } from "./person.js";

interface Count {
  readonly count: number;
}

/** Runs a statement that returns the number of rows it changed. */
const counted = async (sql: Sql, changing: string, values: readonly unknown[]): Promise<number> => {
  const [row] = await sql.rows<Count>(
    `with changed as (${changing} returning 1) select count(*)::int as count from changed`,
    values,
  );
  return row?.count ?? 0;
};

export const removeName = (tx: Sql, userId: string): Promise<number> =>
  counted(tx, "delete from official_names where user_id = $1", [userId]);

/** Names and policies that the person set stay, without saying who set them. */
export async function forgetSetter(tx: Sql, userId: string): Promise<void> {
  await tx.rows("update official_names set updated_by = null where updated_by = $1", [userId]);
  await tx.rows("update kept_courses set set_by = null where set_by = $1", [userId]);
}

/** Removes what was done to keep the person's name cards, and what is due for them. */
export async function removeCorrections(tx: Sql, userId: string): Promise<number> {
  await tx.rows("delete from kept_members where user_id = $1", [userId]);
  return counted(tx, "delete from name_corrections where user_id = $1", [userId]);
}

export const removeStudent = (tx: Sql, classinUid: string): Promise<number> =>
  counted(tx, "delete from course_students where student_uid = $1", [classinUid]);

/** Also renames that steps are left of: whoever works on one then stops before the next step. */
export const removeRenames = (tx: Sql, { userId, classinUid }: Person): Promise<number> =>
  counted(tx, "delete from student_renames where user_id = $1 or classin_uid = $2", [userId, classinUid]);

export const blankSyncs = (tx: Sql, userId: string): Promise<number> =>
  counted(tx, "update nickname_syncs set requested_by = null where requested_by = $1", [userId]);

/** An item that ended, or that was cancelled with its operation, is never carried out again. */
const HAS_ENDED = `(outcome is not null or exists (
  select from bulk_operations operation where operation.id = operation_id and operation.finished_at is not null
))`;
const HAS_NAMES = "(target ? 'nameCard' or target ? 'customFields')";

/** Removes the texts that a change set. The ids of its group and user stay: they identify the item. */
export const blankItems = (tx: Sql, userId: string): Promise<number> =>
  counted(
    tx,
    `update bulk_items set target = target - 'nameCard' - 'customFields'
     where target ->> 'userId' = $1 and ${HAS_NAMES} and ${HAS_ENDED}`,
    [userId],
  );

/** Items that are yet to be carried out. */
export async function openItems(tx: Sql, userId: string): Promise<number> {
  const [row] = await tx.rows<Count>(
    `select count(*)::int as count from bulk_items
     where target ->> 'userId' = $1 and ${HAS_NAMES} and not ${HAS_ENDED}`,
    [userId],
  );
  return row?.count ?? 0;
}
