import type { BulkOperation } from "../../schema/bulk-operation.js";
import type { Viewer } from "../../src/bulk/api/queries.js";
import type { Context } from "../../src/graphql/context.js";
import { presentOperation } from "../presenters/bulk-operation.js";
import { fromStore } from "./store-errors.js";

/** Whose bulk operations this request may start, see and cancel: its caller's own. Every bulk resolver asks here first. */
export function bulkViewer(context: Context): Viewer {
  return context.caller?.id ?? null;
}

/** An operation of the caller's. Null where they have none of this id. */
export async function findOperation(id: string, context: Context): Promise<BulkOperation | null> {
  const operation = await fromStore(context, () => context.bulk.find(id, bulkViewer(context)));
  return operation && presentOperation(operation, context);
}
