/** The ids of the person to erase. */
export interface Person {
  readonly userId: string;
  /** Null if it is not known. */
  readonly classinUid: string | null;
}

/** Deeper values are taken to name the person. No documented message is half as deep. */
const MAX_DEPTH = 50;

/**
 * Whether a vendor's message names the person: whether any value in it, of any field, is one of the ids. A number of something
 * else can be equal by chance, so this says yes too often rather than too seldom.
 */
export function isNamedIn(body: string, person: Person): boolean {
  let message: unknown;
  try {
    message = JSON.parse(body);
  } catch {
    return isWrittenIn(body, person);
  }
  return contains(message, new Set(idsOf(person)), 0);
}

/** The same for a text that is not JSON, or that anyone may have sent: parsing it can be made slow. */
export const isWrittenIn = (body: string, person: Person): boolean =>
  idsOf(person).some((id) => body.includes(id));

export const idsOf = ({ userId, classinUid }: Person): readonly string[] =>
  classinUid === null ? [userId] : [userId, classinUid];

function contains(value: unknown, ids: ReadonlySet<string>, depth: number): boolean {
  if (typeof value === "string") return ids.has(value);
  if (typeof value === "number") return ids.has(String(value));
  if (typeof value !== "object" || value === null) return false;
  return depth === MAX_DEPTH || Object.values(value).some((inner) => contains(inner, ids, depth + 1));
}
