import { setTimeout as wait } from "node:timers/promises";
import type { CheckedName } from "../src/input/official-names.js";
import { failed, ok, type Result } from "../src/result.js";
import { printable } from "./answer.js";
import type { Client } from "./client.js";
import { EXIT, type Stop, stop } from "./exit-code.js";
import { SetNamesDocument } from "./operations/generated/graphql.js";
import { atLine } from "./start-part.js";

/** The names of one request, and the lines that they are from. */
export interface NamesPart {
  readonly names: readonly CheckedName[];
  readonly lines: readonly number[];
}

/** A row whose number in ClassIn belongs to another user. */
export interface Refused {
  readonly line: number;
  readonly heldBy: string;
}

export interface NamesSent {
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: readonly Refused[];
}

const STORE_ATTEMPTS = 20;

/** Sets the names. If rows are refused because of their numbers, it sets the others. */
export async function sendNames(client: Client, part: NamesPart): Promise<Result<NamesSent, Stop>> {
  const refused: Refused[] = [];
  let rows = part.names.map((name, index) => ({ name, line: part.lines[index] ?? 0 }));
  let storeAttempts = 0;
  while (rows.length > 0) {
    const answer = await client.send(SetNamesDocument, { names: rows.map(({ name }) => name) });
    if (!answer.ok) return answer;
    const { set } = answer.value;
    switch (set.__typename) {
      case "SetOfficialNamesSuccess":
        return ok({ changed: set.changed, unchanged: set.unchanged, refused });
      case "InvalidInputError": {
        const lines = rows.map(({ line }) => line);
        return failed(stop(EXIT.badInput, ...set.problems.map((problem) => atLine(problem, lines))));
      }
      case "OfficialNameConflictError": {
        const holders = new Map(set.conflicts.map(({ userId, heldBy }) => [userId, heldBy]));
        const kept = rows.filter(({ name }) => !holders.has(name.userId));
        if (kept.length === rows.length) return failed(stop(EXIT.notReached, printable(set.message)));
        for (const { name, line } of rows) {
          const heldBy = holders.get(name.userId);
          if (heldBy !== undefined) refused.push({ line, heldBy });
        }
        rows = kept;
        break;
      }
      case "StoreUnavailableError":
        storeAttempts += 1;
        if (storeAttempts === STORE_ATTEMPTS) return failed(stop(EXIT.notReached, printable(set.message)));
        await wait(set.retryAfterSeconds * 1000, undefined, { signal: client.signal });
    }
  }
  return ok({ changed: 0, unchanged: 0, refused });
}
