import type { BulkOperation } from "../../schema/bulk-operation.js";
import type { Viewer } from "../../src/bulk/api/queries.js";
import type { Context } from "../../src/graphql/context.js";
import { presentOperation } from "../presenters/bulk-operation.js";
import { fromStore } from "./store-errors.js";

/** The caller whose bulk operations this request may start, see and cancel. Every bulk resolver must use it. */
export function bulkViewer(context: Context): Viewer {
  return context.caller?.id ?? null;
}

/** One of the caller's operations. Null if they have none with this id. */
export async function findOperation(id: string, context: Context): Promise<BulkOperation | null> {
  const operation = await fromStore(context, () => context.bulk.find(id, bulkViewer(context)));
  return operation && presentOperation(operation, context);
}
