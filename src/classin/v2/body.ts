/** An item of a list. Lists are not signed. */
type Item = number | string;

/**
 * The body of a v2 call: whole numbers, short texts and lists. ClassIn documents no text form of booleans, null or
 * fractions, and without one they cannot be signed.
 */
export type V2Body = Readonly<Record<string, number | string | readonly Item[]>>;

/** The signature adds these itself. */
const RESERVED = new Set(["sid", "timeStamp", "key"]);
/** ClassIn's own samples disagree at 1024 bytes, and some count characters. 339 characters have at most 1017 bytes. */
const MAX_TEXT_LENGTH = 339;

/**
 * Throws if ClassIn's samples disagree on the signature of this body. Only a defect in this server can cause it. The
 * error names the member and never holds its value.
 */
export function assertSignable(body: V2Body): void {
  const names = Object.keys(body);
  for (const name of names) {
    const why = whyNotSignable(name, body[name], names);
    if (why !== null) throw new Error(`The member ${name} of a ClassIn v2 body ${why}.`);
  }
}

function whyNotSignable(name: string, value: unknown, names: readonly string[]): string | null {
  if (!/^\w+$/.test(name)) return "has a name that is not plain ASCII";
  if (RESERVED.has(name)) return "has a name that the signature uses";
  // Some samples sort the pairs and not the names. A digit comes before "=", so the order would differ.
  if (names.some((other) => other !== name && other.startsWith(name))) return "begins another member's name";
  if (Array.isArray(value)) return value.every(isScalar) ? null : "is a list of something else than ids";
  if (!isScalar(value)) return "is neither a whole number nor a text";
  const isLong = typeof value === "string" && value.length > MAX_TEXT_LENGTH;
  return isLong ? `is longer than ${MAX_TEXT_LENGTH} characters` : null;
}

const isScalar = (value: unknown): boolean => Number.isSafeInteger(value) || typeof value === "string";
