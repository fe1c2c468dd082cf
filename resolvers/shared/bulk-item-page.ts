import type { BulkItemOutcome } from "../../schema/bulk-enums.js";
import type { BulkItemsArgs, BulkOperation, BulkProgress } from "../../schema/bulk-operation.js";
import type { Page } from "../../schema/pages.js";
import type { BulkItem, ItemOutcome, Target } from "../../src/bulk/model.js";
import type { Context } from "../../src/graphql/context.js";
import { offsetCursor, readOffsetCursor } from "../../src/graphql/cursors.js";
import { pageOf, readPage } from "./page.js";
import { fromStore } from "./store-errors.js";

export async function pageOfItems<T extends Target, Edge extends { readonly cursor: string }>(
  operation: BulkOperation,
  args: BulkItemsArgs,
  context: Context,
  edgeFor: (cursor: string, item: BulkItem<T>) => Edge,
): Promise<Page<Edge> & { totalCount: number }> {
  const pageRequest = readPage(args, readOffsetCursor, "an operation's items");
  const { first, after } = pageRequest;
  const outcome = (args.outcome?.toLowerCase() ?? null) as ItemOutcome | "pending" | null;
  const found = await fromStore(context, () =>
    context.bulk.items({ operationId: operation.id, outcome, after: after ?? -1, limit: first + 1 }),
  );
  const page = pageOf(found, pageRequest, (item) =>
    edgeFor(offsetCursor(item.position), item as BulkItem<T>),
  );
  return { ...page, totalCount: countOf(operation.progress, args.outcome ?? null) };
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
