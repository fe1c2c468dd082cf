/** Whether a course's names are kept, or set only by request. */
export type NamePolicy = "KEEP" | "MANUAL";

/** What made a name due. */
export type NameTrigger =
  | "MANUAL"
  | "BULK"
  | "ROSTER_CHANGE"
  | "MEMBER_RENAMED"
  | "MEMBER_JOINED"
  | "SCHEDULE";

export type CorrectionOutcome = "SUCCEEDED" | "FAILED" | "UNKNOWN";

/** A write that was made, or tried, to put names right. */
export interface NameCorrection {
  readonly id: string;
  readonly at: Date;
  readonly vendor: "classin" | "tencent-im";
  readonly courseId: string;
  /** Null for a sync of a course in ClassIn. */
  readonly groupId: string | null;
  readonly userId: string | null;
  readonly trigger: NameTrigger;
  readonly outcome: CorrectionOutcome;
  /** The kind of failure; null for a success, and for a write whose answer never came. */
  readonly failure: string | null;
  readonly code: number | null;
  readonly extra: Readonly<Record<string, unknown>> | null;
  /** When the outcome was known. Null: the process died before. */
  readonly endedAt: Date | null;
}

/** How one write ended. */
export interface Attempted {
  readonly outcome: CorrectionOutcome;
  readonly failure: string | null;
  readonly code: number | null;
  readonly extra: object | null;
  readonly endedAt: Date;
  /** Another attempt may end differently. */
  readonly worthRepeating: boolean;
  /** No request left this process. */
  readonly neverSent: boolean;
  /** ClassIn says that the course has ended or is gone. */
  readonly courseIsOver: boolean;
}

/** A member who renames back again and again. */
export interface Dispute {
  readonly courseId: string;
  readonly groupId: string;
  readonly userId: string;
  readonly at: Date;
}
