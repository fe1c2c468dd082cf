import type { Fields, Items } from "../vendor/fields.js";

/** What the vendor says of each of some ids. It promises no order, and may leave some out. */
export interface FoundById {
  /** The first that the vendor sent under this id. */
  get(id: string): Fields | undefined;
  /** False where something was sent of which nobody can tell whose it is: then not found is not the same as not there. */
  readonly isWhole: boolean;
}

export function foundById(items: Items, idOf: (item: Fields) => string | null): FoundById {
  const byId = new Map<string, Fields>();
  let isWhole = true;
  for (const item of items) {
    const id = item && idOf(item);
    if (item === null || id === null) isWhole = false;
    else if (!byId.has(id)) byId.set(id, item);
  }
  return { get: (id) => byId.get(id), isWhole };
}
