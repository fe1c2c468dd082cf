import { RequiresNames } from "./access.js";
import { ArgsType, Directive, Field, ID, ObjectType } from "./decorators.js";
import { PERSONAL_DATA } from "./demand.js";
import { connectionOf, edgeOf, PageArgs } from "./pages.js";
import { DateTime } from "./scalars.js";

@ArgsType()
export class OfficialNamesArgs extends PageArgs {
  @Field(() => String, {
    nullable: true,
    description:
      "Returns only people whose name or user id contains this text, in upper or lower case: 1 to 100 characters.",
  })
  readonly search?: string | null;
}

@RequiresNames()
@ObjectType({ simpleResolvers: true, description: "The name that the school says a person has." })
export class OfficialName {
  @Field(() => ID, { description: "The person's user id in Tencent Cloud Chat (IM)." })
  readonly userId: string;

  @Field(() => ID, { nullable: true, description: "The person's number (UID) in ClassIn. Null if unknown." })
  readonly classinUid: string | null;

  @Directive(PERSONAL_DATA)
  @Field(() => String, { description: "The official name, as the school set it." })
  readonly name: string;

  @Field(() => DateTime, {
    description: "When the name or the number last changed. Setting the same again is no change.",
  })
  readonly updatedAt: Date;

  constructor(one: { userId: string; classinUid: string | null; name: string; updatedAt: Date }) {
    this.userId = one.userId;
    this.classinUid = one.classinUid;
    this.name = one.name;
    this.updatedAt = one.updatedAt;
  }
}

@RequiresNames()
@ObjectType({ simpleResolvers: true, description: "One official name in a page of names." })
export class OfficialNameEdge extends edgeOf(() => OfficialName, "official name") {}

@RequiresNames()
@ObjectType({
  simpleResolvers: true,
  description: "A page of official names, in the order of the user ids (Relay).",
})
export class OfficialNameConnection extends connectionOf(
  () => OfficialNameEdge,
  () => OfficialName,
  "official names",
) {}
