import fc from "fast-check";
import { expect, test } from "vitest";
import {
  checkChangeableUserId,
  checkCourseId,
  checkGroupId,
  checkUserId,
  isCourseId,
  isGroupId,
  isUserId,
} from "../../src/input/ids.js";
import { Problems } from "../../src/input/problem.js";

const anything = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ unit: "grapheme-ascii", maxLength: 60 }),
  fc.stringMatching(/^[A-Za-z0-9_-]{0,40}$/),
  fc.stringMatching(/^\d{0,25}$/),
);
const madeOf = (id: string, most: number, letters: (code: number) => boolean): boolean =>
  id.length >= 1 && id.length <= most && Array.from(id).every((letter) => letters(letter.charCodeAt(0)));

const isDigit = (code: number) => code >= 48 && code <= 57;
const isPrintable = (code: number) => code >= 32 && code <= 126;
const isAllowedInUserId = (code: number) =>
  code >= 32 &&
  !(code >= 0x7f && code <= 0x9f) &&
  ![0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069].includes(code);
/** Texts of whole characters are well-formed, so their surrogates come in pairs. */
const isUserIdText = (id: string): boolean =>
  Buffer.byteLength(id) >= 1 &&
  Buffer.byteLength(id) <= 32 &&
  Array.from(id).every((letter) => isAllowedInUserId(letter.codePointAt(0) ?? 0));

test("ids are checked by their characters and lengths, for any text", () => {
  fc.assert(
    fc.property(anything, (id) => {
      expect(isCourseId(id)).toBe(madeOf(id, 20, isDigit) && !id.startsWith("0"));
      expect(isGroupId(id)).toBe(madeOf(id, 48, isPrintable));
      expect(isUserId(id)).toBe(isUserIdText(id));
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ["a course number of 20 digits", isCourseId, "1".repeat(20), true],
  ["a course number of 21 digits", isCourseId, "1".repeat(21), false],
  ["a course number with a leading zero", isCourseId, "0561294", false],
  ["the course number 0", isCourseId, "0", false],
  ["digits of another script", isCourseId, "٣٤٥", false],
  ["a number with a sign", isCourseId, "-1", false],
  ["a number with a line feed", isCourseId, "561294\n", false],
  ["a group id of 48 characters", isGroupId, "g".repeat(48), true],
  ["a group id of 49 characters", isGroupId, "g".repeat(49), false],
  ["a group id with a blank and a tilde", isGroupId, " ~", true],
  ["a group id with a DEL", isGroupId, "a\u007f", false],
  ["a group id with a line feed", isGroupId, "group-1\n", false],
  ["a group id that looks like a query", isGroupId, "@TGS#1&identifier=admin", true],
  ["a group id named __proto__", isGroupId, "__proto__", true],
  ["a user id of 32 characters", isUserId, "u".repeat(32), true],
  ["a user id of 33 characters", isUserId, "u".repeat(33), false],
  ["a user id named __proto__", isUserId, "__proto__", true],
  ["a user id with a dot", isUserId, "../x", true],
  ["a user id with a percent sign", isUserId, "%0d%0a", true],
  ["a user id with a blank inside", isUserId, "li ya", true],
  ["a user id of Chinese characters", isUserId, "学生1", true],
  ["a user id of 8 characters of 4 bytes", isUserId, "😀".repeat(8), true],
  ["a user id of 11 characters of 3 bytes", isUserId, "学".repeat(11), false],
  ["an empty user id", isUserId, "", false],
  ["a user id with a DEL", isUserId, "bob\u007f", false],
  ["a user id with a C1 control character", isUserId, "bob\u0085", false],
  ["a user id with a line separator", isUserId, "bob\u2028", false],
  ["a user id with half a character", isUserId, "bob\ud83d", false],
  ["a user id with a direction override", isUserId, "\u202ebob", false],
  ["the placeholder of a lost account", isUserId, "@TLS#NOT_FOUND", false],
  ["a user id with a line feed", isUserId, "bob\n", false],
] as const)("%s", (_, check, id, isValid) => {
  expect(check(id)).toBe(isValid);
});

test.each([561294, null, undefined, { $ne: 1 }, ["561294"], true])("%j is not an id of any kind", (id) => {
  expect([isCourseId(id), isGroupId(id), isUserId(id)]).toEqual([false, false, false]);
});

test("a wrong id is reported at its path, without being repeated", () => {
  const problems = new Problems();
  checkCourseId("PLANTED", "courseId", problems);
  checkGroupId("PLANTED\n", "groupId", problems);
  checkUserId("PLANTED\n", "userId", problems);
  expect(problems.list.map(({ path }) => path)).toEqual(["courseId", "groupId", "userId"]);
  expect(JSON.stringify(problems.list)).not.toContain("PLANTED");
});

test.each([
  ["", "is empty;", null],
  ["学".repeat(11), "is 33 bytes long;", { limit: 32, actual: 33 }],
  ["bob\u0000", "contains a control character or a line break;", null],
  ["bob\u2029", "contains a control character or a line break;", null],
  ["bob\udc00", "contains half of a character (a lone surrogate);", null],
  ["a\u2067b", "so it would read as another id;", null],
])("the error for a wrong user id names the problem and the vendor's rule: %j", (id, why, measure) => {
  const problems = new Problems();
  checkUserId(id, "userId", problems);
  expect(problems.list).toEqual([
    { path: "userId", message: expect.stringContaining(why), limit: null, actual: null, ...measure },
  ]);
  expect(problems.list[0]?.message).toContain("a Tencent IM user id is 1 to 32 bytes of printable UTF-8");
});

test("a lost account's placeholder may be read and not changed", () => {
  const problems = new Problems();
  checkUserId("@TLS#NOT_FOUND", "userId", problems);
  expect(problems.list).toEqual([]);
  checkChangeableUserId("@TLS#NOT_FOUND", "userId", problems);
  expect(problems.list).toMatchObject([
    { path: "userId", message: expect.stringContaining("deleted account") },
  ]);
});
