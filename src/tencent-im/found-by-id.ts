import type { Fields, Items } from "../vendor/fields.js";

/** The vendor's items by id. The vendor promises no order and may omit items. */
export interface FoundById {
  /** The first item with this id. */
  get(id: string): Fields | undefined;
  /** False if the id of an item cannot be read. An id that was not found may then still exist. */
  readonly isComplete: boolean;
}

export function foundById(items: Items, idOf: (item: Fields) => string | null): FoundById {
  const byId = new Map<string, Fields>();
  let isComplete = true;
  for (const item of items) {
    const id = item && idOf(item);
    if (item === null || id === null) isComplete = false;
    else if (!byId.has(id)) byId.set(id, item);
  }
  return { get: (id) => byId.get(id), isComplete };
}
