import type { GraphQLResolveInfo } from "graphql";
import { RequiresRead } from "../schema/access.js";
import { Args, Ctx, Directive, FieldResolver, Info, Query, Resolver, Root } from "../schema/decorators.js";
import { READS_FROM_VENDOR } from "../schema/demand.js";
import { GroupMember, GroupMemberArgs, readMemberId } from "../schema/group-member.js";
import { Group } from "../schema/group.js";
import { User } from "../schema/user.js";
import type { Context } from "../src/graphql/context.js";
import { selectedFields } from "../src/graphql/selection.js";
import { checkGroupId, checkUserId, isLostAccount } from "../src/input/ids.js";
import { groupFieldsFor } from "./presenters/entities.js";
import { checked } from "./shared/checked.js";
import { loadGroup } from "./shared/load-group.js";
import { loadMember } from "./shared/load-member.js";

@Resolver(() => GroupMember)
export class GroupMemberResolver {
  @Directive(READS_FROM_VENDOR)
  @RequiresRead()
  @Query(() => GroupMember, {
    nullable: true,
    description:
      "One member of one group. Null when there is none. With `class-groups:read:own`, a group that the caller is not in counts as none.",
  })
  groupMember(
    @Args(() => GroupMemberArgs) { groupId, userId }: GroupMemberArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<GroupMember | null> {
    checked((problems) => {
      checkGroupId(groupId, "groupId", problems);
      checkUserId(userId, "userId", problems);
    });
    return loadMember(groupId, userId, context, info);
  }

  @Directive(READS_FROM_VENDOR)
  @FieldResolver(() => Group, { description: "The group." })
  async group(
    @Root() { groupId }: GroupMember,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Group> {
    // Whoever is a member has a group, so its existence needs no proof.
    if (groupFieldsFor(selectedFields(info, "Group")).size === 0) return Group.known(groupId, null);
    // A group that cannot be read costs its own fields, not the member that was read.
    const read = await loadGroup(groupId, context, info).catch((error: Error) => Group.known(groupId, error));
    return read ?? Group.known(groupId, null);
  }

  @FieldResolver(() => Boolean, {
    description:
      "Whether the account was deleted while it was in the group. Tencent IM still lists the member but has put `@TLS#NOT_FOUND` in the place of the id: who it was is lost, and it can neither be read by id nor changed. All lost accounts of a group have the same `id` here.",
  })
  accountLost(@Root() { userId }: GroupMember): boolean {
    return isLostAccount(userId);
  }

  @FieldResolver(() => User, {
    description: "Who it is. Another subgraph knows more; of a lost account nobody knows anything.",
  })
  user(@Root() { userId }: GroupMember): User {
    return new User(userId);
  }
}

/** A member is referred to by `id`, or by `groupId` and `userId`. */
export async function resolveGroupMemberReference(
  reference: { id?: unknown; groupId?: unknown; userId?: unknown },
  context: Context,
  info: GraphQLResolveInfo,
): Promise<GroupMember | null> {
  const { groupId, userId } =
    typeof reference.id === "string" ? (readMemberId(reference.id) ?? {}) : reference;
  return loadMember(groupId, userId, context, info);
}
