import type { Result } from "../src/result.js";
import type { Client } from "./client.js";
import type { Stop } from "./exit-code.js";
import type { StartAnswerFragment } from "./operations/generated/graphql.js";
import type { PartLimits } from "./parts.js";
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

/** The commands that start bulk operations. */
export type JobCommand = "nicknames" | "members" | "group-names";

/** A kind of bulk operation. */
export interface Kind<Item> extends RowKind<Item> {
  readonly command: JobCommand;
  /** The limits of one operation. Default: those of every kind. */
  readonly limits?: PartLimits;
  readonly start: (
    client: Client,
    items: readonly Item[],
    idempotencyKey: string,
  ) => Promise<Result<StartAnswerFragment, Stop>>;
  /** The result columns that identify the target. */
  readonly idColumns: readonly string[];
  /** A page of an operation's item results, in input order; null if the operation no longer exists. */
  readonly results: (
    client: Client,
    id: string,
    after: string | null,
  ) => Promise<Result<ResultPage | null, Stop>>;
}

export interface ResultPage {
  readonly rows: readonly ItemResult[];
  /** Null after the last page. */
  readonly next: string | null;
}

export interface ItemResult {
  readonly ids: readonly string[];
  readonly outcome: string;
  readonly attempts: number;
  readonly result: {
    readonly __typename: string;
    readonly message?: string;
    readonly vendorCode?: number | null;
  } | null;
}
