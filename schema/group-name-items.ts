import { BulkItemOutcome } from "./bulk-enums.js";
import { Field, ID, Int, ObjectType } from "./decorators.js";
import { connectionOf, edgeOf, type Page } from "./pages.js";

@ObjectType({ simpleResolvers: true, description: "One group in a bulk sync of name cards." })
export class GroupNameSyncItem {
  @Field(() => ID, { description: "An opaque id, unique among the items of all operations." })
  readonly id: string;

  @Field(() => ID, { description: "The id of the group." })
  readonly groupId: string;

  @Field(() => Int, { description: "The number of attempts so far, at most 5." })
  readonly attempts: number;

  @Field(() => BulkItemOutcome, {
    description:
      "The outcome of the item. `FAILED` if any card of the group could not be set. `PENDING` if the operation was cancelled before the end of the group; cards that were set stay.",
  })
  readonly outcome: BulkItemOutcome;

  constructor(item: { id: string; groupId: string; attempts: number; outcome: BulkItemOutcome }) {
    this.id = item.id;
    this.groupId = item.groupId;
    this.attempts = item.attempts;
    this.outcome = item.outcome;
  }
}

@ObjectType({ simpleResolvers: true, description: "One group in a page of items." })
export class GroupNameSyncItemEdge extends edgeOf(() => GroupNameSyncItem, "item") {}

@ObjectType({ simpleResolvers: true, description: "A page of a bulk sync's groups (Relay)." })
export class GroupNameSyncItemConnection extends connectionOf(
  () => GroupNameSyncItemEdge,
  () => GroupNameSyncItem,
  "items",
) {
  @Field(() => Int, { description: "The number of items with the requested outcome." })
  readonly totalCount: number;

  constructor(page: Page<GroupNameSyncItemEdge> & { totalCount: number }) {
    super(page);
    this.totalCount = page.totalCount;
  }
}
