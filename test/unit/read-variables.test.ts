import fc from "fast-check";
import { buildSchema, type OperationDefinitionNode, parse } from "graphql";
import { getVariableValues } from "graphql/execution/values.js";
import { expect, test } from "vitest";
import { readVariables } from "../../src/graphql/execution/variables.js";

const schema = buildSchema(`
  enum Size { SMALL LARGE }
  input Box { id: ID!, size: Size = SMALL, weight: Int, tags: [String!], inner: Box, grid: [[Float]] }
  type Query { box(box: Box, boxes: [Box!]!, size: Size, on: Boolean, count: Int!): Int }
`);
const { definitions } = parse(
  `query ($box: Box, $boxes: [Box!]! = [{ id: 1 }], $size: Size = LARGE, $on: Boolean, $count: Int!) {
    box(box: $box, boxes: $boxes, size: $size, on: $on, count: $count)
  }`,
);
const operation = definitions[0] as OperationDefinitionNode;

const leaf = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, true, "SMALL", "LARGE", "", "7", 7, 7.5, 2 ** 31, -0),
  fc.string(),
);
const mostly = <T>(right: fc.Arbitrary<T>, wrong: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 40, arbitrary: right }, { weight: 1, arbitrary: wrong });
const size = fc.constantFrom("SMALL", "LARGE", null);
/** Mostly valid values, with an error in any place. */
const { value: anyValue, box: aBox } = fc.letrec<{ value: unknown; box: unknown }>((tie) => ({
  value: fc.oneof({ depthSize: "small" }, leaf, fc.array(tie("value"), { maxLength: 3 }), tie("box")),
  box: fc.record(
    {
      id: mostly(fc.constantFrom("a", 1), leaf),
      size: mostly(size, leaf),
      weight: mostly(fc.nat(9), leaf),
      tags: mostly(fc.oneof(fc.string(), fc.array(fc.string(), { maxLength: 3 })), tie("value")),
      inner: mostly(fc.oneof({ depthSize: "small" }, fc.constant(null), tie("box")), tie("value")),
      grid: mostly(fc.array(fc.array(fc.nat(9), { maxLength: 2 }), { maxLength: 2 }), tie("value")),
    },
    { requiredKeys: ["id"] },
  ),
}));
const withUnknown = (box: fc.Arbitrary<unknown>) =>
  mostly(
    box,
    fc.tuple(box, fc.constantFrom("unknown", "constructor", "valueOf")).map(([of, name]) => ({
      ...(of as object),
      [name]: 1,
    })),
  );
const variables = fc.record(
  {
    box: mostly(withUnknown(aBox), anyValue),
    boxes: mostly(fc.array(withUnknown(aBox), { maxLength: 2 }), anyValue),
    size: mostly(size, leaf),
    on: mostly(fc.boolean(), leaf),
    count: mostly(fc.nat(9), leaf),
    other: leaf,
  },
  { requiredKeys: ["count"] },
);

/** A request's variables arrive as JSON. */
const asJson = (value: unknown): Record<string, unknown> => JSON.parse(JSON.stringify(value));

function valuesByUs(sent: Record<string, unknown>): unknown {
  try {
    return readVariables(schema, operation, sent);
  } catch {
    return "refused";
  }
}

function valuesByGraphqlJs(sent: Record<string, unknown>): unknown {
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], sent);
  return coerced ?? "refused";
}

test("variables are read and refused exactly as by graphql-js", () => {
  const seen = { taken: 0, refused: 0 };
  fc.assert(
    fc.property(variables, (some) => {
      const sent = asJson(some);
      const byGraphqlJs = valuesByGraphqlJs(sent);
      seen[byGraphqlJs === "refused" ? "refused" : "taken"] += 1;
      expect(valuesByUs(sent)).toEqual(byGraphqlJs);
    }),
    { numRuns: 3_000 },
  );
  // The property needs both refusals and successes to mean anything.
  expect(Math.min(seen.taken, seen.refused)).toBeGreaterThan(300);
});

test("a default is used if a variable is left out, and null if it is null", () => {
  expect(valuesByUs({ count: 1 })).toEqual({
    boxes: [{ id: "1", size: "SMALL" }],
    size: "LARGE",
    count: 1,
  });
  expect(valuesByUs({ count: 1, size: null })).toMatchObject({ size: null });
});

test("lists are read until their items together exceed what any request needs", () => {
  const boxes = (lists: number, length: number) => ({
    count: 1,
    boxes: Array.from({ length: lists }, () => ({ id: "a", tags: Array<string>(length).fill("x") })),
  });
  expect(valuesByUs(boxes(10_000, 5))).not.toBe("refused");
  expect(() => readVariables(schema, operation, boxes(10_000, 6))).toThrow(
    /^The variables do not fit their types: \$boxes\[8333\]\.tags brings the lists to more than 60000 items in all\. Send them in several requests\.$/,
  );
});
