import { RequiresRead } from "./access.js";
import { ArgsType, Field, ID, Int, ObjectType } from "./decorators.js";
import { GroupRole, GroupType } from "./enums.js";
import { GroupMember } from "./group-member.js";
import { Group } from "./group.js";
import { connectionOf, edgeOf, type Page, PageArgs } from "./pages.js";

@ArgsType()
export class MembersArgs extends PageArgs {
  @Field(() => [GroupRole], {
    nullable: true,
    description: "Only members with one of these roles. Left out: all.",
  })
  readonly roles?: readonly GroupRole[] | null;
}

@ArgsType()
export class UserGroupsArgs extends PageArgs {
  @Field(() => [GroupType], { nullable: true, description: "Only groups of these kinds. Left out: all." })
  readonly types?: readonly GroupType[] | null;
}

@ArgsType()
export class MemberArgs {
  @Field(() => ID, { description: "The user's id." })
  readonly userId!: string;
}

@RequiresRead()
@ObjectType({ simpleResolvers: true, description: "One member in a page of members." })
export class GroupMemberEdge extends edgeOf(() => GroupMember, "member") {}

@RequiresRead()
@ObjectType({ simpleResolvers: true, description: "A page of a group's members (Relay)." })
export class GroupMemberConnection extends connectionOf(
  () => GroupMemberEdge,
  () => GroupMember,
  "members",
) {
  @Field(() => Int, {
    nullable: true,
    description:
      "How many members the group has. Null where `roles` narrows the list, since the vendor does not count by role.",
  })
  readonly totalCount: number | null;

  constructor(page: Page<GroupMemberEdge> & { totalCount: number | null }) {
    super(page);
    this.totalCount = page.totalCount;
  }
}

@RequiresRead()
@ObjectType({ simpleResolvers: true, description: "One group in a page of groups." })
export class UserGroupEdge extends edgeOf(() => Group, "group") {}

@RequiresRead()
@ObjectType({ simpleResolvers: true, description: "A page of the groups that a user is in (Relay)." })
export class UserGroupConnection extends connectionOf(
  () => UserGroupEdge,
  () => Group,
  "groups",
) {
  @Field(() => Int, { nullable: true, description: "How many groups of the kinds asked for the user is in." })
  readonly totalCount: number | null;

  constructor(page: Page<UserGroupEdge> & { totalCount: number | null }) {
    super(page);
    this.totalCount = page.totalCount;
  }
}
