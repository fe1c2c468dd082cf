import { randomUUID } from "node:crypto";
import { callOptions, type RunDeps } from "./run-deps.js";
import { beginSync, endSync, releaseSync, type SyncClaim } from "./sync-work.js";

/** Syncs one course that this worker claimed. */
export async function runSync(deps: RunDeps, claim: SyncClaim): Promise<void> {
  const { store, vendors, clock, observer, rules } = deps;
  const { courseId, trigger } = claim;
  const id = randomUUID();
  const at = clock.now();
  if (deps.signal.aborted || !(await beginSync(store, claim, id, at))) return releaseSync(store, claim);
  const attempted = await vendors.syncCourse(courseId, id, callOptions(deps));
  await endSync(store, claim, id, attempted, rules);
  if (attempted.neverSent) return;
  observer.corrected(
    { id, at, vendor: "classin", courseId, groupId: null, userId: null, trigger },
    attempted,
  );
}
