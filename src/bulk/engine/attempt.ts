import type { SyncFailure } from "../../classin/client.js";
import type { UpdateMemberFailure } from "../../tencent-im/member-update.js";
import type { StoredOutcome } from "../model.js";
import { outcomeOfFailure, succeededAt } from "../outcome.js";

/** The result of one attempt at an item. */
export interface Attempt {
  readonly outcome: StoredOutcome;
  /** A later attempt may end differently. */
  readonly worthRepeating: boolean;
  /** The request never left this process. */
  readonly neverSent: boolean;
}

export const succeeded = (at: Date): Attempt => ({
  outcome: succeededAt(at),
  worthRepeating: false,
  neverSent: false,
});

const WORTH_REPEATING: ReadonlySet<string> = new Set(["rate-limited", "unavailable", "outcome-unknown"]);

export function attemptOf(failure: SyncFailure | UpdateMemberFailure, endedAt: Date): Attempt {
  const neverSent = "neverSent" in failure && failure.neverSent;
  return {
    outcome: outcomeOfFailure(failure, endedAt),
    worthRepeating: neverSent || WORTH_REPEATING.has(failure.kind),
    neverSent,
  };
}
