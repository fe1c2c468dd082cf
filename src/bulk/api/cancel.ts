import type { Store } from "../../store/sql.js";
import { finishIfDone } from "../engine/leases.js";

/**
 * Cancels an operation. Items already begun still finish; the others are never begun. A finished operation does not change.
 * Chunks without a worker are closed here, unless a dead worker had begun an item: the next worker must find its outcome.
 */
export function cancelOperation(store: Store, id: string): Promise<void> {
  return store.transaction(async (tx) => {
    await tx.rows(
      `select number from bulk_chunks
       where operation_id = $1 and done_at is null
         and (lease_until is null or lease_until < clock_timestamp())
       order by number for update`,
      [id],
    );
    await tx.rows(
      `update bulk_chunks chunk set done_at = clock_timestamp(), lease_until = null
       where operation_id = $1 and done_at is null
         and (lease_until is null or lease_until < clock_timestamp())
         and not exists (
           select from bulk_items item
           where item.operation_id = chunk.operation_id and item.chunk = chunk.number
             and item.outcome is null and item.begun_at is not null
         )`,
      [id],
    );
    await tx.rows(
      "update bulk_operations set state = 'cancelling' where id = $1 and state in ('queued', 'running')",
      [id],
    );
    await finishIfDone(tx, id);
  });
}
