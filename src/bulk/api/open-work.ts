import type { Store } from "../../store/sql.js";
import type { OpenWork } from "../model.js";

export async function readOpenWork(store: Store): Promise<OpenWork> {
  const [row] = await store.rows<OpenWork>(
    `select count(*)::int as operations,
            coalesce(sum(total - succeeded - failed - unknown) filter (where state <> 'cancelling'), 0)::float8 as items
     from bulk_operations where finished_at is null`,
  );
  return row ?? NO_WORK;
}

export const NO_WORK: OpenWork = { operations: 0, items: 0 };
