import type { Result } from "../../result.js";
import type { CancelSignal } from "../../vendor/cancel-signal.js";
import type { Attempted } from "./model.js";

/** Why name cards could not be read. */
export interface ReadTrouble {
  /** A later read may succeed. */
  readonly worthRepeating: boolean;
}

/** The name card of each member who was found. Null: the card could not be read. */
export type Cards = ReadonlyMap<string, string | null>;

export interface CardPage {
  readonly cards: Cards;
  /** Where the next page begins. Null at the end. */
  readonly next: string | null;
}

/** How a call is made: with how much time, and until when. */
export interface CallOptions {
  readonly timeoutMs: number;
  readonly signal: CancelSignal;
}

/**
 * What keeping names needs of the vendors. All calls are made in the bulk lane, and together use at most a tenth of each
 * vendor's budget.
 */
export interface NameVendors {
  /** The chat group of a course. */
  groupIdOf(courseId: string): string;
  /** Copies the registered names to all nicknames of a course. `id` is the correction's. */
  syncCourse(courseId: string, id: string, options: CallOptions): Promise<Attempted>;
  /** Reads the cards of members of a group, anew. Users who are not members are absent. */
  readCards(
    groupId: string,
    userIds: readonly string[],
    options: CallOptions,
  ): Promise<Result<Cards, ReadTrouble>>;
  /** Reads a page of the group's cards, anew. `position` is null for the first page. A group that does not exist is empty. */
  readPage(
    groupId: string,
    position: string | null,
    options: CallOptions,
  ): Promise<Result<CardPage, ReadTrouble>>;
  setCard(groupId: string, userId: string, name: string, options: CallOptions): Promise<Attempted>;
}
