import type { GraphQLResolveInfo } from "graphql";
import {
  GroupMemberUpdateItem,
  GroupMemberUpdateItemConnection,
  GroupMemberUpdateItemEdge,
  NicknameSyncItem,
  NicknameSyncItemConnection,
  NicknameSyncItemEdge,
} from "../schema/bulk-items.js";
import {
  BulkItemsArgs,
  GroupMemberUpdateOperation,
  NicknameSyncOperation,
} from "../schema/bulk-operation.js";
import { Args, Ctx, Directive, FieldResolver, Info, Resolver, Root } from "../schema/decorators.js";
import { SIZED_BY_FIRST } from "../schema/demand.js";
import { SyncClassNicknamesResult } from "../schema/sync-class-nicknames.js";
import { UpdateGroupMemberResult, UpdateGroupMemberSuccess } from "../schema/update-group-member.js";
import type { BulkItem, NicknameTarget } from "../src/bulk/model.js";
import { updateFailureOf } from "../src/bulk/outcome.js";
import type { Context } from "../src/graphql/context.js";
import type { MemberChange } from "../src/tencent-im/model.js";
import { presentOutcome } from "./presenters/bulk-operation.js";
import { presentSync } from "./presenters/recorded-sync.js";
import { presentUpdateFailure } from "./presenters/update-failure.js";
import { updatedMember } from "./presenters/updated-member.js";
import { itemId, keepItem, keptItem } from "./shared/bulk-item-node.js";
import { pageOfItems } from "./shared/bulk-item-page.js";

@Resolver(() => NicknameSyncOperation)
export class NicknameSyncOperationResolver {
  @Directive(SIZED_BY_FIRST)
  @FieldResolver(() => NicknameSyncItemConnection, {
    description: "The courses of the operation, in the order of the input.",
  })
  async items(
    @Root() operation: NicknameSyncOperation,
    @Args(() => BulkItemsArgs) args: BulkItemsArgs,
    @Ctx() context: Context,
  ): Promise<NicknameSyncItemConnection> {
    const edgeOf = (cursor: string, item: BulkItem<NicknameTarget>) => {
      const { courseId } = item.target;
      const id = itemId(operation.id, item);
      const node = new NicknameSyncItem({
        id,
        courseId,
        attempts: item.attempts,
        outcome: presentOutcome(item),
      });
      keepItem(node, operation.id, item);
      return new NicknameSyncItemEdge(() => cursor, node);
    };
    return new NicknameSyncItemConnection(await pageOfItems(operation, args, context, edgeOf));
  }
}

@Resolver(() => GroupMemberUpdateOperation)
export class GroupMemberUpdateOperationResolver {
  @Directive(SIZED_BY_FIRST)
  @FieldResolver(() => GroupMemberUpdateItemConnection, {
    description: "The changes of the operation, in the order of the input.",
  })
  async items(
    @Root() operation: GroupMemberUpdateOperation,
    @Args(() => BulkItemsArgs) args: BulkItemsArgs,
    @Ctx() context: Context,
  ): Promise<GroupMemberUpdateItemConnection> {
    const edgeOf = (cursor: string, item: BulkItem<MemberChange>) => {
      const { groupId, userId } = item.target;
      const outcome = presentOutcome(item);
      const id = itemId(operation.id, item);
      const node = new GroupMemberUpdateItem({ id, groupId, userId, attempts: item.attempts, outcome });
      keepItem(node, operation.id, item);
      return new GroupMemberUpdateItemEdge(() => cursor, node);
    };
    return new GroupMemberUpdateItemConnection(await pageOfItems(operation, args, context, edgeOf));
  }
}

@Resolver(() => NicknameSyncItem)
export class NicknameSyncItemResolver {
  @FieldResolver(() => SyncClassNicknamesResult, {
    nullable: true,
    description: "The result that `syncClassNicknames` would have returned. Null while the item is pending.",
  })
  result(@Root() node: NicknameSyncItem): SyncClassNicknamesResult | null {
    const { operationId, item } = keptItem(node);
    if (item?.outcome == null || operationId === undefined) return null;
    return presentSync(node.courseId, item.outcome, operationId);
  }
}

@Resolver(() => GroupMemberUpdateItem)
export class GroupMemberUpdateItemResolver {
  @FieldResolver(() => UpdateGroupMemberResult, {
    nullable: true,
    description:
      "The result that `updateGroupMember` would have returned. The member has the new values; its other fields are read now. Null while the item is pending.",
  })
  async result(
    @Root() node: GroupMemberUpdateItem,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<UpdateGroupMemberResult | null> {
    const { operationId, item } = keptItem(node);
    if (item?.outcome == null || operationId === undefined) return null;
    const change = item.target as MemberChange;
    const failure = updateFailureOf(item.outcome);
    if (failure !== null) return presentUpdateFailure(failure, change, operationId);
    const updated = { updatedAt: item.outcome.endedAt };
    return new UpdateGroupMemberSuccess(await updatedMember(change, updated, context, info));
  }
}
