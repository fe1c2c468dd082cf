import fc from "fast-check";
import { expect, test } from "vitest";
import { exceededByJson } from "../../src/graphql/limits/json-shape.js";

const depthOf = (value: unknown): number =>
  typeof value === "object" && value !== null
    ? 1 + Math.max(0, ...Object.values(value).map((item) => depthOf(item)))
    : 0;

const MANY = 1_000_000;
const isDeeperThan = (json: Uint8Array, most: number): boolean =>
  exceededByJson(json, { LIMIT_JSON_DEPTH: most, LIMIT_JSON_KEYS: MANY, LIMIT_JSON_ITEMS: MANY }) !== null;

const bytes = (text: string) => Buffer.from(text);

test("the depth of any JSON is measured without parsing it", () => {
  const json = fc.json({ maxDepth: 8, stringUnit: "binary" });
  fc.assert(
    fc.property(json, fc.integer({ min: 0, max: 9 }), fc.constantFrom(0, 2), (text, most, indent) => {
      const value: unknown = JSON.parse(text);
      expect(isDeeperThan(bytes(JSON.stringify(value, null, indent)), most)).toBe(depthOf(value) > most);
    }),
  );
});

test.each([
  ["brackets in a string", '"[[[[{{{{"', 0],
  ["a quote in a string", '["\\"[[["]', 1],
  ["a backslash that ends a string", '["\\\\",[]]', 2],
  ["keys", '{"{[\\"{":1}', 1],
  ["lists next to each other", "[[],[],[[]]]", 3],
  ["multi-byte letters", '["课{",{"课[":"]"}]', 2],
])("%s are read correctly", (_, text, depth) => {
  expect(isDeeperThan(bytes(text), depth)).toBe(false);
  expect(depth === 0 || isDeeperThan(bytes(text), depth - 1)).toBe(true);
});

test.each(["", '"', '["', '"\\', "]]]]", '["\\'])("truncated text ends the search: %j", (text) => {
  expect(isDeeperThan(bytes(text), 64)).toBe(false);
});

/** The longest list or object in some JSON, and the number of different field names. */
function shapeOf(value: unknown): { items: number; keys: ReadonlySet<string> } {
  if (typeof value !== "object" || value === null) return { items: 0, keys: new Set() };
  const below = Object.values(value).map((item) => shapeOf(item));
  const own = Array.isArray(value) ? [] : Object.keys(value);
  return {
    items: Math.max(Object.values(value).length, ...below.map(({ items }) => items)),
    keys: new Set([...own, ...below.flatMap(({ keys }) => [...keys])]),
  };
}

test("the longest list and the field names are counted without parsing", () => {
  const json = fc.json({ maxDepth: 5, stringUnit: "binary" });
  const most = fc.integer({ min: 1, max: 8 });
  fc.assert(
    fc.property(
      json,
      most,
      most,
      fc.constantFrom(0, 2),
      (text, LIMIT_JSON_KEYS, LIMIT_JSON_ITEMS, indent) => {
        const value: unknown = JSON.parse(text);
        const { items, keys } = shapeOf(value);
        const limits = { LIMIT_JSON_DEPTH: 100, LIMIT_JSON_KEYS, LIMIT_JSON_ITEMS };
        const exceeded = exceededByJson(bytes(JSON.stringify(value, null, indent)), limits);
        expect(exceeded !== null).toBe(items > LIMIT_JSON_ITEMS || keys.size > LIMIT_JSON_KEYS);
      },
    ),
  );
});
