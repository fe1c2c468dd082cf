import { Readable } from "node:stream";
import { getIntrospectionQuery } from "graphql";
import { describe, expect, test } from "vitest";
import { LIMIT_VARIABLES } from "../../src/config/limits.js";
import type { Limits } from "../../src/graphql/limits/limits.js";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import { asGateway, aToken } from "../support/access.js";
import { startApp } from "../support/app.js";
import { entitiesQuery, JSON_TYPE, sendRaw, sharedApp } from "../support/graphql-suite.js";
import { LARGE_REQUESTS, withDepth } from "../support/large-operations.js";

const school = aSchool({
  courses: [aCourse({ id: "1001" })],
  groups: [aGroup({ id: "group-1" }), aGroup({ id: "course-1001" })],
});
const app = await sharedApp({ school, env: { NODE_ENV: "production" } });
const AS_GATEWAY = asGateway(await aToken());
const post = (body: string, headers: Record<string, string> = JSON_TYPE) =>
  sendRaw(app.url, { headers: { ...AS_GATEWAY, ...headers }, body });
const postQuery = (query: string, variables: object = {}) => post(JSON.stringify({ query, variables }));

/** The limit, the size of a request beyond it, and the reported size: null if counting stops at the limit. */
const ROWS: readonly (readonly [keyof Limits, number, number, number | null])[] = [
  ["LIMIT_BODY_BYTES", 4 * 1024 * 1024, 4 * 1024 * 1024 + 1, 4 * 1024 * 1024 + 1],
  ["LIMIT_JSON_DEPTH", 64, 65, null],
  ["LIMIT_JSON_KEYS", 1_000, 1_001, null],
  ["LIMIT_JSON_ITEMS", 12_000, 12_001, null],
  ["LIMIT_DOCUMENT_CHARACTERS", 65_536, 65_537, 65_537],
  ["LIMIT_TOKENS", 2_000, 2_001, null],
  ["LIMIT_DEFINITIONS", 50, 51, 51],
  ["LIMIT_DEPTH", 10, 11, 11],
  ["LIMIT_FIELDS", 300, 301, 301],
  ["LIMIT_ALIASES", 15, 16, 16],
  ["LIMIT_ROOT_FIELDS", 20, 21, 21],
  ["LIMIT_MUTATIONS", 5, 6, 6],
  ["LIMIT_DIRECTIVES", 5, 6, 6],
  ["LIMIT_REPRESENTATIONS", 500, 501, 501],
  ["LIMIT_COMPLEXITY", 40_000, 40_500, 40_500],
];

test("every limit has a row here", () => {
  expect(ROWS.map(([name]) => name).sort()).toEqual(Object.keys(LIMIT_VARIABLES).sort());
});

test.for(ROWS)("%s: %i pass, %i do not", async ([name, most, more, actual]) => {
  const allowed = await post(LARGE_REQUESTS[name](most).body);
  expect(allowed.text).not.toContain("LIMIT_EXCEEDED");
  // The schema has too few directives for this request, so another rule of GraphQL refuses it.
  expect(allowed.status).toBe(name === "LIMIT_DIRECTIVES" ? 400 : 200);

  app.forgetCalls();
  const refused = await post(LARGE_REQUESTS[name](more).body);
  expect(refused.status).toBe(name === "LIMIT_BODY_BYTES" ? 413 : 400);
  expect(refused.json()).toEqual({
    errors: [
      expect.objectContaining({
        message: expect.stringMatching(new RegExp(`has (more than ${most}|${more}) .*allowed\\. [A-Z]`)),
        extensions: { code: "LIMIT_EXCEEDED", limit: { name, most, actual } },
      }),
    ],
  });
  expect(app.vendorCalls()).toEqual({});
});

