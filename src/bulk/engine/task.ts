import type { GroupAttempt } from "../../names/cards/sync-group.js";
import type { CallContext } from "../../vendor/call-context.js";
import type { Vendor } from "../../vendor/failure.js";
import type { BulkKind, Target } from "../model.js";
import type { Attempt } from "./attempt.js";

/** For items that take many calls: what an earlier attempt has done, and how to go on. */
export type ItemAttempt = GroupAttempt;

/** How to carry out the items of one kind of operation. */
export interface Task<T extends Target = Target> {
  readonly vendor: Vendor;
  run(target: T, context: CallContext, attempt: ItemAttempt): Promise<Attempt>;
  /** Whether doing it twice has the same effect as doing it once. */
  isRepeatable(target: T): boolean;
  /** Whether the attempt begun at `begunAt` was carried out; null if that cannot be found out. */
  wasDone(target: T, begunAt: Date, context: CallContext): Promise<boolean | null>;
  /** The most items in progress in this process, and the most chunks that they come from. */
  readonly mostAtOnce: number;
  readonly mostChunks: number;
}

export type Tasks = { readonly [Kind in BulkKind]: Task };
