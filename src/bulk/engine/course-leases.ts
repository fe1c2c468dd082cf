import { randomUUID } from "node:crypto";
import type { Store } from "../../store/sql.js";
import { type Clock, sleep } from "../../vendor/clock.js";

/** Runs `work` while no other replica syncs the course. */
export type AloneWithCourse = <T>(courseId: string, work: () => Promise<T>) => Promise<T>;

/** Longer than a sync may take. */
const LEASE_MS = 25_000;
const POLL_MS = 250;

/**
 * Replicas that share a store take turns to sync a course. ClassIn only advises against parallel calls, so syncs run even
 * while the store is down.
 */
export function takingTurns(deps: { store: () => Store | null; clock: Clock }): AloneWithCourse {
  const { clock } = deps;
  return async (courseId, work) => {
    const store = deps.store();
    if (store === null) return work();
    const holder = randomUUID();
    const isOurs = await waitForTurn(store, courseId, holder, clock);
    try {
      return await work();
    } finally {
      if (isOurs) {
        void store
          .rows("delete from course_leases where course_id = $1 and holder = $2", [courseId, holder])
          .catch(() => undefined);
      }
    }
  };
}

async function waitForTurn(store: Store, courseId: string, holder: string, clock: Clock): Promise<boolean> {
  try {
    while (!(await lease(store, courseId, holder))) {
      await sleep(clock, POLL_MS);
    }
    return true;
  } catch {
    return false;
  }
}

async function lease(store: Store, courseId: string, holder: string): Promise<boolean> {
  const rows = await store.rows(
    `insert into course_leases as lease (course_id, holder, until)
     values ($1, $2, clock_timestamp() + $3::float8 * interval '1 millisecond')
     on conflict (course_id) do update set holder = excluded.holder, until = excluded.until
     where lease.until < clock_timestamp() returning course_id`,
    [courseId, holder, LEASE_MS],
  );
  return rows.length > 0;
}