describe("each limit is set by its variable", async () => {
  const most = {
    LIMIT_BODY_BYTES: 70_000,
    LIMIT_JSON_DEPTH: 10,
    LIMIT_JSON_KEYS: 200,
    LIMIT_JSON_ITEMS: 700,
    LIMIT_DOCUMENT_CHARACTERS: 5_000,
    LIMIT_TOKENS: 400,
    LIMIT_DEFINITIONS: 3,
    LIMIT_DEPTH: 5,
    LIMIT_FIELDS: 30,
    LIMIT_ALIASES: 2,
    LIMIT_ROOT_FIELDS: 5,
    LIMIT_MUTATIONS: 1,
    LIMIT_DIRECTIVES: 1,
    LIMIT_REPRESENTATIONS: 500,
    LIMIT_COMPLEXITY: 20_000,
  } satisfies Limits;
  const env = Object.fromEntries(Object.entries(most).map(([name, value]) => [name, `${value}`]));
  const strict = await sharedApp({ school, env });
  const send = (body: string) => sendRaw(strict.url, { headers: { ...AS_GATEWAY, ...JSON_TYPE }, body });

  test.for(Object.keys(LIMIT_VARIABLES) as (keyof Limits)[])("%s", async (name) => {
    const more = most[name] + (name === "LIMIT_COMPLEXITY" ? 500 : 1);
    expect((await send(LARGE_REQUESTS[name](most[name]).body)).status).toBe(200);
    expect(
      (await send(LARGE_REQUESTS[name](more).body)).json().errors?.[0]?.extensions["limit"],
    ).toMatchObject({
      name,
      most: most[name],
    });
  });
});

describe("the content of a fragment is counted at each use", () => {
  const limitOf = async (query: string, variables: object = {}) =>
    (await postQuery(query, variables)).json().errors?.[0]?.extensions["limit"];

  test("aliases of a gateway's entity fetches are not counted as aliases", async () => {
    const fetches = (count: number, alias: string) =>
      `query ($r: [_Any!]!) { ${Array.from({ length: count }, (_, n) => `e${n}: _entities(representations: $r) { ... on Course { ${alias} } }`).join(" ")} }`;
    const variables = { r: [{ __typename: "Course", id: "1001" }] };
    const { status, text } = await postQuery(fetches(20, "id"), variables);
    expect([status, text]).toEqual([200, expect.stringContaining('"e19":[{"id":"1001"}]')]);
    // Aliases below them are counted. So are they themselves, as root fields.
    expect(await limitOf(fetches(16, "a: id"), variables)).toMatchObject({
      name: "LIMIT_ALIASES",
      actual: 16,
    });
    expect(await limitOf(fetches(21, "id"), variables)).toMatchObject({
      name: "LIMIT_ROOT_FIELDS",
      actual: 21,
    });
  });

  test("aliases", async () => {
    const spread = "{ a: course(id: 1) { ...F } b: course(id: 1) { ...F } }";
    const fragment = `fragment F on Course { ${Array.from({ length: 7 }, (_, at) => `f${at}: id`).join(" ")} }`;
    expect(await limitOf(`${spread} ${fragment}`)).toMatchObject({ name: "LIMIT_ALIASES", actual: 16 });
  });

  test("depth", async () => {
    const query = `{ group(id: "a") { ...A } } fragment A on Group { owner { ...B } } fragment B on GroupMember { ${"group { owner { ".repeat(4)} id ${"} }".repeat(4)} }`;
    expect(await limitOf(query)).toMatchObject({ name: "LIMIT_DEPTH", actual: 11 });
  });

  test("root fields", async () => {
    const query = `{ ...A ...A ... on Query { ...A } } fragment A on Query { ${"__typename ".repeat(7)} }`;
    expect(await limitOf(query)).toMatchObject({ name: "LIMIT_ROOT_FIELDS", actual: 21 });
  });

  test("mutations", async () => {
    const two =
      'x: syncClassNicknames(courseId: "1001") { __typename } y: syncClassNicknames(courseId: "1001") { __typename }';
    const query = `mutation { ...A ...A ...A } fragment A on Mutation { ${two} }`;
    expect(await limitOf(query)).toMatchObject({ name: "LIMIT_MUTATIONS", actual: 6 });
  });

  test.for([
    ["a field in a fragment", "{ ...A } fragment A on Query { __typename @a @b @c @d @e @f }"],
    ["a fragment", "{ ...A } fragment A on Query @a @b @c @d @e @f { __typename }"],
    ["a fragment spread", "{ ...A @a @b @c @d @e @f } fragment A on Query { __typename }"],
    ["an inline fragment", "{ ... @a @b @c @d @e @f { __typename } }"],
    ["an operation", "query @a @b @c @d @e @f { __typename }"],
    ["a variable", "query ($x: Int @a @b @c @d @e @f) { __typename }"],
  ] as const)("directives at %s", async ([, query]) => {
    expect(await limitOf(query)).toEqual({ name: "LIMIT_DIRECTIVES", most: 5, actual: 6 });
  });

  test("45 fragments, each of which uses the next one twice", async () => {
    const chain = Array.from(
      { length: 45 },
      (_, at) => `fragment F${at} on Group { owner { group { ...F${at + 1} } } ...F${at + 1} ...F${at + 1} }`,
    );
    const query = `{ group(id: "a") { ...F0 } } ${chain.join(" ")} fragment F45 on Group { id }`;
    expect(await limitOf(query)).toMatchObject({ name: "LIMIT_DEPTH" });
    const flat = Array.from(
      { length: 45 },
      (_, at) => `fragment F${at} on Group { ...F${at + 1} ...F${at + 1} }`,
    );
    expect(
      await limitOf(`{ group(id: "a") { ...F0 } } ${flat.join(" ")} fragment F45 on Group { id }`),
    ).toEqual({
      name: "LIMIT_FIELDS",
      most: 300,
      actual: 2 ** 45 + 1,
    });
  });

  test("the fields of an unused fragment", async () => {
    expect(await limitOf(`{ __typename } fragment A on Group { ${"id ".repeat(300)} }`)).toMatchObject({
      name: "LIMIT_FIELDS",
      actual: 301,
    });
  });

  test("a fragment within itself is refused with GraphQL's own message", async () => {
    const { status, json } = await postQuery(
      "{ group(id: 1) { ...A } } fragment A on Group { owner { group { ...A } } }",
    );
    expect({ status, errors: json().errors }).toMatchObject({
      status: 400,
      errors: [{ message: 'Cannot spread fragment "A" within itself.' }],
    });
  });
});

