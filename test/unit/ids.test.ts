import fc from "fast-check";
import { expect, test } from "vitest";
import {
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
const isWord = (code: number) =>
  isDigit(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95 || code === 45;

test("ids are told by their characters and lengths, whatever the text", () => {
  fc.assert(
    fc.property(anything, (id) => {
      expect(isCourseId(id)).toBe(madeOf(id, 20, isDigit));
      expect(isGroupId(id)).toBe(madeOf(id, 48, isPrintable));
      expect(isUserId(id)).toBe(madeOf(id, 32, isWord));
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ["a course number of 20 digits", isCourseId, "1".repeat(20), true],
  ["a course number of 21 digits", isCourseId, "1".repeat(21), false],
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
  ["a user id with a dot", isUserId, "../x", false],
  ["a user id with a percent sign", isUserId, "%0d%0a", false],
  ["a user id with a line feed", isUserId, "bob\n", false],
] as const)("%s", (_, check, id, isFine) => {
  expect(check(id)).toBe(isFine);
});

test.each([561294, null, undefined, { $ne: 1 }, ["561294"], true])("%j is no id of any kind", (id) => {
  expect([isCourseId(id), isGroupId(id), isUserId(id)]).toEqual([false, false, false]);
});

test("a wrong id is told at its place, without being repeated", () => {
  const problems = new Problems();
  checkCourseId("PLANTED", "courseId", problems);
  checkGroupId("PLANTED\n", "groupId", problems);
  checkUserId("PLANTED!", "userId", problems);
  expect(problems.list.map(({ path }) => path)).toEqual(["courseId", "groupId", "userId"]);
  expect(JSON.stringify(problems.list)).not.toContain("PLANTED");
});
