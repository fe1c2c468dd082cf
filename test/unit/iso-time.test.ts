import fc from "fast-check";
import { expect, test } from "vitest";
import { isoTime } from "../../schema/scalars.js";

test("a time is written as toISOString writes it, whatever was written before", () => {
  const time = fc.date({ noInvalidDate: true, min: new Date("-009999-01-01T00:00:00Z") });
  const near = fc
    .tuple(time, fc.array(fc.integer({ min: -90_000_000, max: 90_000_000 }), { maxLength: 20 }))
    .map(([first, offsets]) => [first, ...offsets.map((offset) => new Date(first.getTime() + offset))]);
  fc.assert(
    fc.property(near, (times) => {
      const valid = times.filter((one) => !Number.isNaN(one.getTime()));
      expect(valid.map(isoTime)).toEqual(valid.map((one) => one.toISOString()));
    }),
  );
});
