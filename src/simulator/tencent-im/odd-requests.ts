import { z } from "zod";
import type { Choices } from "../choices.js";
import { Refusal } from "./refusal.js";

/** Undocumented things that published clients send. They are ignored, or refused if `choices.requests` is "strict". */

interface WithChoices {
  readonly choices: Choices;
}

export const isStrict = ({ choices }: WithChoices): boolean => choices.requests === "strict";

/** Removes null fields, which many clients send for unused ones. Null items of lists stay. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  const given = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(given.map(([name, field]) => [name, withoutNulls(field)]));
}

/** Handles an unknown name in a filter: ignores it, or refuses the whole call in strict mode. */
export function unknownName(name: string, context: WithChoices): [] {
  if (isStrict(context)) throw new Refusal(10004, `there is no field ${name}`);
  return [];
}

export const pageLimit = z.int().min(0).optional();

/** The requested page size. Clients in languages without optional numbers send 0 for no limit. */
export function givenLimit(limit: number | undefined, context: WithChoices): number | undefined {
  if (limit !== 0) return limit;
  if (isStrict(context)) throw new Refusal(10004, "Limit is at least 1");
  return undefined;
}

/** `oldNamesInRequests` applies in lenient mode too. */
export function refuseOldName(name: string, { choices }: WithChoices): void {
  if (choices.oldNamesInRequests === "refused") throw new Refusal(10004, `${name} is an old name`);
}
