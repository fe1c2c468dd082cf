import { getEventListeners } from "node:events";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type CallContext, callContext } from "../../src/vendor/call-context.js";
import { ReadBatch } from "../../src/vendor/sharing/read-batch.js";
import { FakeClock, settled } from "../support/fake-clock.js";

type Field = "a" | "b";
const clock = new FakeClock();
const context = () => callContext(clock, { requestId: "request-1" });
const contextOf = (caller: string, options: Parameters<typeof callContext>[1] = {}) =>
  callContext(clock, { callers: [caller], ...options });
const fields = (...names: Field[]): ReadonlySet<Field> => new Set(names);
/** Collected reads are sent at the end of a turn of the event loop, or a few milliseconds later. */
const turn = async (): Promise<void> => {
  await settled();
  await clock.advance(8);
};

/** A vendor that answers when the test says so, with its state at the time of the call. */
function aVendor(keysPerCall = 50) {
  const values = new Map<string, number>();
  const calls: { keys: string[]; fields: Field[]; context: CallContext; answer: () => void }[] = [];
  let idle = 0;
  const batch = new ReadBatch<Field, number | null>({
    clock,
    keysPerCall,
    fetch: (keys, wanted, context) =>
      new Promise((resolve) => {
        // As at a real vendor, the answer is fixed when the call arrives and delivered later.
        const seen = new Map(keys.map((key) => [key, values.get(key) ?? 0] as const));
        calls.push({ keys: [...keys], fields: [...wanted], context, answer: () => resolve(seen) });
      }),
    late: () => null,
    onIdle: () => {
      idle += 1;
    },
  });
  return { values, calls, batch, idleTimes: () => idle };
}

test("reads of one turn are one call, for all their keys and fields", async () => {
  const { batch, calls } = aVendor();
  const reads = [
    batch.read(["x", "y"], fields("a"), context()),
    batch.read(["y", "z"], fields("b"), context()),
  ];
  await turn();
  expect(calls.map((call) => [call.keys, call.fields])).toEqual([
    [
      ["x", "y", "z"],
      ["a", "b"],
    ],
  ]);
  calls[0]?.answer();
  expect((await Promise.all(reads)).map((read) => [...read.keys()])).toEqual([
    ["x", "y"],
    ["y", "z"],
  ]);
});

test("a read joins a call in flight only if that call reads all its fields", async () => {
  const { batch, calls } = aVendor();
  const first = batch.read(["x"], fields("a"), context());
  await turn();
  const joins = batch.read(["x"], fields("a"), context());
  const needsMore = batch.read(["x"], fields("a", "b"), context());
  await turn();
  expect(calls.map((call) => call.fields)).toEqual([["a"], ["a", "b"]]);
  for (const call of calls) call.answer();
  await Promise.all([first, joins, needsMore]);
});

test("a read does not join a call that began before a write was over", async () => {
  const { batch, calls, values } = aVendor();
  const before = batch.read(["x"], fields("a"), context());
  await turn();
  values.set("x", 1);
  batch.forget("x");
  const after = batch.read(["x"], fields("a"), context());
  await turn();
  for (const call of calls) call.answer();
  expect([await before, await after].map((read) => read.get("x"))).toEqual([0, 1]);
});

test("a caller without time left is answered without waiting for the others", async () => {
  const { batch, calls } = aVendor();
  const impatient = batch.read(["x"], fields("a"), callContext(clock, { timeoutMs: 5 }));
  const patient = batch.read(["x"], fields("a"), context());
  await turn();
  expect((await impatient).get("x")).toBeNull();
  calls[0]?.answer();
  expect((await patient).get("x")).toBe(0);
});

test("a read that fails unexpectedly fails for all its callers, and is not reused", async () => {
  let calls = 0;
  const batch = new ReadBatch<Field, number | null>({
    clock,
    keysPerCall: 50,
    fetch: async () => {
      calls += 1;
      throw new Error("broken");
    },
    late: () => null,
  });
  const reads = [batch.read(["x"], fields("a"), context()), batch.read(["x"], fields("a"), context())];
  for (const read of reads) await expect(read).rejects.toThrow("broken");
  await expect(batch.read(["x"], fields("a"), context())).rejects.toThrow("broken");
  expect(calls).toBe(2);
});

test("it reports when no call is in flight any more", async () => {
  const { batch, calls, idleTimes } = aVendor();
  const first = batch.read(["x"], fields("a"), context());
  await turn();
  const second = batch.read(["y"], fields("a"), context());
  await turn();
  calls[0]?.answer();
  await first;
  expect(idleTimes()).toBe(0);
  calls[1]?.answer();
  await second;
  expect(idleTimes()).toBe(1);
});

const step = fc.oneof(
  fc.record({
    do: fc.constant("read" as const),
    key: fc.constantFrom("x", "y"),
    field: fc.constantFrom<Field>("a", "b"),
  }),
  fc.record({ do: fc.constant("write" as const), key: fc.constantFrom("x", "y") }),
  fc.record({ do: fc.constant("turn" as const) }),
  fc.record({ do: fc.constant("answer" as const), which: fc.nat({ max: 5 }) }),
);

