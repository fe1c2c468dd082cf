/** What this or another replica says about groups. */
export type GroupNews =
  | {
      readonly kind: "group-changed";
      readonly groupId: string;
      /** Present if it is the end of a write. */
      readonly writeId?: string;
      /** The write may still be carried out, because its answer was lost. */
      readonly outcomeUnknown?: true;
    }
  | { readonly kind: "group-write-begins"; readonly groupId: string; readonly writeId?: string }
  /** Every group may have changed. */
  | { readonly kind: "webhooks-missed" };

/** Counts what becomes of reads. */
export interface KeptReadObserver {
  /** `count` reads of one request were served. The oldest had this age. */
  hit(of: "groups" | "members" | "pages" | "joined", count: number, ageMs: number): void;
  miss(of: "groups" | "members" | "pages" | "joined", count: number): void;
  /** Write: by this or another replica. Event: of the vendor. Missed: events may be missing. Evicted: for lack of room. */
  dropped(why: "write" | "event" | "missed" | "evicted", count: number): void;
}
