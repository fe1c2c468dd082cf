import type { Columns } from "./rows.js";

/** A kind of rows. */
export interface RowKind<Item> {
  /** The words for one item and for several. */
  readonly item: string;
  readonly items: string;
  readonly columns: Columns<Item>;
  /** Whether several rows may have the same target. */
  readonly mayRepeat: boolean;
  readonly targetOf: (item: Item) => string;
  /** Something else that no two rows may have in common; null if the row has none. `column` is where it is. */
  readonly unique?: { readonly column: string; readonly of: (item: Item) => string | null };
}
