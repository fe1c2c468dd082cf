import { randomUUID } from "node:crypto";
import { outcomeOfFailure, succeededAt } from "../../src/bulk/outcome.js";
import type { Synced, SyncFailure } from "../../src/classin/client.js";
import type { Context } from "../../src/graphql/context.js";
import type { Result } from "../../src/result.js";

/** Records a sync in the course's history. The mutation does not wait: the record is written a moment later. */
export function recordSync(
  courseId: string,
  startedAt: Date,
  synced: Result<Synced, SyncFailure>,
  { bulk, caller, clock, requestId }: Context,
): void {
  const outcome = synced.ok
    ? succeededAt(synced.value.syncedAt)
    : outcomeOfFailure(synced.error, clock.now());
  bulk.history.note({
    id: randomUUID(),
    courseId,
    startedAt,
    requestedBy: caller?.id ?? null,
    requestId,
    outcome,
  });
}
