const BLANKS = /\p{White_Space}+/gu;
/** A name card has at most 50 bytes. Longer texts are not normalized, because that can take time in the square of the length. */
const LONGEST_UNITS = 400;

/**
 * Whether two names look the same: equal in NFC, apart from blanks at both ends and the number of blanks between words.
 * Everything that can be seen counts: upper case and full width differ from lower case and half width. Texts of more than
 * 400 UTF-16 units are no names, and never the same.
 */
export const sameName = (one: string, other: string): boolean =>
  one.length <= LONGEST_UNITS && other.length <= LONGEST_UNITS && visible(one) === visible(other);

const visible = (name: string): string => name.normalize("NFC").replace(BLANKS, " ").trim();
