import fc from "fast-check";
import { expect, test } from "vitest";
import { courseGroups } from "../../src/school/course-groups.js";

const courseIds = fc.stringMatching(/^[1-9]\d{0,19}$/);
const affix = fc
  .string({ unit: "grapheme-ascii", maxLength: 14 })
  .filter((text) => !text.includes("{courseId}"));

test("every pattern maps a course to a group and that group back to the course", () => {
  fc.assert(
    fc.property(affix, affix, courseIds, (before, after, courseId) => {
      const groups = courseGroups(`${before}{courseId}${after}`);
      const groupId = groups.groupIdOf(courseId);
      expect(groupId).toBe(before + courseId + after);
      expect(groups.courseIdOf(groupId)).toBe(courseId);
    }),
  );
});

test("a group belongs to a course exactly if it is that course's group", () => {
  const groupIds = fc.oneof(fc.string({ maxLength: 48 }), fc.stringMatching(/^[0-3]{0,6}$/));
  const digits = fc.stringMatching(/^[0-3]{0,3}$/);
  fc.assert(
    fc.property(digits, digits, groupIds, (before, after, groupId) => {
      const lengths = Array.from({ length: groupId.length }, (_, index) => index + 1);
      // Every part of the id that might be the course's number.
      const parts = lengths.map((length) => groupId.slice(before.length, before.length + length));
      const courseId = parts.find(
        (part) => /^[1-9]\d{0,19}$/.test(part) && before + part + after === groupId,
      );
      expect(courseGroups(`${before}{courseId}${after}`).courseIdOf(groupId)).toBe(courseId ?? null);
    }),
  );
});

test.each([
  "course-",
  "course-x",
  "course-561294x",
  "Course-561294",
  "xcourse-561294",
  "course-5 6",
  "group-1",
  "",
])("%j is not a course's group", (groupId) => {
  expect(courseGroups("course-{courseId}").courseIdOf(groupId)).toBe(null);
});

test("the text before and the text after the number cannot overlap", () => {
  expect(courseGroups("12{courseId}21").courseIdOf("121")).toBe(null);
  expect(courseGroups("a{courseId}a").courseIdOf("a")).toBe(null);
});
