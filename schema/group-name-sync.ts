import { createUnionType, Directive, Field, ID, Int, ObjectType } from "./decorators.js";
import { assumedSize } from "./demand.js";
import { MutationError, NotPermittedError, VENDOR_FAILURES } from "./errors.js";
import {
  ChangeNotAllowedInGroupTypeError,
  GroupNotFoundError,
  UpdateGroupMemberResult,
} from "./update-group-member.js";

/** The most failures that one result names. */
const MAX_FAILURES = 20;

const SET = "The number of cards that were set.";
const MATCHING = "The number of cards that showed the official name already. They were not written.";
const UNNAMED = "The number of members without an official name. Their cards stay as they are.";

/** What became of the cards of a group. */
interface Cards {
  readonly set: number;
  readonly matching: number;
  readonly unnamed: number;
  readonly failed: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "Every member who has an official name now shows it. A member who joined or left while the group was read may have been missed.",
})
export class SyncGroupNamesSuccess {
  /** The field `group` is resolved from it. */
  readonly groupId: string;

  @Field(() => Int, { description: SET })
  readonly setCount: number;

  @Field(() => Int, { description: MATCHING })
  readonly matchingCount: number;

  @Field(() => Int, { description: UNNAMED })
  readonly unnamedCount: number;

  constructor(groupId: string, cards: Cards) {
    this.groupId = groupId;
    this.setCount = cards.set;
    this.matchingCount = cards.matching;
    this.unnamedCount = cards.unnamed;
  }
}

@ObjectType({ simpleResolvers: true, description: "A member whose name card could not be set." })
export class GroupNameFailure {
  @Field(() => ID, { description: "The user id of the member." })
  readonly userId: string;

  @Field(() => UpdateGroupMemberResult, {
    description:
      "The result that `updateGroupMember` would have returned for this card. `InvalidInputError` if the official name is too long for a card.",
  })
  readonly result: UpdateGroupMemberResult;

  constructor(userId: string, result: UpdateGroupMemberResult) {
    this.userId = userId;
    this.result = result;
  }
}

@ObjectType({
  implements: MutationError,
  simpleResolvers: true,
  description: "Some cards of the group could not be set. All others show the official name.",
})
export class GroupNamesPartlySyncedError extends MutationError {
  /** The field `group` is resolved from it. */
  readonly groupId: string;

  @Field(() => Int, { description: SET })
  readonly setCount: number;

  @Field(() => Int, { description: MATCHING })
  readonly matchingCount: number;

  @Field(() => Int, { description: UNNAMED })
  readonly unnamedCount: number;

  @Field(() => Int, { description: "The number of cards that could not be set." })
  readonly failedCount: number;

  @Directive(assumedSize(MAX_FAILURES))
  @Field(() => [GroupNameFailure], { description: `The first ${MAX_FAILURES} of them.` })
  readonly failures: readonly GroupNameFailure[];

  constructor(groupId: string, cards: Cards, failures: readonly GroupNameFailure[]) {
    super(
      `${cards.failed} name cards in group ${groupId} could not be set. All others show the official name. Correct what \`failures\` says, then sync the group again.`,
    );
    this.groupId = groupId;
    this.setCount = cards.set;
    this.matchingCount = cards.matching;
    this.unnamedCount = cards.unnamed;
    this.failedCount = cards.failed;
    this.failures = failures;
  }
}

export const SyncGroupNamesResult = createUnionType({
  name: "SyncGroupNamesResult",
  description:
    "The result for one group: success, or the reason for the failure. If a whole group failed, cards at its beginning may have been set before.",
  types: () =>
    [
      SyncGroupNamesSuccess,
      GroupNamesPartlySyncedError,
      GroupNotFoundError,
      ChangeNotAllowedInGroupTypeError,
      NotPermittedError,
      ...VENDOR_FAILURES,
    ] as const,
});
export type SyncGroupNamesResult = typeof SyncGroupNamesResult;
