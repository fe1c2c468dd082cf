import { ArgsType, Directive, Field, Int, ObjectType } from "./decorators.js";

/** The vendor recommends pages of 100 (docs/vendors/tencent-im.md). */
export const MAX_PAGE = 100;
export const DEFAULT_PAGE = 50;

/** Makes a cursor when it is selected. Null if there is no item. */
type CursorOf = (() => string) | null;

@Directive("@shareable")
@ObjectType({ simpleResolvers: true, description: "The position of a page in a list (Relay)." })
export class PageInfo {
  @Field(() => Boolean, { description: "Whether there are items after this page." })
  readonly hasNextPage: boolean;

  @Field(() => Boolean, { description: "Whether this page was requested with `after`." })
  readonly hasPreviousPage: boolean;

  readonly #start: CursorOf;
  readonly #end: CursorOf;

  constructor(page: { hasNextPage: boolean; hasPreviousPage: boolean; start: CursorOf; end: CursorOf }) {
    this.hasNextPage = page.hasNextPage;
    this.hasPreviousPage = page.hasPreviousPage;
    this.#start = page.start;
    this.#end = page.end;
  }

  @Field(() => String, { nullable: true, description: "The cursor of the first item." })
  get startCursor(): string | null {
    return this.#start?.() ?? null;
  }

  @Field(() => String, { nullable: true, description: "The cursor to pass as `after` for the next page." })
  get endCursor(): string | null {
    return this.#end?.() ?? null;
  }
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    defaultValue: DEFAULT_PAGE,
    description: `The maximum number of items to return: 1 to ${MAX_PAGE}.`,
  })
  readonly first?: number | null;

  @Field(() => String, {
    nullable: true,
    description: "Returns the items after this cursor, usually the `endCursor` of the previous page.",
  })
  readonly after?: string | null;
}

/** The class of a GraphQL type. It is abstract for interfaces. */
type TypeClass<T> = abstract new (...args: never[]) => T;

/** The fields of every Relay edge. `noun` is the word for one item. */
export function edgeOf<Node extends object>(node: () => TypeClass<Node>, noun: string) {
  @ObjectType({ simpleResolvers: true })
  class Edge {
    readonly #cursorOf: () => string;

    @Field(() => String, { description: `The cursor to pass as \`after\` to continue after this ${noun}.` })
    get cursor(): string {
      return this.#cursorOf();
    }

    @Field(node, { description: `The ${noun}.` })
    readonly node: Node;

    /** Most queries select no cursors of items, so `cursorOf` makes them. */
    constructor(cursorOf: () => string, item: Node) {
      this.#cursorOf = cursorOf;
      this.node = item;
    }
  }
  return Edge;
}

/** A page, before it becomes a connection. */
export interface Page<Edge> {
  readonly edges: readonly Edge[];
  readonly pageInfo: PageInfo;
}

/** The fields of every Relay connection. `nouns` is the word for its items. */
export function connectionOf<Node extends object, Edge extends { readonly node: Node }>(
  edge: () => TypeClass<Edge>,
  node: () => TypeClass<Node>,
  nouns: string,
) {
  @ObjectType({ simpleResolvers: true })
  class Connection {
    @Field(() => [edge()], { description: `The ${nouns} of this page with their cursors.` })
    readonly edges: readonly Edge[];

    @Field(() => [node()], { description: `The ${nouns} of this page.` })
    readonly nodes: readonly Node[];

    @Field(() => PageInfo, { description: "The position of this page in the list." })
    readonly pageInfo: PageInfo;

    constructor(page: Page<Edge>) {
      this.edges = page.edges;
      this.nodes = page.edges.map((one) => one.node);
      this.pageInfo = page.pageInfo;
    }
  }
  return Connection;
}
