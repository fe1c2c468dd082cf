/** One member of the object that a JSON text is, as it is written there. */
export interface Member {
  readonly name: string;
  /** The value if it is text, a number, true, false or null; else undefined. */
  readonly value: unknown;
  /** Where the member begins, and where the comma or brace after it is. */
  readonly start: number;
  readonly end: number;
}

/** A string, a mark, or any other run of characters. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s"{}[\],:]+/gs;
/** No value that is read here is longer. */
const MAX_VALUE_LENGTH = 200;

/**
 * Lists the members of the outermost object without parsing what is in them. Anyone can send a message, and parsing one with
 * many names costs far more than this. The text need not be valid JSON; then the list may be anything.
 */
export function membersOf(json: string): Member[] {
  const members: Member[] = [];
  let depth = 0;
  let before: RegExpExecArray | null = null;
  let open: { name: string; start: number; value: unknown } | null = null;
  TOKEN.lastIndex = 0;
  for (let token = TOKEN.exec(json); token !== null; token = TOKEN.exec(json)) {
    const [text] = token;
    const isOutermost = depth === 1;
    if (isOutermost && text === ":" && before !== null) {
      open ??= { name: String(scalar(before[0])), start: before.index, value: undefined };
    } else if (isOutermost && open !== null && (text === "," || text === "}")) {
      members.push({ ...open, end: token.index });
      open = null;
    } else if (isOutermost && open !== null) open.value = scalar(text);
    if (text === "{" || text === "[") depth += 1;
    if (text === "}" || text === "]") depth -= 1;
    before = token;
  }
  return members;
}

function scalar(text: string): unknown {
  if (text.length > MAX_VALUE_LENGTH) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Removes members from the outermost object. Everything else stays as it was written. */
export function withoutMembers(json: string, members: readonly Member[], names: ReadonlySet<string>): string {
  let kept = "";
  let keptUntil = 0;
  for (const { name, start, end } of members) {
    if (!names.has(name)) continue;
    kept += json.slice(keptUntil, start);
    if (json[end] === ",") keptUntil = end + 1;
    else {
      // The last member: the comma before it goes too.
      kept = kept.trimEnd().replace(/,$/, "");
      keptUntil = end;
    }
  }
  return kept + json.slice(keptUntil);
}
