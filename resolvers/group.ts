import type { GraphQLResolveInfo } from "graphql";
import { RequiresRead } from "../schema/access.js";
import { GroupMemberConnection, MemberArgs, MembersArgs } from "../schema/connections.js";
import { Course } from "../schema/course.js";
import {
  Arg,
  Args,
  Ctx,
  Directive,
  FieldResolver,
  ID,
  Info,
  Query,
  Resolver,
  Root,
} from "../schema/decorators.js";
import { assumedSize, READS_FROM_VENDOR, SIZED_BY_FIRST } from "../schema/demand.js";
import { GroupMember } from "../schema/group-member.js";
import { Group } from "../schema/group.js";
import type { Context } from "../src/graphql/context.js";
import { selectedFields } from "../src/graphql/selection.js";
import { checkGroupId, checkUserId, isGroupId, isLostAccount } from "../src/input/ids.js";
import { asError } from "../src/result.js";
import { memberFieldsFor } from "./presenters/entities.js";
import { checkArguments } from "./shared/check-arguments.js";
import { loadGroup, loadGroups } from "./shared/load-group.js";
import { loadMember } from "./shared/load-member.js";
import { pageOfMembers } from "./shared/member-page.js";

const MAX_GROUPS = 100;

@Resolver(() => Group)
export class GroupResolver {
  @Directive(READS_FROM_VENDOR)
  @RequiresRead()
  @Query(() => Group, {
    nullable: true,
    description:
      "A chat group by its id. Null if there is none. With the scope `class-groups:read:own`, null for groups that the caller is not in.",
  })
  group(
    @Arg("id", () => ID, { description: "The id of the group." }) id: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Group | null> {
    checkArguments((problems) => checkGroupId(id, "id", problems));
    return loadGroup(id, context, info);
  }

  @Directive(READS_FROM_VENDOR)
  @Directive(assumedSize(MAX_GROUPS))
  @RequiresRead()
  @Query(() => [Group], {
    nullable: "items",
    description: `Up to ${MAX_GROUPS} chat groups, in the order of the ids. Items are null for groups that do not exist. With the scope \`class-groups:read:own\`, also null for groups that the caller is not in.`,
  })
  async groups(
    @Arg("ids", () => [ID], { description: `The ids of the groups, at most ${MAX_GROUPS}.` }) ids: string[],
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<(Group | null | Error)[]> {
    checkArguments((problems) => {
      if (ids.length > MAX_GROUPS) {
        problems.add("ids", `must be at most ${MAX_GROUPS} ids`, { limit: MAX_GROUPS, actual: ids.length });
      } else ids.forEach((id, index) => checkGroupId(id, `ids[${index}]`, problems));
    });
    // A group that cannot be read is an error at its own index. The other groups are returned.
    return (
      loadGroups(ids, context, info) ??
      Promise.all(ids.map((id) => loadGroup(id, context, info).catch(asError)))
    );
  }

  @Directive(READS_FROM_VENDOR)
  @FieldResolver(() => GroupMember, {
    nullable: true,
    description: "The owner of the group. Null if it has none.",
  })
  async owner(
    @Root() group: Group,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<GroupMember | null> {
    if (group.ownerId instanceof Error) throw group.ownerId;
    if (group.ownerId === null) return null;
    const known = { role: "OWNER" } as const;
    if (isLostAccount(group.ownerId)) return GroupMember.known(group.id, group.ownerId, known, null);
    const selected = selectedFields(info, "GroupMember");
    const needsRead =
      selected.has("asOf") || [...memberFieldsFor(selected)].some((field) => !(field in known));
    if (!needsRead) return GroupMember.known(group.id, group.ownerId, known, null);
    // Live-stream groups have an owner, but keep no profile of the owner.
    const read = await loadMember(group.id, group.ownerId, context, info);
    return read ?? GroupMember.known(group.id, group.ownerId, known, null);
  }

  @FieldResolver(() => Course, {
    nullable: true,
    description:
      "The course of this chat group, found by the school's naming rule. Null if the rule does not match.",
  })
  course(@Root() group: Group, @Ctx() context: Context): Course | null {
    const courseId = context.courseGroups.courseIdOf(group.id);
    return courseId === null ? null : new Course(courseId);
  }

  @Directive(READS_FROM_VENDOR)
  @FieldResolver(() => GroupMember, {
    nullable: true,
    description: "A member by user id. Null if the user is not in the group.",
  })
  member(
    @Root() group: Group,
    @Args(() => MemberArgs) { userId }: MemberArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<GroupMember | null> {
    checkArguments((problems) => checkUserId(userId, "userId", problems));
    return loadMember(group.id, userId, context, info);
  }

  @Directive(READS_FROM_VENDOR)
  @Directive(SIZED_BY_FIRST)
  @FieldResolver(() => GroupMemberConnection, {
    nullable: true,
    description: "The members of the group. Null for a live-stream group, which keeps no list of members.",
  })
  async members(
    @Root() group: Group,
    @Args(() => MembersArgs) args: MembersArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<GroupMemberConnection | null> {
    // Mutations return groups without a visibility check, so check here.
    return (await context.visible.has(group.id)) ? pageOfMembers(group.id, args, context, info) : null;
  }
}

/** Null if one of the ids is not valid, or if the vendor must be asked whether the caller may see the groups. */
export function resolveGroupReferences(
  references: readonly Readonly<Record<string, unknown>>[],
  context: Context,
  info: GraphQLResolveInfo,
): Promise<(Group | null | Error)[]> | null {
  const ids = references.map(({ id }) => id);
  return ids.every((id) => isGroupId(id)) ? loadGroups(ids, context, info) : null;
}

export const resolveGroupReference = (
  { id }: { id?: unknown },
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Group | null> | null => (isGroupId(id) ? loadGroup(id, context, info) : null);
