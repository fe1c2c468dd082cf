import { StoreUnavailableError } from "./bulk-mutations.js";
import { createUnionType, Field, ID, Int, ObjectType } from "./decorators.js";
import { InvalidInputError } from "./errors.js";

/** What was erased, and what has to wait. */
interface Erased {
  readonly classinUid: string | null;
  readonly officialNameRemoved: boolean;
  readonly eventsBlanked: number;
  readonly eventsLeft: number;
  readonly courseStudentsRemoved: number;
  readonly bulkItemsBlanked: number;
  readonly bulkItemsLeft: number;
  readonly syncsBlanked: number;
  readonly renamesRemoved: number;
  readonly nameCorrectionsRemoved: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "What this server stored about the person is erased, apart from what is still in use. If anything is left, repeat the mutation later with `classinUid`.",
})
export class EraseUserSuccess implements Erased {
  @Field(() => ID, { description: "The user id." })
  readonly userId: string;

  @Field(() => ID, {
    nullable: true,
    description: "The number in ClassIn that was looked for. Null if none was given or stored.",
  })
  readonly classinUid: string | null;

  @Field(() => Boolean, { description: "Whether there was an official name." })
  readonly officialNameRemoved: boolean;

  @Field(() => Int, { description: "The number of vendors' events whose content was removed." })
  readonly eventsBlanked: number;

  @Field(() => Int, {
    description: "The number of events that keep their content until they are processed and relayed.",
  })
  readonly eventsLeft: number;

  @Field(() => Int, { description: "The number of courses from whose list the student was removed." })
  readonly courseStudentsRemoved: number;

  @Field(() => Int, {
    description: "The number of finished bulk changes whose name card and custom fields were removed.",
  })
  readonly bulkItemsBlanked: number;

  @Field(() => Int, {
    description: "The number of bulk changes that keep them, because they are still to be made.",
  })
  readonly bulkItemsLeft: number;

  @Field(() => Int, {
    description: "The number of nickname syncs that no longer say that the person asked for them.",
  })
  readonly syncsBlanked: number;

  @Field(() => Int, {
    description: "The number of renames of the person that were removed, with the names in them.",
  })
  readonly renamesRemoved: number;

  @Field(() => Int, {
    description: "The number of corrections of the person's name cards that were removed from the history.",
  })
  readonly nameCorrectionsRemoved: number;

  constructor(userId: string, erased: Erased) {
    this.userId = userId;
    this.classinUid = erased.classinUid;
    this.officialNameRemoved = erased.officialNameRemoved;
    this.eventsBlanked = erased.eventsBlanked;
    this.eventsLeft = erased.eventsLeft;
    this.courseStudentsRemoved = erased.courseStudentsRemoved;
    this.bulkItemsBlanked = erased.bulkItemsBlanked;
    this.bulkItemsLeft = erased.bulkItemsLeft;
    this.syncsBlanked = erased.syncsBlanked;
    this.renamesRemoved = erased.renamesRemoved;
    this.nameCorrectionsRemoved = erased.nameCorrectionsRemoved;
  }
}

export const EraseUserResult = createUnionType({
  name: "EraseUserResult",
  description: "The result of erasing a person: success, or the reason for the failure.",
  types: () => [EraseUserSuccess, InvalidInputError, StoreUnavailableError] as const,
});
export type EraseUserResult = typeof EraseUserResult;
