import fc from "fast-check";
import { expect, test } from "vitest";
import { type Entry, FairQueue, type Lane, type Turn } from "../../src/vendor/rate-limit/fair-queue.js";

const CALLERS = ["a", "b", "c", "d"];
const lanes = fc.constantFrom<Lane>("interactive", "bulk");
const operations = fc.constantFrom(null, "one", "two");
/** Unknown callers count as no caller. */
const oneCaller = fc.constantFrom<readonly string[]>(["a"], ["b"], ["c"], []);
const someCallers = fc.subarray(CALLERS, { minLength: 1 });
const turnsOf = (callers: fc.Arbitrary<readonly string[]>) =>
  fc.record({ lane: lanes, callers, operation: operations });

function queueOf(turns: readonly Turn[]): FairQueue<number> {
  const queue = new FairQueue<number>();
  for (const [index, turn] of turns.entries()) queue.join(turn, index);
  return queue;
}

/** Serves the whole queue, and returns the indexes in order. */
function served(queue: FairQueue<number>): number[] {
  const order = [];
  for (let next = queue.first(); next !== undefined; next = queue.first()) {
    order.push(next.who);
    queue.serve();
  }
  return order;
}

const repeated = <T>(times: number, value: T): T[] => Array.from({ length: times }, () => value);
const turn = (lane: Lane, caller: string, operation: string | null = null): Turn => ({
  lane,
  callers: [caller],
  operation,
});

test("every entry is served once, and those of the same lane, operation and callers in order of arrival", () => {
  fc.assert(
    fc.property(fc.array(turnsOf(someCallers), { maxLength: 100 }), (turns) => {
      const order = served(queueOf(turns));
      expect(order.toSorted((a, b) => a - b)).toEqual(turns.map((_, index) => index));
      for (const stream of new Set(turns.map((turn) => JSON.stringify(turn)))) {
        const own = order.filter((index) => JSON.stringify(turns[index]) === stream);
        expect(own).toEqual(own.toSorted((a, b) => a - b));
      }
    }),
  );
});

test("while both lanes wait, every tenth entry is bulk and the others are interactive", () => {
  const turns = [...repeated(500, turn("bulk", "import")), ...repeated(180, turn("interactive", "teacher"))];
  const order = served(queueOf(turns)).map((index) => turns[index]?.lane);
  for (let ten = 0; ten < 200; ten += 10) {
    expect(order.slice(ten, ten + 10).filter((lane) => lane === "bulk")).toHaveLength(1);
  }
  expect(order.slice(200).every((lane) => lane === "bulk")).toBe(true);
});

test("callers take turns, and operations within a caller, regardless of order and number", () => {
  const turns = [
    ...repeated(100, turn("bulk", "a", "a1")),
    ...repeated(100, turn("bulk", "a", "a2")),
    ...repeated(100, turn("bulk", "b", "b1")),
  ];
  const first = served(queueOf(turns)).slice(0, 100);
  const count = (operation: string) => first.filter((index) => turns[index]?.operation === operation).length;
  expect([count("a1"), count("a2"), count("b1")]).toEqual([25, 25, 50]);
});

test("the number ahead of a new entry is exact if no more arrive", () => {
  fc.assert(
    fc.property(
      fc.array(turnsOf(oneCaller), { maxLength: 120 }),
      fc.nat({ max: 40 }),
      turnsOf(fc.constantFrom<readonly string[]>(["a"], ["e"], [])),
      (turns, gone, joining) => {
        const queue = queueOf(turns);
        for (let count = 0; count < gone && queue.size > 0; count += 1) queue.serve();
        const ahead = queue.ahead(joining);
        queue.join(joining, -1);
        expect(served(queue).indexOf(-1)).toBe(ahead);
      },
    ),
    { numRuns: 1_000 },
  );
});

test("with shared entries, the number ahead of a new entry is at most the estimate and the queue's length", () => {
  fc.assert(
    fc.property(
      fc.array(turnsOf(someCallers), { maxLength: 80 }),
      fc.nat({ max: 40 }),
      turnsOf(fc.subarray([...CALLERS, "e"], { minLength: 1 })),
      (turns, gone, joining) => {
        const queue = queueOf(turns);
        for (let count = 0; count < gone && queue.size > 0; count += 1) queue.serve();
        const ahead = queue.ahead(joining);
        expect(ahead).toBeLessThanOrEqual(queue.size);
        queue.join(joining, -1);
        expect(served(queue).indexOf(-1)).toBeLessThanOrEqual(ahead);
      },
    ),
    { numRuns: 1_000 },
  );
});

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("join" as const), turn: turnsOf(someCallers) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("serve" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("leave" as const), which: fc.nat() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("share" as const),
      which: fc.nat(),
      caller: fc.constantFrom(...CALLERS),
    }),
  },
);

