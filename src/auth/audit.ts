import { GraphQLError } from "graphql";
import { isCourseId, isGroupId, isUserId, isUuid } from "../input/ids.js";
import type { Caller } from "./caller.js";

/** A mutation that somebody asked for, whatever came of it. Ids only: never a name, a card or another value. */
export interface AuditEntry {
  readonly requestId: string;
  /** Null where access control is off, or the request names nobody. */
  readonly callerId: string | null;
  readonly mutation: string;
  /** The first of the things to be changed. */
  readonly targets: readonly Target[];
  readonly targetCount: number;
  /** The types that were answered, in the order of the inputs, or the code of the error. */
  readonly outcomes: readonly string[];
}

/** What of a request's context an entry is made from. */
export interface Audited {
  readonly audit: (entry: AuditEntry) => void;
  readonly requestId: string;
  readonly caller: Caller | null;
}

type Target = Readonly<Record<string, string>>;

const MOST_TARGETS = 50;

/** What is a target's id, and what such an id looks like: anything else that was given is not repeated. */
const IDS: ReadonlyMap<string, (value: unknown) => value is string> = new Map([
  ["courseId", isCourseId],
  ["groupId", isGroupId],
  ["userId", isUserId],
  ["id", isUuid],
]);
/** Lists of which each item is a target by itself, and what it is. */
const LISTS_OF_IDS: ReadonlyMap<string, string> = new Map([["courseIds", "courseId"]]);
const NO_ID = "(no such id)";

/** Runs a mutation and leaves an entry of it, also when it is refused or fails. */
export async function audited(
  mutation: string,
  args: Readonly<Record<string, unknown>>,
  { audit, requestId, caller }: Audited,
  run: () => Promise<unknown>,
): Promise<unknown> {
  const targets = targetsIn(args);
  const leave = (outcomes: readonly string[]) =>
    audit({
      requestId,
      callerId: caller?.id ?? null,
      mutation,
      targets: targets.first,
      targetCount: targets.count,
      outcomes: outcomes.slice(0, MOST_TARGETS),
    });
  try {
    const answer = await run();
    leave((Array.isArray(answer) ? answer : [answer]).map(typeOf));
    return answer;
  } catch (error) {
    leave([error instanceof GraphQLError ? String(error.extensions.code) : "INTERNAL_SERVER_ERROR"]);
    throw error;
  }
}

/** Objects of the graph are instances of the class of their type. */
const typeOf = (answer: unknown): string =>
  typeof answer === "object" && answer !== null ? answer.constructor.name : String(answer);

/** The ids in the arguments of a mutation, one target for each object that holds some: the first of them, and how many there are. */
export function targetsIn(args: unknown): { readonly first: readonly Target[]; readonly count: number } {
  const first: Target[] = [];
  let count = 0;
  const note = (given: () => Readonly<Record<string, unknown>>): void => {
    count += 1;
    if (first.length < MOST_TARGETS) first.push(idsOf(given()));
  };
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if (Array.isArray(value)) return value.forEach(walk);
    const given = value as Readonly<Record<string, unknown>>;
    for (const name in given) {
      // What a target holds is no target: a bulk operation has 50,000 custom fields.
      if (IDS.has(name)) return note(() => given);
    }
    for (const name in given) {
      const inner = given[name];
      const single = LISTS_OF_IDS.get(name);
      if (single !== undefined && Array.isArray(inner))
        for (const id of inner) note(() => ({ [single]: id }));
      else walk(inner);
    }
  };
  walk(args);
  return { first, count };
}

const idsOf = (given: Readonly<Record<string, unknown>>): Target =>
  Object.fromEntries(
    Object.entries(given).flatMap(([name, id]) => {
      const isId = IDS.get(name);
      return isId === undefined ? [] : [[name, isId(id) ? id : NO_ID] as const];
    }),
  );
