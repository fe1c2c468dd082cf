import type { CardCounts } from "../names/cards/model.js";
import type { MemberChange } from "../tencent-im/model.js";

export const BULK_KINDS = ["nickname-sync", "group-member-update", "group-name-sync"] as const;
export type BulkKind = (typeof BULK_KINDS)[number];

/** `cancelled` and `completed` are final. If all items had ended, a cancelled operation is `completed`. */
export type BulkState = "queued" | "running" | "cancelling" | "cancelled" | "completed";

/** How an item ended. An item without an outcome is pending. */
export type ItemOutcome = "succeeded" | "failed" | "unknown";

export interface NicknameTarget {
  readonly courseId: string;
}
export interface GroupTarget {
  readonly groupId: string;
}
export type Target = NicknameTarget | MemberChange | GroupTarget;

export interface BulkOperation {
  readonly id: string;
  readonly kind: BulkKind;
  readonly state: BulkState;
  /** Null if the caller is not known. */
  readonly caller: string | null;
  readonly createdAt: Date;
  /** When the first items were claimed. */
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly total: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly unknown: number;
}

/** The bulk operations that have not ended. */
export interface OpenWork {
  readonly operations: number;
  /** Their items without an outcome. Those of an operation that is being cancelled do not count. */
  readonly items: number;
}

/** An outcome without its message, which is composed when it is shown. */
export interface StoredOutcome {
  readonly outcome: ItemOutcome;
  /** The failure kind of the vendor's client; null for a success. */
  readonly failure: string | null;
  readonly code: number | null;
  readonly extra: OutcomeExtra | null;
  readonly endedAt: Date;
}

/** Details that some failure kinds have. */
export interface OutcomeExtra {
  readonly retryAfterSeconds?: number;
  readonly groupType?: string;
  readonly change?: string;
  /** What became of a group's name cards. */
  readonly cards?: CardCounts;
}

export interface BulkItem<T extends Target = Target> {
  readonly position: number;
  readonly target: T;
  /** How often it was begun. */
  readonly attempts: number;
  /** Null while pending. */
  readonly outcome: StoredOutcome | null;
}

export interface NicknameSyncRecord {
  readonly id: string;
  readonly courseId: string;
  readonly startedAt: Date;
  readonly requestedBy: string | null;
  /** The request's id, or the bulk operation's. */
  readonly requestId: string;
  readonly outcome: StoredOutcome;
}
