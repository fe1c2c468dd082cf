import { DEFAULT_PAGE, MAX_PAGE, type Page, type PageArgs, PageInfo } from "../../schema/pages.js";
import { checkArguments } from "./check-arguments.js";

/** The requested page. `after` is null for the first page. */
export interface PageRequest<Position> {
  readonly first: number;
  readonly after: Position | null;
}

/** Checks the arguments of a page. Throws one error with all problems. `list` completes "is not a cursor of …". */
export function readPage<Position>(
  args: PageArgs,
  readCursor: (cursor: string) => Position | null,
  list: string,
): PageRequest<Position> {
  const first = args.first ?? DEFAULT_PAGE;
  const after = args.after == null ? null : readCursor(args.after);
  checkArguments((problems) => {
    if (first < 1) problems.add("first", "must be at least 1", { limit: 1, actual: first });
    if (first > MAX_PAGE)
      problems.add("first", `must be at most ${MAX_PAGE}`, { limit: MAX_PAGE, actual: first });
    if (args.after != null && after === null) problems.add("after", `is not a cursor of ${list}`);
  });
  return { first, after };
}

/** Makes a page from up to `first + 1` items. The additional item shows that there is a next page. */
export function pageOf<Item, Edge extends { readonly cursor: string }>(
  found: readonly Item[],
  { first, after }: PageRequest<unknown>,
  edgeFor: (item: Item) => Edge,
): Page<Edge> {
  const edges = found.slice(0, first).map(edgeFor);
  return { edges, pageInfo: pageInfoOf(edges, { after, hasNextPage: found.length > first }) };
}

/** `end` is set if the next page does not begin after the last item. */
export function pageInfoOf(
  edges: readonly { readonly cursor: string }[],
  page: { after: unknown; hasNextPage: boolean; end?: (() => string) | null },
): PageInfo {
  const first = edges[0];
  const last = edges.at(-1);
  return new PageInfo({
    hasNextPage: page.hasNextPage,
    hasPreviousPage: page.after !== null,
    start: first === undefined ? null : () => first.cursor,
    end: page.end ?? (last === undefined ? null : () => last.cursor),
  });
}
