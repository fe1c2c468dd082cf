import { z } from "zod";
import type { Choices } from "../choices.js";
import { Refusal } from "./refusal.js";

/** What published clients send although no document lists it: ignored, or refused where `choices.requests` is "strict". */

interface Chosen {
  readonly choices: Choices;
}

export const isStrict = ({ choices }: Chosen): boolean => choices.requests === "strict";

/** Many clients write null for a field that they do not use. An item of a list cannot be left out in this way. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  const given = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(given.map(([name, field]) => [name, withoutNulls(field)]));
}

/** What a filter gets for a name that does not exist: nothing, or the refusal of the whole call. */
export function nothingNamed(name: string, chosen: Chosen): [] {
  if (isStrict(chosen)) throw new Refusal(10004, `there is no field ${name}`);
  return [];
}

export const pageLimit = z.int().min(0).optional();

/** The page size that was asked for. Clients whose language has no missing numbers send 0 for "no limit given". */
export function givenLimit(limit: number | undefined, chosen: Chosen): number | undefined {
  if (limit !== 0) return limit;
  if (isStrict(chosen)) throw new Refusal(10004, "Limit is at least 1");
  return undefined;
}

/** The names of before 2022 are a matter of their own: "refused" holds in lenient requests too. */
export function refuseOldName(name: string, { choices }: Chosen): void {
  if (choices.oldNamesInRequests === "refused") throw new Refusal(10004, `${name} is an old name`);
}
