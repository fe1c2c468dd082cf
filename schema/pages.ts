import { ArgsType, Directive, Field, Int, ObjectType } from "./decorators.js";

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

/** The class of a type of the graph; that of an interface is abstract. */
type TypeClass<T> = abstract new (...args: never[]) => T;

/** What every edge of a Relay list has. `noun` says what one item is called. */
export function edgeOf<Node extends object>(node: () => TypeClass<Node>, noun: string) {
  @ObjectType({ simpleResolvers: true })
  class Edge {
    @Field(() => String, { description: `Pass it as \`after\` to continue after this ${noun}.` })
    readonly cursor: string;

    @Field(node, { description: `The ${noun}.` })
    readonly node: Node;

    constructor(cursor: string, item: Node) {
      this.cursor = cursor;
      this.node = item;
    }
  }
  return Edge;
}

/** One page, as it is read. */
export interface Page<Edge> {
  readonly edges: readonly Edge[];
  readonly pageInfo: PageInfo;
}

/** What every page of a Relay list has. `nouns` says what its items are called. */
export function connectionOf<Node extends object, Edge extends { readonly node: Node }>(
  edge: () => TypeClass<Edge>,
  node: () => TypeClass<Node>,
  nouns: string,
) {
  @ObjectType({ simpleResolvers: true })
  class Connection {
    @Field(() => [edge()], { description: `The ${nouns} of this page, with cursors.` })
    readonly edges: readonly Edge[];

    @Field(() => [node()], { description: `The ${nouns} of this page.` })
    readonly nodes: readonly Node[];

    @Field(() => PageInfo, { description: "Where this page lies." })
    readonly pageInfo: PageInfo;

    constructor(page: Page<Edge>) {
      this.edges = page.edges;
      this.nodes = page.edges.map((one) => one.node);
      this.pageInfo = page.pageInfo;
    }
  }
  return Connection;
}
