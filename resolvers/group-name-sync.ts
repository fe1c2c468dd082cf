import type { GraphQLResolveInfo } from "graphql";
import { BulkItemsArgs, GroupNameSyncOperation } from "../schema/bulk-operation.js";
import { Args, Ctx, Directive, FieldResolver, Info, Resolver, Root } from "../schema/decorators.js";
import { READS_FROM_VENDOR, SIZED_BY_FIRST } from "../schema/demand.js";
import {
  GroupNameSyncItem,
  GroupNameSyncItemConnection,
  GroupNameSyncItemEdge,
} from "../schema/group-name-items.js";
import {
  GroupNamesPartlySyncedError,
  SyncGroupNamesResult,
  SyncGroupNamesSuccess,
} from "../schema/group-name-sync.js";
import { Group } from "../schema/group.js";
import type { BulkItem, GroupTarget } from "../src/bulk/model.js";
import type { Context } from "../src/graphql/context.js";
import { presentOutcome } from "./presenters/bulk-operation.js";
import { presentGroupNames } from "./presenters/group-names.js";
import { itemId, keepItem, keptItem } from "./shared/bulk-item-node.js";
import { pageOfItems } from "./shared/bulk-item-page.js";
import { knownGroup } from "./shared/known-group.js";

@Resolver(() => GroupNameSyncOperation)
export class GroupNameSyncOperationResolver {
  @Directive(SIZED_BY_FIRST)
  @FieldResolver(() => GroupNameSyncItemConnection, {
    description: "The groups of the operation, in the order of the input.",
  })
  async items(
    @Root() operation: GroupNameSyncOperation,
    @Args(() => BulkItemsArgs) args: BulkItemsArgs,
    @Ctx() context: Context,
  ): Promise<GroupNameSyncItemConnection> {
    const edgeOf = (cursor: string, item: BulkItem<GroupTarget>) => {
      const { groupId } = item.target;
      const id = itemId(operation.id, item);
      const outcome = presentOutcome(item);
      const node = new GroupNameSyncItem({ id, groupId, attempts: item.attempts, outcome });
      keepItem(node, operation.id, item);
      return new GroupNameSyncItemEdge(() => cursor, node);
    };
    return new GroupNameSyncItemConnection(await pageOfItems(operation, args, context, edgeOf));
  }
}

@Resolver(() => GroupNameSyncItem)
export class GroupNameSyncItemResolver {
  @FieldResolver(() => SyncGroupNamesResult, {
    nullable: true,
    description: "What became of the group's name cards. Null while the item is pending.",
  })
  result(@Root() node: GroupNameSyncItem): SyncGroupNamesResult | null {
    const { operationId, item } = keptItem(node);
    if (item?.outcome == null || operationId === undefined) return null;
    return presentGroupNames(node.groupId, item.outcome, operationId);
  }
}

const THE_GROUP = "The group.";

@Resolver(() => SyncGroupNamesSuccess)
export class SyncGroupNamesSuccessResolver {
  @Directive(READS_FROM_VENDOR)
  @FieldResolver(() => Group, { description: THE_GROUP })
  group(
    @Root() { groupId }: SyncGroupNamesSuccess,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Group> {
    return knownGroup(groupId, context, info);
  }
}

@Resolver(() => GroupNamesPartlySyncedError)
export class GroupNamesPartlySyncedResolver {
  @Directive(READS_FROM_VENDOR)
  @FieldResolver(() => Group, { description: THE_GROUP })
  group(
    @Root() { groupId }: GroupNamesPartlySyncedError,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Group> {
    return knownGroup(groupId, context, info);
  }
}
