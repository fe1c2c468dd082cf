import { StoreUnavailableError } from "./bulk-mutations.js";
import { createUnionType, Field, ID, InputType, Int, ObjectType } from "./decorators.js";
import { InvalidInputError, MutationError } from "./errors.js";

@InputType({ description: "A person's official name." })
export class OfficialNameInput {
  @Field(() => ID, { description: "The person's user id in Tencent Cloud Chat (IM)." })
  readonly userId!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      "The person's number (UID) in ClassIn. If omitted, a known number is kept. An empty string removes it.",
  })
  readonly classinUid?: string | null;

  @Field(() => String, {
    description:
      "1 to 100 characters. A name that is too long, or contains control, invisible or direction characters, is refused and never cut. A name card takes only 50 bytes of UTF-8, so a longer name cannot become a card.",
  })
  readonly name!: string;
}

@InputType({ description: "The official names to set." })
export class SetOfficialNamesInput {
  @Field(() => [OfficialNameInput], {
    description: "1 to 1,000 names. No user and no number twice.",
  })
  readonly names!: readonly OfficialNameInput[];
}

@ObjectType({ simpleResolvers: true, description: "All names are stored." })
export class SetOfficialNamesSuccess {
  @Field(() => Int, { description: "The number of people whose name or number is new." })
  readonly changed: number;

  @Field(() => Int, { description: "The number of people whose name and number were stored already." })
  readonly unchanged: number;

  constructor({ changed, unchanged }: { changed: number; unchanged: number }) {
    this.changed = changed;
    this.unchanged = unchanged;
  }
}

@ObjectType({ simpleResolvers: true, description: "A number in ClassIn that belongs to another user." })
export class OfficialNameConflict {
  @Field(() => ID, { description: "The user in the input." })
  readonly userId: string;

  @Field(() => ID, { description: "The number in the input." })
  readonly classinUid: string;

  @Field(() => ID, { description: "The user who has the number." })
  readonly heldBy: string;

  constructor(conflict: { userId: string; classinUid: string; heldBy: string }) {
    this.userId = conflict.userId;
    this.classinUid = conflict.classinUid;
    this.heldBy = conflict.heldBy;
  }
}

@ObjectType({
  implements: MutationError,
  simpleResolvers: true,
  description: "Numbers in ClassIn belong to other users. Nothing was changed.",
})
export class OfficialNameConflictError extends MutationError {
  @Field(() => [OfficialNameConflict], { description: "The first 100 conflicts, in the order of the input." })
  readonly conflicts: readonly OfficialNameConflict[];

  @Field(() => Int, { description: "The number of all conflicts." })
  readonly conflictCount: number;

  constructor(conflicts: readonly OfficialNameConflict[], count: number) {
    super(
      `${count} of the numbers in ClassIn belong to other users, so nothing was changed. Correct the numbers, or give the other users their new numbers in the same request.`,
    );
    this.conflicts = conflicts;
    this.conflictCount = count;
  }
}

export const SetOfficialNamesResult = createUnionType({
  name: "SetOfficialNamesResult",
  description: "The result of setting official names: success, or the reason for the failure.",
  types: () =>
    [SetOfficialNamesSuccess, InvalidInputError, OfficialNameConflictError, StoreUnavailableError] as const,
});
export type SetOfficialNamesResult = typeof SetOfficialNamesResult;
