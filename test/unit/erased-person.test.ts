import fc from "fast-check";
import { expect, test } from "vitest";
import { isNamedIn, isWrittenIn } from "../../src/names/erase/person.js";

const PERSON = { userId: "student_1", classinUid: "1445886" };

/** JSON whose texts and numbers are none of the person's, though they may contain or resemble them. */
const others = fc
  .jsonValue({ maxDepth: 4 })
  .filter((value) => !/"student_1"|1445886/.test(JSON.stringify(value)));
const idOfPerson = fc.constantFrom<unknown>("student_1", "1445886", 1_445_886);
/** Puts a value into a list or an object, as often as asked. */
const placed = (value: unknown, depth: number): unknown =>
  depth === 0
    ? value
    : depth % 2 === 0
      ? [null, placed(value, depth - 1)]
      : { any: placed(value, depth - 1) };

test("a message names the person exactly if one of its values is one of the ids", () =>
  fc.assert(
    fc.property(others, idOfPerson, fc.integer({ min: 0, max: 12 }), (other, id, depth) => {
      expect(isNamedIn(JSON.stringify(other), PERSON)).toBe(false);
      expect(isNamedIn(JSON.stringify([other, placed(id, depth)]), PERSON)).toBe(true);
    }),
  ));

test.for([
  ['{"a":"student_10"}', false],
  ['{"a":"a student_1"}', false],
  ['{"student_1":"x"}', false],
  ['{"a":14458860}', false],
  [String.raw`{"a":"student\u005f1"}`, true],
  ["not JSON, of student_1", true],
  ["not JSON", false],
  ["", false],
] as const)("%j: %j", ([body, expected]) => {
  expect(isNamedIn(body, PERSON)).toBe(expected);
});

test("what is nested too deep to look at counts as naming the person", () => {
  expect(isNamedIn(JSON.stringify(placed("x", 49)), PERSON)).toBe(false);
  expect(isNamedIn(JSON.stringify(placed("x", 60)), PERSON)).toBe(true);
});

test("without a number in ClassIn, only the user id counts", () => {
  const person = { userId: "student_1", classinUid: null };
  expect(isNamedIn('{"a":1445886}', person)).toBe(false);
  expect(isNamedIn('{"a":"student_1"}', person)).toBe(true);
});

test("a message that anyone may have sent is searched as a text", () => {
  expect(isWrittenIn("a=student_1&b", PERSON)).toBe(true);
  expect(isWrittenIn("a=student_2&b", PERSON)).toBe(false);
});
