import { Directive, Field, ID, ObjectType } from "./decorators.js";
import { assumedSize, PERSONAL_DATA } from "./demand.js";
import { RenameStep } from "./rename-steps.js";
import { DateTime } from "./scalars.js";

@ObjectType({ simpleResolvers: true, description: "A rename of a student, and how far it has got." })
export class StudentRename {
  @Field(() => ID, { description: "The student's user id in Tencent Cloud Chat (IM)." })
  readonly userId: string;

  @Field(() => ID, { description: "The student's number (UID) in ClassIn." })
  readonly classinUid: string;

  @Directive(PERSONAL_DATA)
  @Field(() => String, { description: "The new name." })
  readonly name: string;

  @Field(() => DateTime, { description: "When the rename was first requested." })
  readonly startedAt: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: "When the last step was done. Null while steps are left.",
  })
  readonly finishedAt: Date | null;

  @Directive(assumedSize(4))
  @Field(() => [RenameStep], { description: "The four steps, in their order." })
  readonly steps: readonly RenameStep[];

  constructor(
    rename: { userId: string; classinUid: string; name: string; startedAt: Date; finishedAt: Date | null },
    steps: readonly RenameStep[],
  ) {
    this.userId = rename.userId;
    this.classinUid = rename.classinUid;
    this.name = rename.name;
    this.startedAt = rename.startedAt;
    this.finishedAt = rename.finishedAt;
    this.steps = steps;
  }
}