describe("representations are counted", () => {
  const references = (count: number) =>
    Array.from({ length: count }, () => ({ __typename: "Course", id: "1" }));

  test("across all `_entities` fields of an operation", async () => {
    const query =
      "query ($a: [_Any!]!, $b: [_Any!]!) { a: _entities(representations: $a) { __typename } ...B } fragment B on Query { b: _entities(representations: $b) { __typename } }";
    const { json } = await postQuery(query, { a: references(250), b: references(251) });
    expect(json().errors?.[0]?.extensions["limit"]).toEqual({
      name: "LIMIT_REPRESENTATIONS",
      most: 500,
      actual: 501,
    });
  });

  test("in the default of a variable", async () => {
    const list = '{ __typename: "Course", id: "1" } '.repeat(240);
    const template =
      "query ($a: [_Any!]! = [%]) { a: _entities(representations: $a) { __typename } b: _entities(representations: $a) { __typename } c: _entities(representations: $a) { __typename } }";
    const { status, json } = await postQuery(template.replace("%", list));
    expect({ status, limit: json().errors?.[0]?.extensions["limit"] }).toEqual({
      status: 400,
      limit: { name: "LIMIT_REPRESENTATIONS", most: 500, actual: 720 },
    });
  });
});

describe("complexity follows the directives of the schema", () => {
  const costOf = async (query: string, variables: object = {}) => {
    const { json } = await postQuery(query, variables);
    return (json().errors?.[0]?.extensions["limit"] as { actual: number } | undefined)?.actual;
  };
  const members = (first: string, below: string) => `members${first} { nodes { ${below} } }`;

  test("a list multiplies the cost of its items by `first`", async () => {
    const query = `query ($n: Int = 100) { group(id: "group-1") { ${members("(first: 100)", `user { groups(first: $n) { nodes { ${members("", "id")} } } }`)} } }`;
    // 10 + 1 + 10 + 1 + 100 (1 + 1 + 10 + 1 + n (1 + 10 + 1 + 50))
    expect(await costOf(query)).toBe(22 + 100 * (13 + 100 * 62));
    expect(await costOf(query, { n: 7 })).toBe(22 + 100 * (13 + 7 * 62));
    expect(await costOf(query, { n: 6 })).toBeUndefined();
  });

  test("both `edges` and `nodes` are counted", async () => {
    const both = `members(first: 100) { edges { node { id } } nodes { id } }`;
    const query = `query ($ids: [ID!]!) { groups(ids: $ids) { owner { group { ${both} } } } }`;
    // 10 + 100 (1 + 3 (10 + 1) + 100 (1 + 1) + 100), twice
    const ids = Array.from({ length: 100 }, (_, at) => `g${at}`);
    expect(await costOf(query, { ids })).toBeUndefined();
    expect(
      await costOf(
        `query ($ids: [ID!]!) { a: groups(ids: $ids) { owner { group { ${both} } } } b: groups(ids: $ids) { owner { group { ${both} } } }  }`,
        { ids },
      ),
    ).toBe(2 * (10 + 100 * (1 + 3 * 11 + 300)));
  });

  test("only the most expensive type condition is counted", async () => {
    const representations = Array.from({ length: 500 }, () => ({ __typename: "Course", id: "1" }));
    const page = "members(first: 50) { nodes { id } }";
    const query = entitiesQuery(
      `... on Course { group { ${page} } } ... on Group { ${page} } ... on GroupMember { id }`,
    );
    expect((await postQuery(query, { representations })).status).toBe(200);
  });

  test("a length that is not a number is refused by GraphQL", async () => {
    const { status, json } = await postQuery(
      `query ($n: Int) { group(id: "group-1") { ${members("(first: $n)", "id")} } }`,
      { n: "many" },
    );
    expect({ status, code: json().errors?.[0]?.extensions["code"] }).toEqual({
      status: 400,
      code: "BAD_USER_INPUT",
    });
  });
});

