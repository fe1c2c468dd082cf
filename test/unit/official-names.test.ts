import fc from "fast-check";
import { expect, test } from "vitest";
import { type OfficialNameInput, readOfficialNames } from "../../src/input/official-names.js";
import { mayBeSent } from "../support/text-rules.js";

const read = (...names: readonly Partial<OfficialNameInput>[]) =>
  readOfficialNames(
    names.map((name, index) => ({ userId: `user_${index}`, name: "Anna", ...name })),
    "input.names",
  );
const problemsOf = (...names: readonly Partial<OfficialNameInput>[]) => {
  const outcome = read(...names);
  return outcome.ok ? [] : outcome.error;
};

const awkward = fc.constantFrom(
  ...Array.from(" \t\n\u0000\u00ad\u200b\u200d\u202e\u2066\u3000\ufeff\u0301"),
  "e",
  "课",
  "가",
  "👩‍👩‍👧",
);

test("a name is accepted exactly if it has 1 to 100 characters that the rules allow, as its NFC and never cut", () =>
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "binary", maxLength: 120 }),
        fc.string({ unit: awkward, maxLength: 30 }),
        fc.string({ unit: "grapheme", maxLength: 120 }),
      ),
      (name) => {
        const outcome = read({ name });
        const composed = name.normalize("NFC");
        const fits = name !== "" && name.length <= 400 && Array.from(composed).length <= 100;
        expect(outcome.ok).toBe(fits && mayBeSent(name, Number.POSITIVE_INFINITY, false));
        if (outcome.ok) expect(outcome.value[0]?.name).toBe(composed);
      },
    ),
    { numRuns: 500 },
  ));

test("a name may be longer than a name card", () => {
  expect(problemsOf({ name: "课".repeat(100) })).toEqual([]);
  expect(problemsOf({ name: "课".repeat(101) })).toEqual([
    {
      path: "input.names[0].name",
      message: "is too long; an official name is 1 to 100 characters",
      limit: 100,
      actual: 101,
    },
  ]);
});

test("every problem is reported with its path", () => {
  const problems = problemsOf(
    { userId: "", name: "" },
    { userId: "a", classinUid: "01" },
    { userId: "a", classinUid: "7", name: "x\u202ey" },
    { classinUid: "7" },
    { userId: "@TLS#NOT_FOUND" },
  );
  expect(problems.map(({ path }) => path)).toEqual([
    "input.names[0].userId",
    "input.names[0].name",
    "input.names[1].classinUid",
    "input.names[2].name",
    "input.names[2].userId",
    "input.names[3].classinUid",
    "input.names[4].userId",
  ]);
  expect(JSON.stringify(problems)).not.toContain("x\u202ey");
});

test("users without a number, and users whose number is removed, may be many", () => {
  expect(problemsOf({}, {}, { classinUid: null }, { classinUid: "" }, { classinUid: "" })).toEqual([]);
});

test.for([0, 1_001])("%i names are refused without a look at them", (count) => {
  const names = Array.from({ length: count }, () => ({ userId: "", name: "" }));
  expect(problemsOf(...names)).toEqual([
    { path: "input.names", message: "must be 1 to 1000 names", limit: 1_000, actual: count },
  ]);
});

test("of a thousand bad names, the first hundred problems are listed and all are counted", () => {
  const names = Array.from({ length: 1_000 }, () => ({ name: "\u0000" }));
  const problems = problemsOf(...names);
  expect(problems).toHaveLength(101);
  expect(problems.at(-1)?.actual).toBe(1_000);
});
