import type { Problem } from "../../input/problem.js";
import type { MemberPosition } from "../../tencent-im/member-pages.js";
import type { UpdateMemberFailure } from "../../tencent-im/member-update.js";
import type { GroupType, MemberAspect } from "../../tencent-im/model.js";
import type { FailureSource, VendorFailure } from "../../vendor/failure.js";

/** Why one name card was not set. It is stored as it is, and holds no name. */
export type CardFailure =
  | UpdateMemberFailure
  /** The name cannot be a card: it is too long. Nothing was sent. */
  | { readonly kind: "name-not-allowed"; readonly problems: readonly Problem[] };

/** Why the cards of a whole group, or of all groups of a user, were not set. */
export type CardsFailure =
  | VendorFailure
  | (FailureSource &
      (
        | { readonly kind: "group-not-found" | "not-permitted" }
        | {
            readonly kind: "change-not-allowed-in-group-type";
            readonly groupType: GroupType;
            readonly change: MemberAspect;
          }
      ));

export interface FailedCard {
  /** The member of a group, or the group of a user. */
  readonly id: string;
  readonly failure: CardFailure;
}

/** What became of the cards that were looked at. */
export interface CardCounts {
  /** Cards that were set. */
  readonly set: number;
  /** Cards that showed the name already. */
  readonly matching: number;
  /** Members without an official name. Their cards stay as they are. */
  readonly unnamed: number;
  readonly failed: number;
  /** The first 20. */
  readonly failures: readonly FailedCard[];
}

export const NO_CARDS: CardCounts = { set: 0, matching: 0, unnamed: 0, failed: 0, failures: [] };

export const MAX_FAILURES = 20;

export const addCounts = (one: CardCounts, other: CardCounts): CardCounts => ({
  set: one.set + other.set,
  matching: one.matching + other.matching,
  unnamed: one.unnamed + other.unnamed,
  failed: one.failed + other.failed,
  failures: [...one.failures, ...other.failures].slice(0, MAX_FAILURES),
});

/** How far the sync of a group has got. It is stored, so that another process can go on. */
export interface GroupProgress {
  /** Where the page begins that is not finished. Null: at the first member. */
  readonly after: MemberPosition | null;
  /** The number of finished pages. */
  readonly pages: number;
  /** The cards of the finished pages. */
  readonly counts: CardCounts;
  /** The members of the unfinished page whose cards are being set. If such a card is right later, this sync has set it. */
  readonly writing: readonly string[];
}
