import type { Sql } from "../../store/sql.js";

/** Learns of changes that concern names, in the transaction in which a message about them is processed. */
export interface NameEvents {
  /** Students of a course were added or edited. */
  rosterChanged(tx: Sql, courseId: string): Promise<void>;
  /** Members of a group changed their name cards, or are new. */
  membersChanged(
    tx: Sql,
    change: {
      readonly groupId: string;
      readonly userIds: readonly string[];
      readonly what: "renamed" | "joined";
      /** Who made the change. Null if the event does not say. */
      readonly operatorId: string | null;
    },
  ): Promise<void>;
  /** The transaction was committed. */
  committed(): void;
}
