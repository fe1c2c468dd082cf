import type { BulkItemOutcome } from "../../schema/bulk-enums.js";
import type { BulkItemsArgs, BulkOperation, BulkProgress } from "../../schema/bulk-operation.js";
import { DEFAULT_PAGE, PageInfo } from "../../schema/connections.js";
import type { BulkItem, ItemOutcome, Target } from "../../src/bulk/model.js";
import type { Context } from "../../src/graphql/context.js";
import { offsetCursor, readOffsetCursor } from "../../src/graphql/cursors.js";
import { checked, checkFirst } from "./checked.js";
import { fromStore } from "./store-errors.js";

export interface ItemPage<T extends Target> {
  readonly items: readonly { readonly cursor: string; readonly item: BulkItem<T> }[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number;
}

/** One page of an operation's items. */
export async function pageOfItems<T extends Target>(
  operation: BulkOperation,
  args: BulkItemsArgs,
  context: Context,
): Promise<ItemPage<T>> {
  const first = args.first ?? DEFAULT_PAGE;
  const after = args.after == null ? -1 : readOffsetCursor(args.after);
  checked((problems) => {
    checkFirst(first, problems);
    if (after === null) problems.add("after", "is not a cursor of an operation's items");
  });
  const outcome = (args.outcome?.toLowerCase() ?? null) as ItemOutcome | "pending" | null;
  const found = await fromStore(context, () =>
    context.bulk.items({ operationId: operation.id, outcome, after: after ?? -1, limit: first + 1 }),
  );
  const items = found
    .slice(0, first)
    .map((item) => ({ cursor: offsetCursor(item.position), item: item as BulkItem<T> }));
  return {
    items,
    totalCount: countOf(operation.progress, args.outcome ?? null),
    pageInfo: new PageInfo({
      hasNextPage: found.length > first,
      hasPreviousPage: args.after != null,
      startCursor: items[0]?.cursor ?? null,
      endCursor: items.at(-1)?.cursor ?? null,
    }),
  };
}

function countOf(progress: BulkProgress, outcome: BulkItemOutcome | null): number {
  switch (outcome) {
    case null:
      return progress.total;
    case "PENDING":
      return progress.remaining;
    case "SUCCEEDED":
      return progress.succeeded;
    case "FAILED":
      return progress.failed;
    case "UNKNOWN":
      return progress.unknown;
  }
}