test("a caller without permits waits at most one turn of each other caller, with any sharing; the size is right", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const queue = new FairQueue<Turn>();
      const waiting = new Map<Entry<Turn>, Turn>();
      const isWaiting = (lane: Lane, caller: string) =>
        [...waiting.values()].some((turn) => turn.lane === lane && turn.callers.includes(caller));
      /** How many entries of the lane were served since each of its callers was last served or began to wait. */
      const passedOver = new Map<string, number>();
      for (const todo of steps) {
        const chosen = "which" in todo ? [...waiting.keys()][todo.which % waiting.size] : undefined;
        if (todo.do === "join") waiting.set(queue.join(todo.turn, todo.turn), todo.turn);
        else if (todo.do === "leave" && chosen !== undefined) {
          queue.leave(chosen);
          waiting.delete(chosen);
        } else if (todo.do === "share" && chosen !== undefined) {
          const { lane, callers, operation } = waiting.get(chosen) ?? chosen.who;
          const shared = { lane, operation, callers: [...new Set([...callers, todo.caller])] };
          queue.share(chosen, shared);
          waiting.set(chosen, shared);
        } else if (todo.do === "serve") {
          const next = queue.first();
          if (next === undefined) continue;
          const { lane, callers } = waiting.get(next) ?? next.who;
          queue.serve()();
          waiting.delete(next);
          for (const caller of CALLERS) {
            const key = `${lane} ${caller}`;
            passedOver.set(key, callers.includes(caller) ? 0 : (passedOver.get(key) ?? 0) + 1);
            if (isWaiting(lane, caller)) expect(passedOver.get(key)).toBeLessThan(CALLERS.length);
          }
        }
        for (const lane of ["interactive", "bulk"] as const) {
          for (const caller of CALLERS) if (!isWaiting(lane, caller)) passedOver.delete(`${lane} ${caller}`);
          const inLane = [...waiting.values()].filter((turn) => turn.lane === lane);
          expect(queue.sizeOf(lane)).toBe(inLane.length);
        }
        expect(queue.size).toBe(waiting.size);
      }
    }),
    { numRuns: 1_000 },
  );
});

const lifeStep = fc.oneof(
  fc.record({ do: fc.constant("join" as const), turn: turnsOf(oneCaller) }),
  fc.record({ do: fc.constant("serve" as const) }),
  fc.record({ do: fc.constant("serve at once" as const), turn: turnsOf(oneCaller) }),
  fc.record({ do: fc.constant("give back" as const), which: fc.nat() }),
);

test("the served caller holds no more than any other caller waiting in the lane", () => {
  const ownerOf = ({ lane, callers }: Turn) => `${lane} ${callers[0]}`;
  fc.assert(
    fc.property(fc.array(lifeStep, { maxLength: 200 }), (steps) => {
      const queue = new FairQueue<Turn>();
      const waiting: Turn[] = [];
      const held: { readonly owner: string; readonly giveBack: () => void }[] = [];
      const holds = (turn: Turn) => held.filter(({ owner }) => owner === ownerOf(turn)).length;
      for (const todo of steps) {
        if (todo.do === "join") waiting.push(queue.join(todo.turn, todo.turn).who);
        else if (todo.do === "serve at once")
          held.push({ owner: ownerOf(todo.turn), giveBack: queue.serveAtOnce(todo.turn) });
        else if (todo.do === "give back" && held.length > 0)
          held.splice(todo.which % held.length, 1)[0]?.giveBack();
        else if (todo.do === "serve" && waiting.length > 0) {
          const next = queue.first()?.who;
          if (next === undefined) throw new Error("A caller waits, but the queue has no first.");
          for (const other of waiting.filter(({ lane }) => lane === next.lane))
            expect(holds(next)).toBeLessThanOrEqual(holds(other));
          held.push({ owner: ownerOf(next), giveBack: queue.serve() });
          waiting.splice(waiting.indexOf(next), 1);
        }
      }
    }),
    { numRuns: 1_000 },
  );
});

test("a late caller is served until both callers hold equally many", () => {
  const turns = [...repeated(200, turn("bulk", "early")), ...repeated(100, turn("bulk", "late"))];
  const queue = queueOf(turns.slice(0, 200));
  for (let count = 0; count < 50; count += 1) queue.serve();
  for (const [index, late] of turns.slice(200).entries()) queue.join(late, 200 + index);
  const order = served(queue).map((index) => turns[index]?.callers[0]);
  expect(order.slice(0, 50)).toEqual(repeated(50, "late"));
  expect(order.slice(50, 100).filter((caller) => caller === "late")).toHaveLength(25);
});

test("a caller who reads in pairs counts as one caller: another waits for one call", () => {
  const queue = queueOf(repeated(32, turn("interactive", "flooder")));
  expect(queue.ahead(turn("interactive", "teacher"))).toBe(1);
});

test("sharing an entry deep in another caller's queue moves it forward", () => {
  const queue = queueOf(repeated(100, turn("interactive", "flooder")));
  const deep = queue.join(turn("interactive", "flooder"), 100);
  queue.share(deep, { lane: "interactive", callers: ["flooder", "teacher"], operation: null });
  expect(served(queue).indexOf(100)).toBe(1);
});

test("a bulk entry that an interactive caller shares moves to the interactive lane", () => {
  const queue = queueOf(repeated(100, turn("bulk", "import", "one")));
  const last = queue.join(turn("bulk", "import", "one"), 100);
  queue.share(last, { lane: "interactive", callers: ["import", "teacher"], operation: null });
  expect([queue.sizeOf("bulk"), queue.sizeOf("interactive")]).toEqual([100, 1]);
  expect(served(queue)[0]).toBe(100);
});

test("an interactive call behind five thousand bulk calls is next", () => {
  const queue = queueOf(repeated(5_000, turn("bulk", "import")));
  expect(queue.ahead(turn("interactive", "teacher"))).toBe(0);
});

test("an entry whose caller left is not served, and leaving again or sharing does not change that", () => {
  const queue = new FairQueue<string>();
  const gone = queue.join({ lane: "interactive", callers: ["a", "b"], operation: null }, "gone");
  queue.join(turn("interactive", "a"), "stays");
  queue.leave(gone);
  queue.leave(gone);
  queue.share(gone, turn("interactive", "c"));
  expect(queue.size).toBe(1);
  expect(queue.first()?.who).toBe("stays");
  queue.serve();
  expect(queue.first()).toBeUndefined();
});
