import { NotPermittedError } from "../../schema/errors.js";
import {
  GroupNameFailure,
  GroupNamesPartlySyncedError,
  type SyncGroupNamesResult,
  SyncGroupNamesSuccess,
} from "../../schema/group-name-sync.js";
import { ChangeNotAllowedInGroupTypeError, GroupNotFoundError } from "../../schema/update-group-member.js";
import type { StoredOutcome } from "../../src/bulk/model.js";
import { groupOutcomeOf } from "../../src/bulk/outcome.js";
import type { CardsFailure } from "../../src/names/cards/model.js";
import { presentCardFailure } from "./card-failure.js";
import { presentVendorFailure, sourceOf } from "./vendor-failure.js";

/** The result of a stored sync of a group's name cards. */
export function presentGroupNames(
  groupId: string,
  stored: StoredOutcome,
  requestId: string,
): SyncGroupNamesResult {
  const outcome = groupOutcomeOf(stored);
  if (!outcome.ok) return presentCardsFailure(outcome.error, groupId, requestId);
  const { value: cards } = outcome;
  if (cards.failed === 0) return new SyncGroupNamesSuccess(groupId, cards);
  const failures = cards.failures.map(
    ({ id: userId, failure }) =>
      new GroupNameFailure(userId, presentCardFailure(failure, { groupId, userId }, requestId)),
  );
  return new GroupNamesPartlySyncedError(groupId, cards, failures);
}

/** No default, so that a new kind of failure does not compile until it has a type for clients. */
function presentCardsFailure(
  failure: CardsFailure,
  groupId: string,
  requestId: string,
): Exclude<SyncGroupNamesResult, SyncGroupNamesSuccess | GroupNamesPartlySyncedError> {
  const source = sourceOf(failure, requestId);
  switch (failure.kind) {
    case "group-not-found":
      return new GroupNotFoundError(groupId, source);
    case "change-not-allowed-in-group-type":
      return new ChangeNotAllowedInGroupTypeError(failure.groupType, "NAME_CARD", source);
    case "not-permitted":
      return new NotPermittedError(
        `The vendor does not permit this server to list the members of group ${groupId}, so no card was set.`,
        source,
      );
    case "rate-limited":
    case "unavailable":
    case "outcome-unknown":
    case "misconfigured":
    case "rejected":
      return presentVendorFailure(failure, requestId);
  }
}
