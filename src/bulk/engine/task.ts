import type { ClassinClient, SyncFailure } from "../../classin/client.js";
import type { TencentImClient } from "../../tencent-im/client.js";
import type { UpdateMemberFailure } from "../../tencent-im/member-update.js";
import type { MemberChange } from "../../tencent-im/model.js";
import type { CallContext } from "../../vendor/call-context.js";
import type { Clock } from "../../vendor/clock.js";
import type { Vendor } from "../../vendor/failure.js";
import type { BulkKind, NicknameTarget, StoredOutcome, Target } from "../model.js";
import { outcomeOfFailure, succeededAt } from "../outcome.js";

/** The result of one attempt at an item. */
export interface Attempt {
  readonly outcome: StoredOutcome;
  /** A later attempt may end differently. */
  readonly worthRepeating: boolean;
  /** The request never left this process. */
  readonly neverSent: boolean;
}

/** How to carry out the items of one kind of operation. */
export interface Task<T extends Target = Target> {
  readonly vendor: Vendor;
  run(target: T, context: CallContext): Promise<Attempt>;
  /** Whether doing it twice has the same effect as doing it once. */
  isRepeatable(target: T): boolean;
  /** Whether the attempt begun at `begunAt` was carried out; null if that cannot be found out. */
  wasDone(target: T, begunAt: Date, context: CallContext): Promise<boolean | null>;
  /** The most items in progress in this process, and the most chunks that they come from. */
  readonly mostAtOnce: number;
  readonly mostChunks: number;
}

export type Tasks = { readonly [Kind in BulkKind]: Task };

export function createTasks(deps: {
  classin: ClassinClient;
  tencentIm: TencentImClient;
  clock: Clock;
}): Tasks {
  const { classin, tencentIm, clock } = deps;
  return {
    "nickname-sync": nicknameTask(classin, clock),
    "group-member-update": memberTask(tencentIm, clock),
  };
}

const nicknameTask = (classin: ClassinClient, clock: Clock): Task<NicknameTarget> => ({
  vendor: "classin",
  // Enough for 20 calls a second, even if each takes one second.
  mostAtOnce: 24,
  mostChunks: 3,
  isRepeatable: () => true,
  wasDone: () => Promise.resolve(null),
  async run({ courseId }, context) {
    const synced = await classin.syncNicknames(courseId, context);
    return synced.ok ? succeeded(synced.value.syncedAt) : attemptOf(synced.error, clock.now());
  },
});

const memberTask = (tencentIm: TencentImClient, clock: Clock): Task<MemberChange> => ({
  vendor: "tencent-im",
  // Enough for 200 calls a second, even if each takes 350 ms.
  mostAtOnce: 80,
  mostChunks: 6,
  isRepeatable: ({ muteForSeconds = 0 }) => muteForSeconds === 0,
  wasDone: (change, begunAt, context) => tencentIm.wasMade(change, begunAt, context),
  async run(change, context) {
    const updated = await tencentIm.updateMember(change, context);
    return updated.ok ? succeeded(updated.value.updatedAt) : attemptOf(updated.error, clock.now());
  },
});

const succeeded = (at: Date): Attempt => ({
  outcome: succeededAt(at),
  worthRepeating: false,
  neverSent: false,
});

const WORTH_REPEATING: ReadonlySet<string> = new Set(["rate-limited", "unavailable", "outcome-unknown"]);

function attemptOf(failure: SyncFailure | UpdateMemberFailure, endedAt: Date): Attempt {
  const neverSent = "neverSent" in failure && failure.neverSent;
  return {
    outcome: outcomeOfFailure(failure, endedAt),
    worthRepeating: neverSent || WORTH_REPEATING.has(failure.kind),
    neverSent,
  };
}
