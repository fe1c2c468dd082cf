import type { Problems } from "./problem.js";
import { utf8Bytes } from "./utf8-bytes.js";

/** C0, DEL, C1, and the line and paragraph separators. */
const CONTROL = /[\p{Cc}\u2028\u2029]/u;
/** Embeddings, overrides and isolates: they can make one name look like another. */
const BIDI_OVERRIDE = /[\u202a-\u202e\u2066-\u2069]/;
/**
 * Invisible characters: they make different names look the same. Joiners (U+200C, U+200D) are allowed, because emoji
 * families and several scripts need them.
 */
const INVISIBLE = /[\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2060-\u2064\u2800\u3164\ufeff\uffa0]/;
const HALF_CHARACTER = "contains half of a character (a lone surrogate)";
const CONTROL_CHARACTER = "contains a control character or a line break";
const OTHER_DIRECTION = "contains a character that overrides the direction of writing";
/** In UTF-16 units for each allowed byte. Composing leaves at least two bytes for every three units. */
const LONGEST_BEFORE_COMPOSING = 2;
/** Printable ASCII without blanks needs only the length check. */
const PLAIN = /^[!-~]*$/;
const NOTHING_TO_SEE = /^[\p{White_Space}\p{Cf}]+$/u;
/** Whether a text consists of blanks and joiners only. An empty text does not. */
export const hasNothingToSee = (text: string): boolean => NOTHING_TO_SEE.test(text);

export interface TextRule {
  /** The vendor's limit, in bytes of UTF-8. */
  readonly maxBytes: number;
  /** Whether the text may consist of blanks only. A name may not, a custom value may. */
  readonly blankAllowed: boolean;
}

/**
 * Converts a text to NFC, then counts its bytes, because that is the form that is sent. Nothing is cut, trimmed or
 * stripped: the user could not see what was removed, so a bad text is refused.
 */
export function readText(text: string, path: string, rule: TextRule, problems: Problems): string {
  if (text.length <= rule.maxBytes && PLAIN.test(text)) return text;
  if (!text.isWellFormed()) {
    // A lone surrogate is sent as U+FFFD: the vendor would store a different text.
    problems.add(path, HALF_CHARACTER);
    return text;
  }
  // In the worst case, composing takes time in the square of the text's length.
  if (text.length > rule.maxBytes * LONGEST_BEFORE_COMPOSING) {
    const actual = utf8Bytes(text);
    problems.add(path, `is ${actual} bytes long in UTF-8; at most ${rule.maxBytes} are allowed`, {
      limit: rule.maxBytes,
      actual,
    });
    return text;
  }
  const normal = text.normalize("NFC");
  const bytes = utf8Bytes(normal);
  if (bytes > rule.maxBytes) {
    problems.add(path, `is ${bytes} bytes long in UTF-8; at most ${rule.maxBytes} are allowed`, {
      limit: rule.maxBytes,
      actual: bytes,
    });
  }
  if (CONTROL.test(normal)) problems.add(path, CONTROL_CHARACTER);
  if (BIDI_OVERRIDE.test(normal)) problems.add(path, OTHER_DIRECTION);
  if (INVISIBLE.test(normal)) problems.add(path, "contains an invisible character");
  if (!rule.blankAllowed && hasNothingToSee(normal))
    problems.add(path, 'consists of blanks only; send "" to clear it');
  return normal;
}

/** Why an id cannot be shown or sent. Null if it can. Ids are compared byte by byte, so they are not converted to NFC. */
export function unprintable(id: string): string | null {
  if (!id.isWellFormed()) return HALF_CHARACTER;
  if (CONTROL.test(id)) return CONTROL_CHARACTER;
  return BIDI_OVERRIDE.test(id) ? `${OTHER_DIRECTION}, so it would read as another id` : null;
}
