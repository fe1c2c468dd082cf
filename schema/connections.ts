import { RequiresRead } from "./access.js";
import { ArgsType, Directive, Field, ID, Int, ObjectType } from "./decorators.js";
import { GroupRole, GroupType } from "./enums.js";
import { Group } from "./group.js";
import { GroupMember } from "./group-member.js";

/** The vendor advises pages of 100 (docs/vendors/tencent-im.md). */
export const MAX_PAGE = 100;
export const DEFAULT_PAGE = 50;

@Directive("@shareable")
@ObjectType({ simpleResolvers: true, description: "Where a page lies in a list (Relay)." })
export class PageInfo {
  @Field(() => Boolean, { description: "Whether there is more after this page." })
  readonly hasNextPage: boolean;

  @Field(() => Boolean, { description: "Whether this page was asked for with `after`." })
  readonly hasPreviousPage: boolean;

  @Field(() => String, { nullable: true, description: "The first item's cursor." })
  readonly startCursor: string | null;

  @Field(() => String, { nullable: true, description: "Pass it as `after` for the next page." })
  readonly endCursor: string | null;

  constructor(page: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  }) {
    this.hasNextPage = page.hasNextPage;
    this.hasPreviousPage = page.hasPreviousPage;
    this.startCursor = page.startCursor;
    this.endCursor = page.endCursor;
  }
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    defaultValue: DEFAULT_PAGE,
    description: `How many at most: 1 to ${MAX_PAGE}.`,
  })
  readonly first?: number | null;

  @Field(() => String, { nullable: true, description: "The `endCursor` of the page before." })
  readonly after?: string | null;
}

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
export class GroupMemberEdge {
  @Field(() => String, { description: "Pass it as `after` to go on behind this member." })
  readonly cursor: string;

  @Field(() => GroupMember, { description: "The member." })
  readonly node: GroupMember;

  constructor(cursor: string, node: GroupMember) {
    this.cursor = cursor;
    this.node = node;
  }
}

@RequiresRead()
@ObjectType({ simpleResolvers: true, description: "A page of a group's members (Relay)." })
export class GroupMemberConnection {
  @Field(() => [GroupMemberEdge], { description: "The members of this page, with cursors." })
  readonly edges: readonly GroupMemberEdge[];

  @Field(() => [GroupMember], { description: "The members of this page." })
  readonly nodes: readonly GroupMember[];

  @Field(() => PageInfo, { description: "Where this page lies." })
  readonly pageInfo: PageInfo;

  @Field(() => Int, {
    nullable: true,
    description:
      "How many members the group has. Null where `roles` narrows the list, since the vendor does not count by role.",
  })
  readonly totalCount: number | null;

  constructor(page: { edges: readonly GroupMemberEdge[]; pageInfo: PageInfo; totalCount: number | null }) {
    this.edges = page.edges;
    this.nodes = page.edges.map((edge) => edge.node);
    this.pageInfo = page.pageInfo;
    this.totalCount = page.totalCount;
  }
}

@RequiresRead()
@ObjectType({ simpleResolvers: true, description: "One group in a page of groups." })
export class UserGroupEdge {
  @Field(() => String, { description: "Pass it as `after` to go on behind this group." })
  readonly cursor: string;

  @Field(() => Group, { description: "The group." })
  readonly node: Group;

  constructor(cursor: string, node: Group) {
    this.cursor = cursor;
    this.node = node;
  }
}

@RequiresRead()
@ObjectType({ simpleResolvers: true, description: "A page of the groups that a user is in (Relay)." })
export class UserGroupConnection {
  @Field(() => [UserGroupEdge], { description: "The groups of this page, with cursors." })
  readonly edges: readonly UserGroupEdge[];

  @Field(() => [Group], { description: "The groups of this page." })
  readonly nodes: readonly Group[];

  @Field(() => PageInfo, { description: "Where this page lies." })
  readonly pageInfo: PageInfo;

  @Field(() => Int, { nullable: true, description: "How many groups of the kinds asked for the user is in." })
  readonly totalCount: number | null;

  constructor(page: { edges: readonly UserGroupEdge[]; pageInfo: PageInfo; totalCount: number | null }) {
    this.edges = page.edges;
    this.nodes = page.edges.map((edge) => edge.node);
    this.pageInfo = page.pageInfo;
    this.totalCount = page.totalCount;
  }
}
