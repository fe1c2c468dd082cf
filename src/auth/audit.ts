import { GraphQLError } from "graphql";
import { isClassinUid } from "../input/classin-uids.js";
import { isCourseId, isGroupId, isUserId, isUuid } from "../input/ids.js";
import type { Caller } from "./caller.js";

/** One requested mutation and its outcome. Contains ids only: never a name, a name card or another value. */
export interface AuditEntry {
  readonly requestId: string;
  /** Null if access control is off or the request has no token. */
  readonly callerId: string | null;
  readonly mutation: string;
  /** The first 50 targets. */
  readonly targets: readonly Target[];
  readonly targetCount: number;
  /** The result types, in the order of the inputs, or the error code. */
  readonly outcomes: readonly string[];
}

/** The part of a request's context that an entry needs. */
export interface AuditContext {
  readonly audit: (entry: AuditEntry) => void;
  readonly requestId: string;
  readonly caller: Caller | null;
}

type Target = Readonly<Record<string, string>>;

const MAX_TARGETS = 50;

/** The arguments that hold a target's id, with the check for each. A value that fails its check is not logged. */
const IDS: ReadonlyMap<string, (value: unknown) => value is string> = new Map([
  ["courseId", isCourseId],
  ["classinUid", isClassinUid],
  ["groupId", isGroupId],
  ["userId", isUserId],
  ["id", isUuid],
]);
/** Lists whose items are targets themselves, with the name of the id in them. */
const LISTS_OF_IDS: ReadonlyMap<string, string> = new Map([
  ["courseIds", "courseId"],
  ["classinUids", "classinUid"],
  ["groupIds", "groupId"],
]);
const INVALID_ID = "(invalid id)";

/** Runs a mutation and records an entry for it, even if it is refused or fails. */
export async function withAudit(
  mutation: string,
  args: Readonly<Record<string, unknown>>,
  { audit, requestId, caller }: AuditContext,
  run: () => Promise<unknown>,
): Promise<unknown> {
  const targets = targetsIn(args);
  const record = (outcomes: readonly string[]) =>
    audit({
      requestId,
      callerId: caller?.id ?? null,
      mutation,
      targets: targets.first,
      targetCount: targets.count,
      outcomes: outcomes.slice(0, MAX_TARGETS),
    });
  try {
    const answer = await run();
    record((Array.isArray(answer) ? answer : [answer]).map(typeOf));
    return answer;
  } catch (error) {
    record([error instanceof GraphQLError ? String(error.extensions.code) : "INTERNAL_SERVER_ERROR"]);
    throw error;
  }
}

/** Objects of the graph are instances of their type's class. */
const typeOf = (answer: unknown): string =>
  typeof answer === "object" && answer !== null ? answer.constructor.name : String(answer);

/** Finds a mutation's targets: objects that hold ids, and items of lists of ids. Returns the first 50 and the count of all. */
export function targetsIn(args: unknown): { readonly first: readonly Target[]; readonly count: number } {
  const first: Target[] = [];
  let count = 0;
  const addTarget = (given: () => Readonly<Record<string, unknown>>): void => {
    count += 1;
    if (first.length < MAX_TARGETS) first.push(idsOf(given()));
  };
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if (Array.isArray(value)) return value.forEach(walk);
    const given = value as Readonly<Record<string, unknown>>;
    for (const name in given) {
      // The walk does not go into a target: a bulk operation may have 50,000 custom fields.
      if (IDS.has(name)) return addTarget(() => given);
    }
    for (const name in given) {
      const inner = given[name];
      const single = LISTS_OF_IDS.get(name);
      if (single !== undefined && Array.isArray(inner))
        for (const id of inner) addTarget(() => ({ [single]: id }));
      else walk(inner);
    }
  };
  walk(args);
  return { first, count };
}

function idsOf(given: Readonly<Record<string, unknown>>): Target {
  const target: Record<string, string> = {};
  for (const [name, isId] of IDS) {
    if (!Object.hasOwn(given, name)) continue;
    const id = given[name];
    target[name] = isId(id) ? id : INVALID_ID;
  }
  return target;
}
