/** A second implementation of the rules for texts: ranges of numbers, no regular expressions. */

type Ranges = readonly (readonly [first: number, last: number])[];

const CONTROLS: Ranges = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0x2028, 0x2029],
];
const OVERRIDES: Ranges = [
  [0x202a, 0x202e],
  [0x2066, 0x2069],
];
const INVISIBLE: Ranges = [
  [0x00ad, 0x00ad],
  [0x061c, 0x061c],
  [0x115f, 0x1160],
  [0x180e, 0x180e],
  [0x200b, 0x200b],
  [0x200e, 0x200f],
  [0x2060, 0x2064],
  [0x2800, 0x2800],
  [0x3164, 0x3164],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
];
const BLANKS: Ranges = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0x85, 0x85],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
];
/** Characters that only change how others are shown (Unicode's category Cf). */
const FORMATS: Ranges = [
  [0xad, 0xad],
  [0x600, 0x605],
  [0x61c, 0x61c],
  [0x6dd, 0x6dd],
  [0x70f, 0x70f],
  [0x890, 0x891],
  [0x8e2, 0x8e2],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x2064],
  [0x2066, 0x206f],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  [0x110bd, 0x110bd],
  [0x110cd, 0x110cd],
  [0x13430, 0x1343f],
  [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a],
  [0xe0001, 0xe0001],
  [0xe0020, 0xe007f],
];

const within = (ranges: Ranges, point: number): boolean =>
  ranges.some(([first, last]) => point >= first && point <= last);

const utf8Bytes = (point: number): number => (point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4);

/** Joins surrogate pairs, so any surrogate left is a lone one. */
const pointsOf = (text: string): number[] => Array.from(text, (character) => character.codePointAt(0) ?? 0);

export function mayBeSent(text: string, maxBytes: number, blankAllowed: boolean): boolean {
  const given = pointsOf(text);
  if (given.some((point) => point >= 0xd800 && point <= 0xdfff)) return false;
  const points = pointsOf(text.normalize("NFC"));
  if (points.reduce((sum, point) => sum + utf8Bytes(point), 0) > maxBytes) return false;
  if (points.some((point) => within([...CONTROLS, ...OVERRIDES, ...INVISIBLE], point))) return false;
  if (blankAllowed || points.length === 0) return true;
  return points.some((point) => !within([...BLANKS, ...FORMATS], point));
}
