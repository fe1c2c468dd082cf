import type { ApolloClient } from "@apollo/client";
import { type FailureFragment, SetNamesDocument } from "../../operations/generated/graphql.js";
import type { NamesRow } from "./read-names-file.js";
import type { RefusedRow } from "./upload.js";

export interface SentRows {
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: readonly RefusedRow[];
}

/**
 * Sets the names of these rows. If some are refused because of their numbers, it sets the others. Repeating it is harmless:
 * names that are set already count as unchanged. Returns the failure if nothing could be set.
 */
export async function sendRows(
  client: ApolloClient,
  rows: readonly NamesRow[],
): Promise<SentRows | FailureFragment> {
  const refused: RefusedRow[] = [];
  let left = rows;
  while (left.length > 0) {
    const names = left.map(({ name }) => name);
    const { data } = await client.mutate({ mutation: SetNamesDocument, variables: { names } });
    const result = data?.setOfficialNames;
    if (result === undefined) throw new Error("The graph has sent no answer.");
    if (result.__typename === "SetOfficialNamesSuccess") return { ...result, refused };
    if (result.__typename !== "OfficialNameConflictError") return result;
    const holders = new Map(result.conflicts.map(({ userId, heldBy }) => [userId, heldBy]));
    const kept = left.filter(({ name }) => !holders.has(name.userId));
    // A conflict that names none of the rows would be answered in the same way again.
    if (kept.length === left.length) return result;
    for (const row of left) {
      const heldBy = holders.get(row.name.userId);
      if (heldBy !== undefined) refused.push({ ...row, heldBy });
    }
    left = kept;
  }
  return { changed: 0, unchanged: 0, refused };
}
