import fc from "fast-check";
import { expect, test } from "vitest";
import { CancelSource } from "../../src/vendor/cancel-signal.js";

test("behaves as an AbortSignal does, whatever is added, removed and aborted", () => {
  const step = fc.record({
    kind: fc.constantFrom("add", "remove", "abort"),
    listener: fc.integer({ min: 0, max: 4 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const ours = new CancelSource();
      const real = new AbortController();
      const calls = { ours: [] as number[], real: [] as number[] };
      const listeners = Array.from({ length: 5 }, (_, index) => ({
        ours: () => void calls.ours.push(index),
        real: () => void calls.real.push(index),
        isAdded: false,
      }));
      for (const { kind, listener } of steps) {
        const one = listeners[listener];
        if (one === undefined) throw new Error("There are five listeners.");
        // The server never adds a listener twice, which an AbortSignal would ignore.
        if (kind === "add" && !one.isAdded && !ours.aborted) {
          ours.addEventListener("abort", one.ours);
          real.signal.addEventListener("abort", one.real, { once: true });
          one.isAdded = true;
        }
        if (kind === "remove") {
          ours.removeEventListener("abort", one.ours);
          real.signal.removeEventListener("abort", one.real);
          one.isAdded = false;
        }
        if (kind === "abort") {
          ours.abort();
          real.abort();
        }
      }
      expect(ours.aborted).toBe(real.signal.aborted);
      expect(calls.ours.toSorted()).toEqual(calls.real.toSorted());
    }),
  );
});

test("keeps no listener that was removed, and none after it aborted", () => {
  const source = new CancelSource();
  const listeners = Array.from({ length: 100 }, () => () => undefined);
  for (const listener of listeners) source.addEventListener("abort", listener);
  for (const listener of listeners.slice(0, 40)) source.removeEventListener("abort", listener);
  expect(source.listenerCount).toBe(60);
  source.abort();
  expect(source.listenerCount).toBe(0);
  source.addEventListener("abort", () => expect.unreachable());
  expect(source.listenerCount).toBe(0);
});
