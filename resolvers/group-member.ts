import type { GraphQLResolveInfo } from "graphql";
import { RequiresRead } from "../schema/access.js";
import { Args, Ctx, Directive, FieldResolver, Info, Query, Resolver, Root } from "../schema/decorators.js";
import { READS_FROM_VENDOR } from "../schema/demand.js";
import { GroupMember, GroupMemberArgs, readMemberId } from "../schema/group-member.js";
import { Group } from "../schema/group.js";
import { User } from "../schema/user.js";
import type { Context } from "../src/graphql/context.js";
import { checkGroupId, checkUserId, isLostAccount } from "../src/input/ids.js";
import { checkArguments } from "./shared/check-arguments.js";
import { knownGroup } from "./shared/known-group.js";
import { loadMember } from "./shared/load-member.js";

@Resolver(() => GroupMember)
export class GroupMemberResolver {
  @Directive(READS_FROM_VENDOR)
  @RequiresRead()
  @Query(() => GroupMember, {
    nullable: true,
    description:
      "A member of a group. Null if there is none. With the scope `class-groups:read:own`, null for groups that the caller is not in.",
  })
  groupMember(
    @Args(() => GroupMemberArgs) { groupId, userId }: GroupMemberArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<GroupMember | null> {
    checkArguments((problems) => {
      checkGroupId(groupId, "groupId", problems);
      checkUserId(userId, "userId", problems);
    });
    return loadMember(groupId, userId, context, info);
  }

  @Directive(READS_FROM_VENDOR)
  @FieldResolver(() => Group, { description: "The group." })
  group(
    @Root() { groupId }: GroupMember,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Group> {
    // A member always has a group.
    return knownGroup(groupId, context, info);
  }

  @FieldResolver(() => Boolean, {
    description:
      "Whether the account was deleted while it was in the group. Tencent IM still lists such a member, but with `@TLS#NOT_FOUND` as its user id. The member cannot be identified, read by id or changed. All lost accounts of a group have the same `id`.",
  })
  accountLost(@Root() { userId }: GroupMember): boolean {
    return isLostAccount(userId);
  }

  @FieldResolver(() => User, {
    description: "The user. Another subgraph has details, except about lost accounts.",
  })
  user(@Root() { userId }: GroupMember): User {
    return new User(userId);
  }
}

/**
 * References hold `id`, or `groupId` and `userId`. If another subgraph owns the official names, those for the fields that
 * depend on them hold `user` too.
 */
export async function resolveGroupMemberReference(
  reference: { id?: unknown; groupId?: unknown; userId?: unknown; user?: unknown },
  context: Context,
  info: GraphQLResolveInfo,
): Promise<GroupMember | null> {
  const { groupId, userId } =
    typeof reference.id === "string" ? (readMemberId(reference.id) ?? {}) : reference;
  const member = await loadMember(groupId, userId, context, info);
  if (member !== null) member.nameFromUser = nameFromUser(reference.user);
  return member;
}

function nameFromUser(user: unknown): string | null {
  if (typeof user !== "object" || user === null || !("officialName" in user)) return null;
  return typeof user.officialName === "string" ? user.officialName : null;
}
