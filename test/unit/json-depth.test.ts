import fc from "fast-check";
import { expect, test } from "vitest";
import { isDeeperThan } from "../../src/limits/json-depth.js";

const depthOf = (value: unknown): number =>
  typeof value === "object" && value !== null
    ? 1 + Math.max(0, ...Object.values(value).map((item) => depthOf(item)))
    : 0;

const bytes = (text: string) => Buffer.from(text);

test("the depth of any JSON is seen without parsing it", () => {
  const json = fc.json({ maxDepth: 8, stringUnit: "binary" });
  fc.assert(
    fc.property(json, fc.integer({ min: 0, max: 9 }), fc.constantFrom(0, 2), (text, most, indent) => {
      const value: unknown = JSON.parse(text);
      expect(isDeeperThan(bytes(JSON.stringify(value, null, indent)), most)).toBe(depthOf(value) > most);
    }),
  );
});

test.each([
  ["brackets in a text", '"[[[[{{{{"', 0],
  ["a quote in a text", '["\\"[[["]', 1],
  ["a backslash that ends a text", '["\\\\",[]]', 2],
  ["keys", '{"{[\\"{":1}', 1],
  ["lists beside each other", "[[],[],[[]]]", 3],
  ["letters of more than one byte", '["课{",{"课[":"]"}]', 2],
])("%s are read as they are", (_, text, depth) => {
  expect(isDeeperThan(bytes(text), depth)).toBe(false);
  expect(depth === 0 || isDeeperThan(bytes(text), depth - 1)).toBe(true);
});

test.each(["", '"', '["', '"\\', "]]]]", '["\\'])("text that is broken off ends the search: %j", (text) => {
  expect(isDeeperThan(bytes(text), 64)).toBe(false);
});