test("clients of the older media type get a limit's error with 200, which gateways pass on", async () => {
  const { status, json } = await post(withDepth(11).body, { ...JSON_TYPE, accept: "application/json" });
  expect({ status, code: json().errors?.[0]?.extensions["code"] }).toEqual({
    status: 200,
    code: "LIMIT_EXCEEDED",
  });
});

test("a body of unknown length is cut off at the limit", async () => {
  const body = Readable.from(Array.from({ length: 90 }, () => Buffer.alloc(65_536, " ")));
  const { status, json } = await sendRaw(app.url, { headers: { ...AS_GATEWAY, ...JSON_TYPE }, body });
  expect({ status, limit: json().errors?.[0]?.extensions["limit"] }).toEqual({
    status: 413,
    limit: { name: "LIMIT_BODY_BYTES", most: 4 * 1024 * 1024, actual: null },
  });
});

test("brackets in strings are not levels of JSON", async () => {
  const query = `{ __typename } # ${'[{\\"'.repeat(200)}`;
  expect((await postQuery(query, { x: `\\"[[[[${"{".repeat(200)}` })).status).toBe(200);
});

test("a broken document is a syntax error, not a limit", async () => {
  const { status, json } = await postQuery("{ group(");
  expect({ status, code: json().errors?.[0]?.extensions["code"] }).toEqual({
    status: 400,
    code: "GRAPHQL_PARSE_FAILED",
  });
});

test("tools can read the schema in development", async () => {
  await using development = await startApp({ env: { NODE_ENV: "development" } });
  const query = getIntrospectionQuery({
    descriptions: true,
    directiveIsRepeatable: true,
    inputValueDeprecation: true,
    oneOf: true,
    schemaDescription: true,
    specifiedByUrl: true,
  });
  const data = await development.run<{ __schema: { types: unknown[] } }>(query);
  expect(data.__schema.types.length).toBeGreaterThan(20);
  const { status, errors } = await development.send(
    `{ __schema { types { ${"ofType { ".repeat(19)} name ${"} ".repeat(19)} } } }`,
  );
  expect({ status, limit: errors[0]?.extensions["limit"] }).toEqual({
    status: 400,
    limit: { name: "LIMIT_DEPTH", most: 20, actual: 22 },
  });
});