test("a read that begins after a write has ended never returns the state before it", () =>
  fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const { batch, calls, values } = aVendor();
      const reads: Promise<{ value: number | null | undefined; atLeast: number }>[] = [];
      for (const action of steps) {
        if (action.do === "read") {
          const atLeast = values.get(action.key) ?? 0;
          const read = batch.read([action.key], fields(action.field), context());
          reads.push(read.then((answers) => ({ value: answers.get(action.key), atLeast })));
        } else if (action.do === "write") {
          values.set(action.key, (values.get(action.key) ?? 0) + 1);
          batch.forget(action.key);
        } else if (action.do === "turn") await turn();
        else calls[action.which]?.answer();
      }
      await turn();
      for (const call of calls) call.answer();
      for (const { value, atLeast } of await Promise.all(reads))
        expect(value).toBeGreaterThanOrEqual(atLeast);
    }),
    { numRuns: 60 },
  ));

test("a shared call continues until the last waiting caller has left", async () => {
  const ended: boolean[] = [];
  const batch = new ReadBatch<Field, number | null>({
    clock,
    keysPerCall: 50,
    fetch: (_keys, _fields, { signal }) =>
      new Promise((resolve) => {
        signal.addEventListener("abort", () => {
          ended.push(true);
          resolve(new Map());
        });
      }),
    late: () => null,
  });
  const [first, second] = [new AbortController(), new AbortController()];
  const one = callContext(clock, { signal: first.signal });
  // The first caller reads twice in the same turn and leaves once.
  const reads = [
    batch.read(["x"], fields("a"), one),
    batch.read(["y"], fields("a"), one),
    batch.read(["x"], fields("a"), callContext(clock, { signal: second.signal })),
  ];
  await turn();
  first.abort();
  expect(ended).toEqual([]);
  second.abort();
  expect(ended).toEqual([true]);
  await Promise.all(reads);
});

test("callers keep no reference to a finished call", async () => {
  const { batch, calls } = aVendor();
  const { signal } = new AbortController();
  const patient = () => callContext(clock, { signal });
  const reads = [batch.read(["x"], fields("a"), patient()), batch.read(["y"], fields("a"), context())];
  await turn();
  expect(getEventListeners(signal, "abort")).toHaveLength(1);
  calls[0]?.answer();
  await Promise.all(reads);
  await turn();
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test("each call holds as many keys as the vendor allows, and counts once for each of its callers", async () => {
  const { batch, calls } = aVendor(2);
  const reads = [
    batch.read(["a", "b", "c"], fields("a"), contextOf("flooder")),
    batch.read(["d"], fields("a"), contextOf("teacher")),
    batch.read(["a", "e"], fields("a"), contextOf("flooder")),
  ];
  await turn();
  expect(calls.map(({ keys, context }) => [keys, context.callers])).toEqual([
    [["a", "b"], ["flooder"]],
    [
      ["c", "d"],
      ["flooder", "teacher"],
    ],
    [["e"], ["flooder"]],
  ]);
  // A caller does not wait for a call that reads none of its keys.
  calls[1]?.answer();
  expect([...((await reads[1]) ?? [])]).toEqual([["d", 0]]);
  for (const call of calls) call.answer();
  expect((await Promise.all(reads)).map((read) => [...read.keys()])).toEqual([
    ["a", "b", "c"],
    ["d"],
    ["a", "e"],
  ]);
});

test("a call in flight also counts for callers that join it, and continues for them", async () => {
  const { batch, calls } = aVendor();
  const callerAbort = new AbortController();
  const flooder = contextOf("flooder", {
    requestId: "one",
    lane: "bulk",
    operation: "import",
    signal: callerAbort.signal,
  });
  const first = batch.read(["x"], fields("a"), flooder);
  await turn();
  const call = calls[0];
  let changes = 0;
  const stop = call?.context.onJoin?.(() => {
    changes += 1;
  });
  expect(call?.context).toMatchObject({ lane: "bulk", callers: ["flooder"], operation: "import" });
  const joined = [
    batch.read(["x"], fields("a"), contextOf("flooder", { lane: "bulk", operation: "another" })),
    batch.read(["x"], fields("a"), contextOf("teacher", { requestId: "two" })),
  ];
  expect(call?.context).toMatchObject({
    requestId: "one,two",
    lane: "interactive",
    callers: ["flooder", "teacher"],
    operation: null,
  });
  expect(changes).toBe(2);
  stop?.();
  callerAbort.abort();
  expect(call?.context.signal.aborted).toBe(false);
  call?.answer();
  await Promise.all([first, ...joined]);
  expect(calls).toHaveLength(1);
});

test("a read joins neither a call that all callers have left nor one with little time left", async () => {
  const { batch, calls } = aVendor(1);
  const callerAbort = new AbortController();
  const gone = batch.read(["x"], fields("a"), contextOf("flooder", { signal: callerAbort.signal }));
  const hurried = batch.read(["y"], fields("a"), contextOf("flooder", { timeoutMs: 1_000 }));
  await turn();
  callerAbort.abort();
  const reads = [
    batch.read(["x"], fields("a"), contextOf("teacher")),
    batch.read(["y"], fields("a"), contextOf("teacher")),
  ];
  await turn();
  expect(calls.map(({ keys }) => keys)).toEqual([["x"], ["y"], ["x"], ["y"]]);
  for (const call of calls) call.answer();
  await Promise.all([gone, hurried, ...reads]);
});

test("a call does not count for a caller who left before it was sent", async () => {
  const { batch, calls } = aVendor();
  const callerAbort = new AbortController();
  const reads = [
    batch.read(["x"], fields("a"), contextOf("flooder", { signal: callerAbort.signal })),
    batch.read(["x"], fields("a"), contextOf("teacher")),
  ];
  callerAbort.abort();
  await turn();
  expect(calls.map(({ context }) => [context.callers, context.signal.aborted])).toEqual([
    [["teacher"], false],
  ]);
  for (const call of calls) call.answer();
  await Promise.all(reads);
});
