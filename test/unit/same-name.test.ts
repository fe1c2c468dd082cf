import fc from "fast-check";
import { expect, test } from "vitest";
import { sameName } from "../../src/names/same-name.js";

/** Words without blanks, in composed and decomposed forms. */
const word = fc
  .array(fc.constantFrom("王", "é", "e\u0301", "Å", "ﬁ", "A", "a", "Ａ", "가", "ß", "-"), {
    minLength: 1,
    maxLength: 6,
  })
  .map((characters) => characters.join(""));
const blanks = fc.string({
  unit: fc.constantFrom(" ", "\u00a0", "\u3000", "\t"),
  minLength: 1,
  maxLength: 3,
});
const nobody = fc.oneof(blanks, fc.constant(""));
const words = fc.array(word, { minLength: 1, maxLength: 4 });

/** The words with random blanks between them and at both ends. */
const spellingOf = (given: readonly string[]) =>
  fc
    .tuple(
      nobody,
      fc.array(blanks, { minLength: given.length, maxLength: given.length }),
      nobody,
      fc.boolean(),
    )
    .map(([before, between, after, decomposed]) => {
      const joined = given.map((one, index) => (index === 0 ? one : `${between[index]}${one}`)).join("");
      return `${before}${decomposed ? joined.normalize("NFD") : joined}${after}`;
    });

test("two spellings of the same words are the same name, whatever their blanks and their composing", () =>
  fc.assert(
    fc.property(
      words.chain((given) => fc.tuple(spellingOf(given), spellingOf(given))),
      ([one, other]) => {
        expect(sameName(one, other)).toBe(true);
        expect(sameName(other, one)).toBe(true);
      },
    ),
  ));

test("names are the same only if their words are, character by character in NFC", () =>
  fc.assert(
    fc.property(words, words, (one, other) => {
      const composed = (given: readonly string[]) => given.map((each) => each.normalize("NFC"));
      const areSame = JSON.stringify(composed(one)) === JSON.stringify(composed(other));
      expect(sameName(one.join(" "), other.join(" "))).toBe(areSame);
    }),
  ));

test.for([
  ["Li Na", "LI NA"],
  ["Ａｎｎ", "Ann"],
  ["王小明", "王 小明"],
  ["ﬁn", "fin"],
  ["Anna", "Anna 2"],
  ["", "Anna"],
])("what can be seen counts: %j is not %j", ([one = "", other = ""]) => {
  expect(sameName(one, other)).toBe(false);
});

test("a text that is far too long is no name", () => {
  const long = "e\u0301".repeat(501);
  expect(sameName(long, long)).toBe(false);
});
