import type { Viewer } from "../src/bulk/queries.js";
import type { Context } from "../src/context.js";

/** Whose bulk operations this request may start, see and cancel: its caller's own. Every bulk resolver asks here first. */
export function bulkViewer(context: Context): Viewer {
  return context.caller?.id ?? null;
}
