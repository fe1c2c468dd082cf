import type { Result } from "../result.js";
import type { Fields, Items } from "../vendor/fields.js";
import { type ImFailure, unreadableList } from "./command.js";

/** What the vendor says of each of some ids. It promises no order, and leaves some out. */
export interface FoundById {
  /** The first that the vendor sent under this id. */
  get(id: string): Fields | undefined;
  /** What it means that an id was not found: nothing of it, unless something was sent that nobody can tell whose it is. */
  missing<T>(nothing: Result<T, ImFailure>): Result<T, ImFailure>;
}

export function foundById(items: Items, idOf: (item: Fields) => string | null): FoundById {
  const byId = new Map<string, Fields>();
  let named = 0;
  for (const item of items) {
    const id = item && idOf(item);
    if (item === null || id === null) continue;
    named += 1;
    if (!byId.has(id)) byId.set(id, item);
  }
  return {
    get: (id) => byId.get(id),
    missing: (nothing) => (named === items.length ? nothing : unreadableList()),
  };
}
