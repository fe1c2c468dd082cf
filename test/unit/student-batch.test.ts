import fc from "fast-check";
import { expect, test } from "vitest";
import { StudentBatch } from "../../src/classin/v2/student-batch.js";
import { readV2Answer } from "../../src/classin/v2/wire.js";

type Item = readonly [uid: string, code: number];

const UIDS = ["1", "2", "3", "4", "5"] as const;
/** Codes after which a student is asked for again, and how often. */
const AGAIN = new Map([
  [110100067, 1],
  [101004005, 3],
]);
const uids = fc.array(fc.constantFrom(...UIDS), { minLength: 1, maxLength: 8 });
const items: fc.Arbitrary<Item[]> = fc.array(
  fc.tuple(fc.constantFrom(...UIDS, "404"), fc.constantFrom(1, 1, 1, 121601059, 110100067, 101004005, 31337)),
  { maxLength: 10 },
);

function note(batch: StudentBatch, list: readonly Item[]): void {
  const data = list.map(([uid, code]) => ({ studentUid: Number(uid), code, msg: "" }));
  const answer = readV2Answer(
    { status: 200, json: { code: 1, msg: "", data }, isUtf8: true },
    () => undefined,
  );
  if (!answer.ok) throw new Error("The answer cannot be read.");
  batch.note(answer.value);
}

const codesOf = (batch: StudentBatch): (number | null)[] =>
  batch.outcomes().map(({ synced }) => (synced.ok ? 1 : synced.error.code));

/** The code that an answer gives a student: the first failure, else success, else null. */
const codeIn = (list: readonly Item[], uid: string): number | null => {
  const codes = list.filter(([named]) => named === uid).map(([, code]) => code);
  return codes.find((code) => code !== 1) ?? codes[0] ?? null;
};

test("each given UID has the outcome that the answer gives it, in any order of the answer", () => {
  fc.assert(
    fc.property(uids, items, (given, list) => {
      const batch = new StudentBatch(given);
      note(batch, list);
      expect(codesOf(batch)).toEqual(given.map((uid) => codeIn(list, uid)));
      expect(batch.isDone).toBe(given.every((uid) => codeIn(list, uid) === 1));
      expect(batch.hasUnnamed).toBe(given.some((uid) => codeIn(list, uid) === null));
    }),
  );
});

test("only students with a code that allows it are asked for again, and no other outcome changes", () => {
  fc.assert(
    fc.property(uids, fc.array(items, { minLength: 1, maxLength: 5 }), (given, answers) => {
      const batch = new StudentBatch(given);
      for (const [index, list] of answers.entries()) {
        const [before, asked] = [codesOf(batch), new Set(batch.pending)];
        note(batch, list);
        const after = codesOf(batch);
        for (const [place, uid] of given.entries()) {
          const code = asked.has(uid) ? (codeIn(list, uid) ?? before[place]) : before[place];
          expect(after[place]).toBe(code);
          const mayRepeat = asked.has(uid) && (AGAIN.get(code ?? 0) ?? 0) > index;
          expect(batch.pending.includes(uid)).toBe(mayRepeat);
        }
        expect(new Set(batch.pending).size).toBe(batch.pending.length);
      }
    }),
  );
});
