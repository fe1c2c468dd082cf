import { type Store, StoreUnavailable } from "../../store/sql.js";
import { CancelSource } from "../../vendor/cancel-signal.js";
import { WakeableSleep } from "../../vendor/wakeable-sleep.js";
import { runCards } from "./card-runner.js";
import { claimCards } from "./card-work.js";
import { type DailyTime, lastMoment } from "./daily.js";
import { markAll } from "./marks.js";
import type { RunDeps } from "./run-deps.js";
import { runSync } from "./sync-runner.js";
import { claimSyncs } from "./sync-work.js";

/** Does what is due, until it is stopped. */
export interface NameWorker {
  /** Looks for work now. */
  wake(): void;
  /** Begins no more work, and waits for the calls that were sent. */
  stop(): Promise<void>;
}

/** Finds what other replicas marked, and what has become due. */
const POLL_MS = 1_000;
/** Courses in progress in this process. Their calls share a tenth of the budgets. */
const SYNCS_AT_ONCE = 4;
const GROUPS_AT_ONCE = 8;

export interface WorkerDeps extends Omit<RunDeps, "store" | "signal"> {
  readonly open: () => Promise<Store>;
  readonly daily: DailyTime;
}

export function startNameWorker(deps: WorkerDeps): NameWorker {
  const { clock, rules, observer } = deps;
  const pause = new WakeableSleep(clock);
  const life = new CancelSource();
  const syncs = new Set<Promise<void>>();
  const groups = new Set<Promise<void>>();
  /** The daily moment for which all courses were marked. */
  let markedFor = 0;

  const begin = (running: Set<Promise<void>>, courseId: string, work: Promise<void>): void => {
    const done = work
      .catch((error: unknown) =>
        isTrouble(error) ? observer.trouble(error) : observer.threw(error, courseId),
      )
      .finally(() => {
        running.delete(done);
        pause.wake();
      });
    running.add(done);
  };
  let isFirst = true;
  const claimMore = async (): Promise<void> => {
    const store = await deps.open();
    const run: RunDeps = { ...deps, store, signal: life };
    // Nobody else uses an embedded store, so these are the leases of a process that died.
    if (isFirst && !store.isShared) await releaseAll(store);
    isFirst = false;
    const now = clock.now();
    const moment = lastMoment(now, deps.daily);
    if (moment.getTime() !== markedFor) {
      await markAll(store, moment, now, rules);
      markedFor = moment.getTime();
    }
    if (life.aborted) return;
    if (syncs.size < SYNCS_AT_ONCE)
      for (const claim of await claimSyncs(store, SYNCS_AT_ONCE - syncs.size, now, rules))
        begin(syncs, claim.courseId, runSync(run, claim));
    if (groups.size < GROUPS_AT_ONCE)
      for (const claim of await claimCards(store, GROUPS_AT_ONCE - groups.size, now, rules))
        begin(groups, claim.courseId, runCards(run, claim));
  };
  const claiming = (async () => {
    while (!life.aborted) {
      await claimMore().catch((error: unknown) => observer.trouble(error));
      if (!life.aborted) await pause.sleep(POLL_MS);
    }
  })();

  return {
    wake: () => pause.wake(),
    async stop() {
      life.abort();
      pause.wake();
      await claiming;
      await Promise.all([...syncs, ...groups]);
    },
  };
}

const releaseAll = (store: Store): Promise<unknown[]> =>
  store.rows(
    `update kept_courses set sync_lease_until = null, cards_lease_until = null
     where sync_lease_until is not null or cards_lease_until is not null`,
  );

const isTrouble = (error: unknown): boolean => error instanceof StoreUnavailable;
