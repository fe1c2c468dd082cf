import type { Store } from "../store/sql.js";
import { IS_OPEN } from "./process/processor.js";

/** What waits, and what was given up. */
export interface Backlog {
  readonly waiting: number;
  /** How long the oldest waiting message has waited. 0 if none waits. */
  readonly oldestSeconds: number;
  /** Messages that were tried five times in vain. */
  readonly failed: number;
}

export async function readBacklog(store: Store): Promise<Backlog> {
  const [row] = await store.rows<Backlog>(
    `select
       (select count(*)::int from webhook_messages where ${IS_OPEN}) as waiting,
       (select coalesce(extract(epoch from clock_timestamp() - min(received_at)), 0)::float8
        from webhook_messages where ${IS_OPEN}) as "oldestSeconds",
       (select count(*)::int from webhook_messages where failed_at is not null) as failed`,
  );
  return row ?? { waiting: 0, oldestSeconds: 0, failed: 0 };
}
