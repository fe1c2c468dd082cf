import type { Sql } from "../store/sql.js";

/** What one replica tells all others. */
export type Announcement =
  /** The group, its members or their cards have changed, or may have. */
  | {
      readonly kind: "group-changed";
      readonly groupId: string;
      /** Present if it is the end of a write: the id from its beginning. */
      readonly writeId?: string;
      /** The write may still be carried out, because its answer was lost. */
      readonly outcomeUnknown?: true;
    }
  /** A write to the group begins. Its end is announced as a change with the same `writeId`. */
  | { readonly kind: "group-write-begins"; readonly groupId: string; readonly writeId?: string }
  /** What is known about the course has changed. */
  | { readonly kind: "course-changed"; readonly courseId: string }
  /** Webhooks may have been missed, so everything may have changed. */
  | { readonly kind: "webhooks-missed" };

/** Tells all replicas what has changed, this one included. */
export interface Announcements {
  /**
   * Tells the other replicas as part of a transaction: they hear of it when it commits, and only then. Call `heard` after the
   * commit for this replica.
   */
  announceIn(tx: Sql, announcements: readonly Announcement[]): Promise<void>;
  /** Tells this replica. Never throws. */
  heard(announcements: readonly Announcement[]): void;
  /** Tells all replicas. Does not reject: while the database is unavailable, `heardSince` is null on the others too. */
  announce(announcements: readonly Announcement[]): Promise<void>;
  /** Calls `listener` with every announcement. Returns a function that removes it. */
  listen(listener: (announcement: Announcement) => void): () => void;
  /** The monotonic time, in milliseconds, since when no announcement was missed. Null while some may be missed. */
  heardSince(): number | null;
  close(): Promise<void>;
}
