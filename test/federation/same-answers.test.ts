import fc from "fast-check";
import { buildASTSchema, type GraphQLSchema, parse } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { operations } from "../support/random-operation.js";
import { GATEWAY, startSupergraph, type TestSupergraph } from "../support/supergraph.js";

let supergraph: TestSupergraph;
let schema: GraphQLSchema;
beforeAll(async () => {
  supergraph = await startSupergraph();
  schema = buildASTSchema(parse(supergraph.subgraphs[0]?.sdl ?? ""), { assumeValidSDL: true });
});
afterAll(() => supergraph.close());

const GROUPS = [
  "course-561294",
  "course-561295",
  "staff-room",
  "grade-9-parents",
  "@TGS#_school-fair",
  "open-day-live",
  "nowhere",
];
const USERS = ["teacher_li", "assistant_zhao", "student_001", "student_099", "nobody"];
const POOL = {
  "course.id": ["561294", "561296", "7"],
  id: GROUPS,
  ids: GROUPS,
  groupId: GROUPS,
  userId: USERS,
  first: [1, 3, 100],
  roles: ["OWNER", "ADMIN", "MEMBER"],
  types: ["WORK", "PUBLIC", "MEETING"],
};

describe(`behind ${GATEWAY}`, () => {
  test("any valid query gets the same answer as without the gateway", async () => {
    const roots = ["course", "group", "groups", "groupMember"];
    await fc.assert(
      fc.asyncProperty(operations(schema, roots, POOL), async (operation) => {
        const direct = await supergraph.app.send(operation);
        const through = await supergraph.send(operation);
        expect({ data: withoutTimes(through.data), errors: through.errors.length }).toEqual({
          data: withoutTimes(direct.data),
          errors: direct.errors.length,
        });
      }),
      { numRuns: 100 },
    );
  });
});

/** Two reads have different times. */
const withoutTimes = (data: unknown): unknown =>
  JSON.parse(JSON.stringify(data ?? null), (key, value) =>
    key === "asOf" && value !== null ? "a time" : value,
  );
