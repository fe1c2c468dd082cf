import type { Problems } from "./problem.js";

/** C0, DEL, C1, and the two separators that break lines. */
const CONTROL = /[\p{Cc}\u2028\u2029]/u;
/** Embeddings, overrides and isolates: they make a name read as another one. */
const BIDI_OVERRIDE = /[\u202a-\u202e\u2066-\u2069]/;
/**
 * Marks that are not seen and make two names look like one. Joiners (U+200C, U+200D) are not among them:
 * emoji families and several scripts need them.
 */
const INVISIBLE = /[\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2060-\u2064\u2800\u3164\ufeff\uffa0]/;
/** What a problem says of each. */
const HALF_CHARACTER = "contains half of a character (a lone surrogate)";
const CONTROL_CHARACTER = "contains a control character or a line break";
const OTHER_DIRECTION = "contains a character that overrides the direction of writing";
/** UTF-16 units for each byte that is allowed. Composing leaves at least two bytes of three units. */
const LONGEST_BEFORE_COMPOSING = 2;
/** Printable ASCII without blanks: no rule but that of the length concerns it. */
const PLAIN = /^[!-~]*$/;
const NOTHING_TO_SEE = /^[\p{White_Space}\p{Cf}]+$/u;

export interface TextRule {
  /** The vendor's limit, in bytes of UTF-8. */
  readonly maxBytes: number;
  /** A name that consists of blanks is no name; a custom value may. */
  readonly blankAllowed: boolean;
}

/**
 * Reads a text: brings it to NFC, then counts bytes, so that what was counted is what is sent. Nothing is cut, trimmed
 * or stripped: what may not be sent is refused, since nobody can see what was taken away.
 */
export function readText(text: string, path: string, rule: TextRule, problems: Problems): string {
  if (text.length <= rule.maxBytes && PLAIN.test(text)) return text;
  if (!text.isWellFormed()) {
    // A lone surrogate turns into U+FFFD on its way: the vendor would store another text.
    problems.add(path, HALF_CHARACTER);
    return text;
  }
  // Composing takes time in the square of a text's length in the worst case.
  if (text.length > rule.maxBytes * LONGEST_BEFORE_COMPOSING) {
    const actual = Buffer.byteLength(text, "utf8");
    problems.add(path, `is ${actual} bytes long in UTF-8; at most ${rule.maxBytes} are allowed`, {
      limit: rule.maxBytes,
      actual,
    });
    return text;
  }
  const normal = text.normalize("NFC");
  const bytes = Buffer.byteLength(normal, "utf8");
  if (bytes > rule.maxBytes) {
    problems.add(path, `is ${bytes} bytes long in UTF-8; at most ${rule.maxBytes} are allowed`, {
      limit: rule.maxBytes,
      actual: bytes,
    });
  }
  if (CONTROL.test(normal)) problems.add(path, CONTROL_CHARACTER);
  if (BIDI_OVERRIDE.test(normal)) problems.add(path, OTHER_DIRECTION);
  if (INVISIBLE.test(normal)) problems.add(path, "contains an invisible character");
  if (!rule.blankAllowed && NOTHING_TO_SEE.test(normal))
    problems.add(path, 'consists of blanks only; send "" to clear it');
  return normal;
}

/** Why an id cannot be shown or sent as it is; null where it can. Ids are compared byte by byte, so NFC is not for them. */
export function unprintable(id: string): string | null {
  if (!id.isWellFormed()) return HALF_CHARACTER;
  if (CONTROL.test(id)) return CONTROL_CHARACTER;
  return BIDI_OVERRIDE.test(id) ? `${OTHER_DIRECTION}, so it would read as another id` : null;
}
