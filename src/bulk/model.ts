import type { MemberChange } from "../tencent-im/model.js";

export type BulkKind = "nickname-sync" | "group-member-update";
export const BULK_KINDS = ["nickname-sync", "group-member-update"] as const satisfies readonly BulkKind[];

/** From `queued` on; `cancelled` and `completed` are ends. A cancelled one whose items had all ended is completed. */
export type BulkState = "queued" | "running" | "cancelling" | "cancelled" | "completed";

/** How an item ended. One that has not is pending. */
export type ItemOutcome = "succeeded" | "failed" | "unknown";

export interface NicknameTarget {
  readonly courseId: string;
}
export type Target = NicknameTarget | MemberChange;

export interface BulkOperation {
  readonly id: string;
  readonly kind: BulkKind;
  readonly state: BulkState;
  /** Null where callers are not known. */
  readonly caller: string | null;
  readonly createdAt: Date;
  /** When the first item was taken up. */
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly total: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly unknown: number;
}

/** What came of something, without words: they are found again when it is shown. */
export interface StoredOutcome {
  readonly outcome: ItemOutcome;
  /** The kind of failure, as the vendor's client tells it; null for a success. */
  readonly failure: string | null;
  readonly code: number | null;
  readonly extra: OutcomeExtra | null;
  readonly endedAt: Date;
}

/** The few things that some kinds of failure carry. */
export interface OutcomeExtra {
  readonly retryAfterSeconds?: number;
  readonly groupType?: string;
  readonly change?: string;
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
