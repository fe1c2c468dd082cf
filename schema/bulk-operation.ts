import { RequiresBulk } from "./access.js";
import { BulkItemOutcome, BulkOperationState } from "./bulk-enums.js";
import { ArgsType, Directive, Field, ID, Int, InterfaceType, ObjectType } from "./decorators.js";
import { PERSONAL_DATA } from "./demand.js";
import { PageArgs } from "./pages.js";
import { DateTime } from "./scalars.js";

@ObjectType({ simpleResolvers: true, description: "The items of a bulk operation, counted by outcome." })
export class BulkProgress {
  @Field(() => Int, { description: "All items." })
  readonly total: number;

  @Field(() => Int, { description: "Items that the vendor confirmed." })
  readonly succeeded: number;

  @Field(() => Int, { description: "Items that failed, fully or in part." })
  readonly failed: number;

  @Field(() => Int, { description: "Items that were sent, but may or may not have been carried out." })
  readonly unknown: number;

  @Field(() => Int, {
    description: "Items without an outcome yet. In a cancelled operation, items that never started.",
  })
  readonly remaining: number;

  constructor(counts: { total: number; succeeded: number; failed: number; unknown: number }) {
    this.total = counts.total;
    this.succeeded = counts.succeeded;
    this.failed = counts.failed;
    this.unknown = counts.unknown;
    this.remaining = counts.total - counts.succeeded - counts.failed - counts.unknown;
  }
}

/** The data of a bulk operation. */
export interface BulkOperationFields {
  readonly id: string;
  readonly state: BulkOperationState;
  readonly progress: BulkProgress;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly requestedBy: string | null;
  /** Called only if the field is selected. */
  readonly estimatedFinishAt: () => Promise<Date | null>;
}

@Directive('@key(fields: "id")')
@InterfaceType({
  description:
    "Many changes that run in the background. No item is lost if a server stops. An operation that has ended is kept for the configured number of days.",
})
export abstract class BulkOperation {
  @Field(() => ID, { description: "The id to pass to `bulkOperation`." })
  readonly id: string;

  @Field(() => BulkOperationState, { description: "The current state." })
  readonly state: BulkOperationState;

  @Field(() => BulkProgress, { description: "The current counts by outcome." })
  readonly progress: BulkProgress;

  @Field(() => DateTime, { description: "When the operation was accepted." })
  readonly createdAt: Date;

  @Field(() => DateTime, { nullable: true, description: "When the first item started." })
  readonly startedAt: Date | null;

  @Field(() => DateTime, { nullable: true, description: "When the operation was completed or cancelled." })
  readonly finishedAt: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      "The estimated end, at the pace of the last half minute. Null if the operation is not running, or if no item has ended lately.",
  })
  readonly estimatedFinishAt: () => Promise<Date | null>;

  @Directive(PERSONAL_DATA)
  @Field(() => String, {
    nullable: true,
    description:
      "The caller who started the operation, as named in their token. Null if access control is off.",
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
  description: "A bulk operation that sets the nicknames of many courses to the registered names.",
})
export class NicknameSyncOperation extends BulkOperation {}

@Directive('@key(fields: "id")')
@RequiresBulk()
@ObjectType({
  implements: BulkOperation,
  simpleResolvers: true,
  description:
    "A bulk operation that changes many members of chat groups. Changes to the same member are made in order.",
})
export class GroupMemberUpdateOperation extends BulkOperation {}

@Directive('@key(fields: "id")')
@RequiresBulk()
@ObjectType({
  implements: BulkOperation,
  simpleResolvers: true,
  description:
    "A bulk operation that sets the name cards of the members of many chat groups to their official names.",
})
export class GroupNameSyncOperation extends BulkOperation {}

@ArgsType()
export class BulkOperationsArgs extends PageArgs {
  @Field(() => BulkOperationState, {
    nullable: true,
    description: "Returns only operations in this state. By default, all.",
  })
  readonly state?: BulkOperationState | null;

  @Field(() => String, {
    nullable: true,
    description: "Returns only the operation that was started with this key. By default, all.",
  })
  readonly idempotencyKey?: string | null;
}

@ArgsType()
export class BulkItemsArgs extends PageArgs {
  @Field(() => BulkItemOutcome, {
    nullable: true,
    description: "Returns only items with this outcome. By default, all.",
  })
  readonly outcome?: BulkItemOutcome | null;
}
