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
    description: "Returns only members with one of these roles. By default, all.",
  })
  readonly roles?: readonly GroupRole[] | null;
}

@ArgsType()
export class UserGroupsArgs extends PageArgs {
  @Field(() => [GroupType], {
    nullable: true,
    description: "Returns only groups of these types. By default, all.",
  })
  readonly types?: readonly GroupType[] | null;
}

@ArgsType()
export class MemberArgs {
  @Field(() => ID, { description: "The id of the user." })
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
      "The number of members in the group. Null if the list has only some of them, such as those with certain `roles`: the vendor does not count these.",
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
  @Field(() => Int, {
    nullable: true,
    description: "The number of groups of the requested types that the user is in.",
  })
  readonly totalCount: number | null;

  constructor(page: Page<UserGroupEdge> & { totalCount: number | null }) {
    super(page);
    this.totalCount = page.totalCount;
  }
}
