import type { Result } from "../src/result.js";
import type { Client } from "./client.js";
import type { Stop } from "./exit-code.js";
import type { StartAnswerFragment } from "./operations/generated/graphql.js";
import type { Columns } from "./rows.js";

/** One of the things that are done in bulk. */
export interface Kind<Item> {
  readonly command: "nicknames" | "members";
  /** What one item is, and several. */
  readonly item: string;
  readonly items: string;
  readonly columns: Columns<Item>;
  /** Whether several rows may be about the same one. */
  readonly mayRepeat: boolean;
  readonly about: (item: Item) => string;
  readonly start: (
    client: Client,
    items: readonly Item[],
    idempotencyKey: string,
  ) => Promise<Result<StartAnswerFragment, Stop>>;
  /** The columns of a result that say what it is about. */
  readonly idColumns: readonly string[];
  /** A page of what came of an operation's items, in their order; null where there is no such operation any more. */
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
