import DataLoader from "dataloader";
import type { Sql, Store } from "../../store/sql.js";
import type { StoreProvider } from "../../store/store.js";
import { type CorrectionsQuery, listCorrections } from "./corrections.js";
import { expireCorrections } from "./expiry.js";
import { markCourse, markLooks, markMembers } from "./marks.js";
import type { NameCorrection, NamePolicy } from "./model.js";
import { keptAmong, setPolicy } from "./policies.js";
import { type NameWorker, startNameWorker, type WorkerDeps } from "./worker.js";

/** Name policies and corrections, for resolvers. Methods reject with StoreUnavailable while the store cannot be used. */
export interface NameKeeping {
  /** Sets the policy of courses. `by` is the caller; null if callers are not checked. Repeating it is harmless. */
  setPolicy(courseIds: readonly string[], policy: NamePolicy, by: string | null): Promise<void>;
  /** Concurrent reads share one statement. */
  policyOf(courseId: string): Promise<NamePolicy>;
  /** Newest first. */
  corrections(query: CorrectionsQuery): Promise<NameCorrection[]>;
}

/** A change of a group's members, as a vendor reported it. */
export interface MembersChanged {
  readonly groupId: string;
  readonly userIds: readonly string[];
  readonly what: "renamed" | "joined";
  /** Who made the change. Null if the event does not say. */
  readonly operatorId: string | null;
}

/** Learns what vendors report and what the school sets, in the transaction in which it is stored. */
export interface NameEvents {
  rosterChanged(tx: Sql, courseId: string): Promise<void>;
  membersChanged(tx: Sql, change: MembersChanged): Promise<void>;
  /** The school has set other official names. */
  namesChanged(tx: Sql, at: Date): Promise<void>;
  /** The transaction was committed. */
  committed(): void;
}

/** Keeps names, and does so in the background. */
export interface NameKeeper {
  readonly keeping: NameKeeping;
  readonly events: NameEvents;
  /** ClassIn said that a member was just added, and has not got the name yet. */
  wasPartlySynced(courseId: string): void;
  /** Continues the work that an earlier process left, if any. */
  resume(): void;
  /** Begins no more work, and waits for the calls that were sent. Later calls return the same promise. */
  stop(): Promise<void>;
}

export interface KeeperDeps extends Omit<WorkerDeps, "open"> {
  readonly provider: Pick<StoreProvider, "open" | "mayHoldWork">;
  readonly retentionDays: number;
  /** The course of a chat group; null if it has none. */
  readonly courseIdOf: (groupId: string) => string | null;
  /** The account that makes this server's calls. Its own renames are no events. */
  readonly admin: string;
}

const EXPIRE_EVERY_MS = 60 * 60_000;
/** As many as one request can refer to. */
const MAX_BATCH = 500;

export function createNameKeeper(deps: KeeperDeps): NameKeeper {
  const { provider, clock, rules, observer } = deps;
  const open = (): Promise<Store> => provider.open();
  let worker: NameWorker | null = null;
  let stopped: Promise<void> | null = null;
  let cancelExpiry: () => void = () => undefined;

  const expire = (): void => {
    open()
      .then((store) => expireCorrections(store, deps.retentionDays))
      .catch((error: unknown) => observer.trouble(error));
    cancelExpiry = clock.after(EXPIRE_EVERY_MS, expire);
  };
  const start = (): void => {
    if (worker !== null || stopped !== null) return;
    worker = startNameWorker({ ...deps, open });
    expire();
  };
  const wake = (): void => {
    start();
    worker?.wake();
  };

  return {
    keeping: keepingOf(deps, wake),
    events: eventsOf(deps, wake),
    wasPartlySynced(courseId) {
      if (!provider.mayHoldWork()) return;
      open()
        .then((store) => markCourse(store, courseId, clock.now(), rules))
        .catch((error: unknown) => observer.trouble(error));
    },
    resume() {
      if (provider.mayHoldWork()) start();
    },
    stop() {
      cancelExpiry();
      return (stopped ??= worker?.stop() ?? Promise.resolve());
    },
  };
}

function keepingOf({ provider, clock, rules }: KeeperDeps, wake: () => void): NameKeeping {
  const policies = new DataLoader<string, NamePolicy>(
    async (courseIds) => {
      // Reads must not create a store.
      if (!provider.mayHoldWork()) return courseIds.map(() => "MANUAL");
      const kept = await keptAmong(await provider.open(), courseIds);
      return courseIds.map((courseId) => (kept.has(courseId) ? "KEEP" : "MANUAL"));
    },
    { cache: false, maxBatchSize: MAX_BATCH },
  );
  return {
    async setPolicy(courseIds, policy, by) {
      await setPolicy(await provider.open(), courseIds, policy, { at: clock.now(), by }, rules);
      wake();
    },
    policyOf: (courseId) => policies.load(courseId),
    corrections: async (query) =>
      provider.mayHoldWork() ? listCorrections(await provider.open(), query) : [],
  };
}

function eventsOf({ clock, rules, courseIdOf, admin }: KeeperDeps, wake: () => void): NameEvents {
  let isMarked = false;
  return {
    async rosterChanged(tx, courseId) {
      await markCourse(tx, courseId, clock.now(), rules);
    },
    async membersChanged(tx, { groupId, userIds, what, operatorId }) {
      // This server's own renames. An administrator's arrivals are others': this server adds nobody.
      if (what === "renamed" && operatorId === admin) return;
      const courseId = courseIdOf(groupId);
      if (courseId === null) return;
      const trigger = what === "renamed" ? "MEMBER_RENAMED" : "MEMBER_JOINED";
      if (await markMembers(tx, { courseId, userIds, trigger }, clock.now(), rules)) isMarked = true;
    },
    namesChanged: (tx, at) => markLooks(tx, at, rules),
    committed() {
      if (!isMarked) return;
      isMarked = false;
      wake();
    },
  };
}
