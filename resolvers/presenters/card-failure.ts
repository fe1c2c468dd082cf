import { InputProblem, InvalidInputError } from "../../schema/errors.js";
import type { UpdateGroupMemberResult, UpdateGroupMemberSuccess } from "../../schema/update-group-member.js";
import type { CardFailure } from "../../src/names/cards/model.js";
import { presentUpdateFailure } from "./update-failure.js";

/** What `updateGroupMember` would have returned for a card that could not be set. */
export function presentCardFailure(
  failure: CardFailure,
  member: { readonly groupId: string; readonly userId: string },
  requestId: string,
): Exclude<UpdateGroupMemberResult, UpdateGroupMemberSuccess> {
  if (failure.kind === "name-not-allowed")
    return new InvalidInputError(failure.problems.map((problem) => new InputProblem(problem)));
  // The name itself is not stored. A present `nameCard` says which field was refused.
  return presentUpdateFailure(failure, { ...member, nameCard: "" }, requestId);
}
