import { BulkItemOutcome } from "./bulk-enums.js";
import { BulkOperation } from "./bulk-operation.js";
import { Field, ID, Int, ObjectType } from "./decorators.js";
import { connectionOf, edgeOf, type Page } from "./pages.js";

@ObjectType({ simpleResolvers: true, description: "One course in a bulk sync." })
export class NicknameSyncItem {
  @Field(() => ID, { description: "An opaque id, unique among the items of all operations." })
  readonly id: string;

  @Field(() => ID, { description: "The ClassIn course number." })
  readonly courseId: string;

  @Field(() => Int, { description: "The number of attempts so far, at most 5." })
  readonly attempts: number;

  @Field(() => BulkItemOutcome, { description: "The outcome of the item." })
  readonly outcome: BulkItemOutcome;

  constructor(item: { id: string; courseId: string; attempts: number; outcome: BulkItemOutcome }) {
    this.id = item.id;
    this.courseId = item.courseId;
    this.attempts = item.attempts;
    this.outcome = item.outcome;
  }
}

@ObjectType({ simpleResolvers: true, description: "One change in a bulk update." })
export class GroupMemberUpdateItem {
  @Field(() => ID, { description: "An opaque id, unique among the items of all operations." })
  readonly id: string;

  @Field(() => ID, { description: "The id of the group." })
  readonly groupId: string;

  @Field(() => ID, { description: "The id of the user." })
  readonly userId: string;

  @Field(() => Int, { description: "The number of attempts so far, at most 5." })
  readonly attempts: number;

  @Field(() => BulkItemOutcome, { description: "The outcome of the item." })
  readonly outcome: BulkItemOutcome;

  constructor(item: {
    id: string;
    groupId: string;
    userId: string;
    attempts: number;
    outcome: BulkItemOutcome;
  }) {
    this.id = item.id;
    this.groupId = item.groupId;
    this.userId = item.userId;
    this.attempts = item.attempts;
    this.outcome = item.outcome;
  }
}

const TOTAL = "The number of items with the requested outcome.";

@ObjectType({ simpleResolvers: true, description: "One course in a page of items." })
export class NicknameSyncItemEdge extends edgeOf(() => NicknameSyncItem, "item") {}

@ObjectType({ simpleResolvers: true, description: "A page of a bulk sync's courses (Relay)." })
export class NicknameSyncItemConnection extends connectionOf(
  () => NicknameSyncItemEdge,
  () => NicknameSyncItem,
  "items",
) {
  @Field(() => Int, { description: TOTAL })
  readonly totalCount: number;

  constructor(page: Page<NicknameSyncItemEdge> & { totalCount: number }) {
    super(page);
    this.totalCount = page.totalCount;
  }
}

@ObjectType({ simpleResolvers: true, description: "One change in a page of items." })
export class GroupMemberUpdateItemEdge extends edgeOf(() => GroupMemberUpdateItem, "item") {}

@ObjectType({ simpleResolvers: true, description: "A page of a bulk update's changes (Relay)." })
export class GroupMemberUpdateItemConnection extends connectionOf(
  () => GroupMemberUpdateItemEdge,
  () => GroupMemberUpdateItem,
  "items",
) {
  @Field(() => Int, { description: TOTAL })
  readonly totalCount: number;

  constructor(page: Page<GroupMemberUpdateItemEdge> & { totalCount: number }) {
    super(page);
    this.totalCount = page.totalCount;
  }
}

@ObjectType({ simpleResolvers: true, description: "One bulk operation in a page of bulk operations." })
export class BulkOperationEdge extends edgeOf(() => BulkOperation, "operation") {}

@ObjectType({ simpleResolvers: true, description: "A page of bulk operations, newest first (Relay)." })
export class BulkOperationConnection extends connectionOf(
  () => BulkOperationEdge,
  () => BulkOperation,
  "operations",
) {}
