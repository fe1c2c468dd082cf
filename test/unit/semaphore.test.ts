import { expect, test } from "vitest";
import { Semaphore } from "../../src/bulk/engine/semaphore.js";
import { settled } from "../support/fake-clock.js";

/** Lets the requests in one by one, and records their order. */
async function orderOf(count: number, requests: readonly (readonly [caller: string, operation: string])[]) {
  const semaphore = new Semaphore(count);
  const order: string[] = [];
  const ends: (() => void)[] = [];
  for (const [caller, operation] of requests) {
    void semaphore.take({ lane: "bulk", callers: [caller], operation }).then((end) => {
      order.push(operation);
      ends.push(end);
    });
  }
  await settled();
  const atFirst = order.length;
  for (let end = ends.shift(); end !== undefined; end = ends.shift()) {
    end();
    end();
    await settled();
  }
  return { order, atFirst };
}

test("lets in callers up to the limit, and all of them in the end", async () => {
  const requests = Array.from({ length: 20 }, () => ["a", "a1"] as const);
  const { order, atFirst } = await orderOf(3, requests);
  expect(atFirst).toBe(3);
  expect(order).toHaveLength(20);
});

test("callers take turns, and so do operations of one caller, in any number", async () => {
  const flood = Array.from({ length: 60 }, (_, index) => ["flooder", `flood ${index % 20}`] as const);
  const other = Array.from({ length: 10 }, () => ["other", "import"] as const);
  const { order } = await orderOf(5, [...flood, ...other]);
  // The first five got in while no one else waited.
  const next = order.slice(5, 25);
  expect(next.filter((operation) => operation === "import")).toHaveLength(10);
  expect(new Set(next).size).toBe(11);
});

test("a late caller gets the freed places until both callers hold equally many", async () => {
  const semaphore = new Semaphore(10);
  const ends: (() => void)[] = [];
  const order: string[] = [];
  const ask = (caller: string, count: number) => {
    for (let one = 0; one < count; one += 1)
      void semaphore.take({ lane: "bulk", callers: [caller], operation: null }).then((end) => {
        order.push(caller);
        ends.push(end);
      });
  };
  ask("flooder", 100);
  await settled();
  ask("other", 100);
  for (let end = ends.shift(); end !== undefined && order.length < 30; end = ends.shift()) {
    end();
    await settled();
  }
  expect(order.slice(10, 15)).toEqual(["other", "other", "other", "other", "other"]);
  expect(order.slice(10, 30).filter((caller) => caller === "other")).toHaveLength(10);
});
