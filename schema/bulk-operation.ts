import { RequiresBulk } from "./access.js";
import { BulkItemOutcome, BulkOperationState } from "./bulk-enums.js";
import { ArgsType, Directive, Field, ID, Int, InterfaceType, ObjectType } from "./decorators.js";
import { PERSONAL_DATA } from "./demand.js";
import { PageArgs } from "./pages.js";
import { DateTime } from "./scalars.js";

@ObjectType({ simpleResolvers: true, description: "How many items of a bulk operation came to what." })
export class BulkProgress {
  @Field(() => Int, { description: "All items." })
  readonly total: number;

  @Field(() => Int, { description: "Confirmed by the vendor." })
  readonly succeeded: number;

  @Field(() => Int, { description: "Ended without being done, or fully done." })
  readonly failed: number;

  @Field(() => Int, { description: "Sent, and nobody can tell whether they were carried out." })
  readonly unknown: number;

  @Field(() => Int, { description: "Not ended yet; in a cancelled operation, never begun." })
  readonly remaining: number;

  constructor(counts: { total: number; succeeded: number; failed: number; unknown: number }) {
    this.total = counts.total;
    this.succeeded = counts.succeeded;
    this.failed = counts.failed;
    this.unknown = counts.unknown;
    this.remaining = counts.total - counts.succeeded - counts.failed - counts.unknown;
  }
}

/** What every bulk operation is made from. */
export interface BulkOperationFields {
  readonly id: string;
  readonly state: BulkOperationState;
  readonly progress: BulkProgress;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly requestedBy: string | null;
  /** Asked only when it is selected. */
  readonly estimatedFinishAt: () => Promise<Date | null>;
}

@Directive('@key(fields: "id")')
@InterfaceType({
  description:
    "Many changes that go on without anybody waiting. No item is lost when a server stops; kept for the configured days after the end.",
})
export abstract class BulkOperation {
  @Field(() => ID, { description: "Ask `bulkOperation` with it." })
  readonly id: string;

  @Field(() => BulkOperationState, { description: "How far it is." })
  readonly state: BulkOperationState;

  @Field(() => BulkProgress, { description: "Counts by outcome, as of now." })
  readonly progress: BulkProgress;

  @Field(() => DateTime, { description: "When it was accepted." })
  readonly createdAt: Date;

  @Field(() => DateTime, { nullable: true, description: "When the first item was taken up." })
  readonly startedAt: Date | null;

  @Field(() => DateTime, { nullable: true, description: "When it was completed or cancelled." })
  readonly finishedAt: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      "When it will have ended if it goes on as in the last half minute. Null where nothing tells: not running, or nothing ended lately.",
  })
  readonly estimatedFinishAt: () => Promise<Date | null>;

  @Directive(PERSONAL_DATA)
  @Field(() => String, {
    nullable: true,
    description: "Who started it, as their token names them. Null where callers are not known.",
  })
  readonly requestedBy: string | null;

  constructor(fields: BulkOperationFields) {
    this.id = fields.id;
    this.state = fields.state;
    this.progress = fields.progress;
    this.createdAt = fields.createdAt;
    this.startedAt = fields.startedAt;
    this.finishedAt = fields.finishedAt;
    this.estimatedFinishAt = fields.estimatedFinishAt;
    this.requestedBy = fields.requestedBy;
  }
}

@Directive('@key(fields: "id")')
@RequiresBulk()
@ObjectType({
  implements: BulkOperation,
  simpleResolvers: true,
  description: "Sets the nicknames of many courses to the registered names.",
})
export class NicknameSyncOperation extends BulkOperation {}

@Directive('@key(fields: "id")')
@RequiresBulk()
@ObjectType({
  implements: BulkOperation,
  simpleResolvers: true,
  description: "Changes many members of chat groups. Changes of one member are made in their order.",
})
export class GroupMemberUpdateOperation extends BulkOperation {}

@ArgsType()
export class BulkOperationsArgs extends PageArgs {
  @Field(() => BulkOperationState, {
    nullable: true,
    description: "Only operations in this state. Left out: all.",
  })
  readonly state?: BulkOperationState | null;

  @Field(() => String, {
    nullable: true,
    description: "Only the operation that was started under this key. Left out: all.",
  })
  readonly idempotencyKey?: string | null;
}

@ArgsType()
export class BulkItemsArgs extends PageArgs {
  @Field(() => BulkItemOutcome, {
    nullable: true,
    description: "Only items with this outcome. Left out: all.",
  })
  readonly outcome?: BulkItemOutcome | null;
}
