import type { ClassRosterQuery, RosterMemberFragment } from "../../operations/generated/graphql.js";

export type Course = NonNullable<ClassRosterQuery["course"]>;
export type Group = NonNullable<Course["group"]>;
export type Member = RosterMemberFragment;

/** A change of one member. Omitted fields stay as they are. */
export interface MemberChange {
  readonly nameCard?: string;
  readonly role?: "ADMIN" | "MEMBER";
  /** 0 unmutes. */
  readonly muteForSeconds?: number;
}
