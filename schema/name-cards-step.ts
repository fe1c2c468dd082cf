import { createUnionType, Directive, Field, ID, Int, ObjectType } from "./decorators.js";
import { assumedSize } from "./demand.js";
import { InvalidInputError, MutationError, VENDOR_FAILURES } from "./errors.js";
import { RenameStep, type RenameStepOutcome, STEP_FAILURE } from "./rename-steps.js";
import { UpdateGroupMemberResult } from "./update-group-member.js";

@ObjectType({ simpleResolvers: true, description: "A group in which the student's card could not be set." })
export class NameCardFailure {
  @Field(() => ID, { description: "The id of the group." })
  readonly groupId: string;

  @Field(() => UpdateGroupMemberResult, {
    description: "The result that `updateGroupMember` would have returned for this card.",
  })
  readonly result: UpdateGroupMemberResult;

  constructor(groupId: string, result: UpdateGroupMemberResult) {
    this.groupId = groupId;
    this.result = result;
  }
}

const MAX_FAILURES = 20;

@ObjectType({
  implements: MutationError,
  simpleResolvers: true,
  description: "The student's card could not be set in some groups. All other groups show the name.",
})
export class NameCardsPartlySetError extends MutationError {
  @Field(() => Int, { description: "The number of groups in which the card could not be set." })
  readonly failedCount: number;

  @Directive(assumedSize(MAX_FAILURES))
  @Field(() => [NameCardFailure], { description: `The first ${MAX_FAILURES} of them.` })
  readonly failures: readonly NameCardFailure[];

  constructor(failedCount: number, failures: readonly NameCardFailure[]) {
    super(
      `The name card could not be set in ${failedCount} groups. Correct what \`failures\` says, then repeat the mutation with the same key.`,
    );
    this.failedCount = failedCount;
    this.failures = failures;
  }
}

export const NameCardsStepFailure = createUnionType({
  name: "NameCardsStepFailure",
  description:
    "Why the cards were not set in all groups. `InvalidInputError` if the name is too long for a card. A vendor's failure if the groups could not be listed.",
  types: () => [NameCardsPartlySetError, InvalidInputError, ...VENDOR_FAILURES] as const,
});
export type NameCardsStepFailure = typeof NameCardsStepFailure;

@ObjectType({
  implements: RenameStep,
  simpleResolvers: true,
  description: "Sets the student's card in each group, where it differs.",
})
export class NameCardsStep extends RenameStep {
  @Field(() => NameCardsStepFailure, { nullable: true, description: STEP_FAILURE })
  readonly failure: NameCardsStepFailure | null;

  @Field(() => Int, {
    nullable: true,
    description: "The number of cards that the last attempt set. Null before the end of an attempt.",
  })
  readonly setCount: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "The number of cards that showed the name already. Null before the end of an attempt.",
  })
  readonly matchingCount: number | null;

  constructor(
    outcome: RenameStepOutcome,
    failure: NameCardsStepFailure | null,
    cards: { readonly set: number; readonly matching: number } | null,
  ) {
    super("NAME_CARDS", outcome);
    this.failure = failure;
    this.setCount = cards?.set ?? null;
    this.matchingCount = cards?.matching ?? null;
  }
}
