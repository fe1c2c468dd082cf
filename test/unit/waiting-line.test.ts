import fc from "fast-check";
import { expect, test } from "vitest";
import { type Lane, WaitingLine } from "../../src/vendor/waiting-line.js";

const lanes = fc.constantFrom<Lane>("interactive", "bulk");
const joiners = fc.array(fc.record({ lane: lanes, caller: fc.constantFrom("a", "b", "c", null) }), {
  maxLength: 120,
});

function lineOf(joiners: readonly { lane: Lane; caller: string | null }[]): WaitingLine<number> {
  const line = new WaitingLine<number>();
  for (const [index, { lane, caller }] of joiners.entries()) line.join(lane, caller, index);
  return line;
}

/** Serves everybody; who they were, in order. */
function served(line: WaitingLine<number>): { lane: Lane; caller: string | null; who: number }[] {
  const all = [];
  for (let next = line.first(); next !== undefined; next = line.first()) {
    all.push({ ...next });
    line.serve();
  }
  return all;
}

test("everybody is served once, and those of one caller and lane in the order in which they came", () => {
  fc.assert(
    fc.property(joiners, (joiners) => {
      const order = served(lineOf(joiners));
      expect(order.map(({ who }) => who).sort((a, b) => a - b)).toEqual(joiners.map((_, index) => index));
      for (const { lane, caller } of joiners) {
        const own = order.filter((one) => one.lane === lane && one.caller === caller).map(({ who }) => who);
        expect(own).toEqual(own.toSorted((a, b) => a - b));
      }
    }),
  );
});

test("while both lanes wait, every tenth is bulk and all others are interactive", () => {
  const line = lineOf([
    ...Array.from({ length: 500 }, () => ({ lane: "bulk", caller: "import" }) as const),
    ...Array.from({ length: 180 }, () => ({ lane: "interactive", caller: "teacher" }) as const),
  ]);
  const order = served(line).map(({ lane }) => lane);
  for (let ten = 0; ten < 200; ten += 10) {
    expect(order.slice(ten, ten + 10).filter((lane) => lane === "bulk")).toHaveLength(1);
  }
  expect(order.slice(200).every((lane) => lane === "bulk")).toBe(true);
});

test("callers of one lane take turns, whoever came first with how much", () => {
  const line = lineOf([
    ...Array.from({ length: 100 }, () => ({ lane: "bulk", caller: "a" }) as const),
    ...Array.from({ length: 100 }, () => ({ lane: "bulk", caller: "b" }) as const),
  ]);
  const first = served(line).slice(0, 100);
  expect(first.filter(({ caller }) => caller === "a")).toHaveLength(50);
});

test("how many are ahead of one who joins is what it turns out to be when nobody else comes", () => {
  fc.assert(
    fc.property(
      joiners,
      fc.nat({ max: 40 }),
      lanes,
      fc.constantFrom("a", "d", null),
      (joiners, gone, lane, caller) => {
        const line = lineOf(joiners);
        for (let count = 0; count < gone; count += 1) line.serve();
        const ahead = line.ahead(lane, caller);
        line.join(lane, caller, -1);
        expect(served(line).findIndex(({ who }) => who === -1)).toBe(ahead);
      },
    ),
    { numRuns: 500 },
  );
});

test("one interactive call behind five thousand in bulk is next", () => {
  const line = lineOf(Array.from({ length: 5_000 }, () => ({ lane: "bulk", caller: "import" }) as const));
  expect(line.ahead("interactive", "teacher")).toBe(0);
});

test("who leaves is not served, and leaving twice changes nothing", () => {
  const line = new WaitingLine<string>();
  const gone = line.join("interactive", "a", "gone");
  line.join("interactive", "a", "stays");
  line.leave(gone);
  line.leave(gone);
  expect(line.size).toBe(1);
  expect(line.first()?.who).toBe("stays");
});
