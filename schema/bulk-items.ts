import { BulkItemOutcome } from "./bulk-enums.js";
import { BulkOperation } from "./bulk-operation.js";
import { PageInfo } from "./connections.js";
import { Field, ID, Int, ObjectType } from "./decorators.js";

@ObjectType({ simpleResolvers: true, description: "One course of a bulk sync." })
export class NicknameSyncItem {
  @Field(() => ID, { description: "Unique among all items of all operations, and opaque." })
  readonly id: string;

  @Field(() => ID, { description: "The ClassIn course number." })
  readonly courseId: string;

  @Field(() => Int, { description: "How often it was begun; at most 5 times." })
  readonly attempts: number;

  @Field(() => BulkItemOutcome, { description: "What came of it." })
  readonly outcome: BulkItemOutcome;

  constructor(item: { id: string; courseId: string; attempts: number; outcome: BulkItemOutcome }) {
    this.id = item.id;
    this.courseId = item.courseId;
    this.attempts = item.attempts;
    this.outcome = item.outcome;
  }
}

@ObjectType({ simpleResolvers: true, description: "One change of a bulk update." })
export class GroupMemberUpdateItem {
  @Field(() => ID, { description: "Unique among all items of all operations, and opaque." })
  readonly id: string;

  @Field(() => ID, { description: "The group's id." })
  readonly groupId: string;

  @Field(() => ID, { description: "The user's id." })
  readonly userId: string;

  @Field(() => Int, { description: "How often it was begun; at most 5 times." })
  readonly attempts: number;

  @Field(() => BulkItemOutcome, { description: "What came of it." })
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

const CURSOR = "Pass it as `after` to go on behind this one.";
const TOTAL = "How many there are with the outcome that was asked for.";

@ObjectType({ simpleResolvers: true, description: "One course in a page of items." })
export class NicknameSyncItemEdge {
  @Field(() => String, { description: CURSOR })
  readonly cursor: string;

  @Field(() => NicknameSyncItem, { description: "The item." })
  readonly node: NicknameSyncItem;

  constructor(cursor: string, node: NicknameSyncItem) {
    this.cursor = cursor;
    this.node = node;
  }
}

@ObjectType({ simpleResolvers: true, description: "A page of a bulk sync's courses (Relay)." })
export class NicknameSyncItemConnection {
  @Field(() => [NicknameSyncItemEdge], { description: "The items of this page, with cursors." })
  readonly edges: readonly NicknameSyncItemEdge[];

  @Field(() => [NicknameSyncItem], { description: "The items of this page." })
  readonly nodes: readonly NicknameSyncItem[];

  @Field(() => PageInfo, { description: "Where this page lies." })
  readonly pageInfo: PageInfo;

  @Field(() => Int, { description: TOTAL })
  readonly totalCount: number;

  constructor(page: { edges: readonly NicknameSyncItemEdge[]; pageInfo: PageInfo; totalCount: number }) {
    this.edges = page.edges;
    this.nodes = page.edges.map(({ node }) => node);
    this.pageInfo = page.pageInfo;
    this.totalCount = page.totalCount;
  }
}

@ObjectType({ simpleResolvers: true, description: "One change in a page of items." })
export class GroupMemberUpdateItemEdge {
  @Field(() => String, { description: CURSOR })
  readonly cursor: string;

  @Field(() => GroupMemberUpdateItem, { description: "The item." })
  readonly node: GroupMemberUpdateItem;

  constructor(cursor: string, node: GroupMemberUpdateItem) {
    this.cursor = cursor;
    this.node = node;
  }
}

@ObjectType({ simpleResolvers: true, description: "A page of a bulk update's changes (Relay)." })
export class GroupMemberUpdateItemConnection {
  @Field(() => [GroupMemberUpdateItemEdge], { description: "The items of this page, with cursors." })
  readonly edges: readonly GroupMemberUpdateItemEdge[];

  @Field(() => [GroupMemberUpdateItem], { description: "The items of this page." })
  readonly nodes: readonly GroupMemberUpdateItem[];

  @Field(() => PageInfo, { description: "Where this page lies." })
  readonly pageInfo: PageInfo;

  @Field(() => Int, { description: TOTAL })
  readonly totalCount: number;

  constructor(page: { edges: readonly GroupMemberUpdateItemEdge[]; pageInfo: PageInfo; totalCount: number }) {
    this.edges = page.edges;
    this.nodes = page.edges.map(({ node }) => node);
    this.pageInfo = page.pageInfo;
    this.totalCount = page.totalCount;
  }
}

@ObjectType({ simpleResolvers: true, description: "One bulk operation in a page of them." })
export class BulkOperationEdge {
  @Field(() => String, { description: CURSOR })
  readonly cursor: string;

  @Field(() => BulkOperation, { description: "The operation." })
  readonly node: BulkOperation;

  constructor(cursor: string, node: BulkOperation) {
    this.cursor = cursor;
    this.node = node;
  }
}

@ObjectType({ simpleResolvers: true, description: "A page of bulk operations, newest first (Relay)." })
export class BulkOperationConnection {
  @Field(() => [BulkOperationEdge], { description: "The operations of this page, with cursors." })
  readonly edges: readonly BulkOperationEdge[];

  @Field(() => [BulkOperation], { description: "The operations of this page." })
  readonly nodes: readonly BulkOperation[];

  @Field(() => PageInfo, { description: "Where this page lies." })
  readonly pageInfo: PageInfo;

  constructor(page: { edges: readonly BulkOperationEdge[]; pageInfo: PageInfo }) {
    this.edges = page.edges;
    this.nodes = page.edges.map(({ node }) => node);
    this.pageInfo = page.pageInfo;
  }
}
