import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import { asGateway, aToken } from "../support/access.js";
import { bytesKept } from "../support/bytes-kept.js";
import { entitiesQuery, JSON_TYPE, sendRaw, sharedApp } from "../support/graphql-suite.js";

const app = await sharedApp({
  school: aSchool({ courses: [aCourse({ id: "1001" })], groups: [aGroup({ id: "group-1" })] }),
  env: { NODE_ENV: "production" },
});
const SYNC = 'mutation { syncClassNicknames(courseId: "1001") { __typename } }';
const FORM = { "content-type": "application/x-www-form-urlencoded" };
const PREFLIGHT = { "apollo-require-preflight": "1" };

/** Access is granted in all tests: what is refused here is refused to everyone. */
const AS_GATEWAY = asGateway(await aToken());
const post = (body: string | Buffer, headers: Record<string, string> = JSON_TYPE) =>
  sendRaw(app.url, { headers: { ...AS_GATEWAY, ...headers }, body });
const postQuery = (query: string, more: object = {}) => post(JSON.stringify({ query, ...more }));
const get = (query: string, headers: Record<string, string> = PREFLIGHT) =>
  sendRaw(`${app.url}?${new URLSearchParams({ query }).toString()}`, {
    method: "GET",
    headers: { ...AS_GATEWAY, ...headers },
  });
const many = (count: number, item: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => item(index)).join(" ");

const batchOf = (count: number, query: string) =>
  JSON.stringify(Array.from({ length: count }, () => ({ query })));

type Attack = readonly [string, () => ReturnType<typeof sendRaw>, number];

/** graphql-cop's attempts, and the status of each refusal. */
const COP: readonly Attack[] = [
  ["101 aliases", () => postQuery(`query cop { ${many(101, (at) => `alias${at}: __typename`)} }`), 400],
  ["a batch of ten", () => post(batchOf(10, "query cop { __typename }")), 400],
  ["a query by GET", () => get("query cop { __typename }"), 405],
  ["a simple query by GET", () => get("query cop { __typename }", {}), 405],
  ["a query in a form", () => post("query=query+cop+%7B__typename%7D", FORM), 415],
  ["500 times the same field", () => postQuery(`query cop { ${"__typename ".repeat(500)} }`), 400],
  [
    "a page to explore with",
    () => sendRaw(app.url, { method: "GET", headers: { ...AS_GATEWAY, accept: "text/html" } }),
    405,
  ],
  ["introspection", () => postQuery("query cop { __schema { types { name fields { name } } } }"), 400],
  ["ten directives", () => postQuery("query cop { __typename @aa@aa@aa@aa@aa@aa@aa@aa@aa@aa }"), 400],
  [
    "introspection in circles",
    () =>
      postQuery(
        `query cop { __schema { ${"types { fields { type { ".repeat(4)} name ${"} } }".repeat(4)} } }`,
      ),
    400,
  ],
  ["a mutation by GET", () => get(SYNC), 405],
  ["a misspelt field, to get suggestions", () => postQuery("query cop { grup { id } }"), 400],
  ["nonsense, to get a debugger's page", () => postQuery("qwerty cop { abc }"), 400],
];

test.for(COP)("graphql-cop finds nothing by %s", async ([, attack, status]) => {
  const answer = await attack();
  expect(answer.status).toBe(status);
  expect(answer.headers["content-type"]).toMatch(/^application\/json/);
  const { data, errors, extensions } = answer.json();
  expect({ data, extensions }).toEqual({ data: undefined, extensions: undefined });
  expect(errors).not.toEqual([]);
  expect(answer.text).not.toMatch(/did you mean|stacktrace|exception|<html|graphiql|playground/i);
  expect(app.vendorCalls()).toEqual({});
});

test.for([
  {},
  { "apollo-tracing": "1", "x-apollo-tracing": "1" },
  { "x-debug": "1", "graphql-debug": "true" },
])("graphql-cop finds no trace or debugging in answers: %j", async (headers) => {
  const body = JSON.stringify({ query: '{ group(id: "group-1") { id } }', extensions: { tracing: true } });
  const { json } = await post(body, { ...JSON_TYPE, ...headers });
  expect(json()).toEqual({ data: { group: { id: "group-1" } } });
});

describe("clairvoyance learns nothing from", () => {
  /** Near misses of existing names, and the right names, which servers with suggestions answer. */
  const PROBES: readonly (readonly [string, string, RegExp])[] = [
    ["fields of the root", "{ grou cours groupMembr }", /"(group|groups|course|groupMember)"/],
    [
      "fields of an object",
      '{ group(id: "a") { nam ownr membr memberCont } }',
      /"(name|owner|member|members|memberCount)"/,
    ],
    ["arguments", '{ group(id: "a") { members(frst: 1, aftr: "x") { totalCount } } }', /"(first|after)"/],
    ["types", '{ group(id: "a") { ... on Grop { id } } }', /"Group"/],
    ["types of variables", "query ($a: UpdateGroupMemberInpt!) { __typename }", /"UpdateGroupMemberInput"/],
    ["mutations", 'mutation { syncClasNicknames(courseId: "1") { __typename } }', /"syncClassNicknames"/],
    [
      "fields of inputs",
      'mutation { updateGroupMember(input: { groupId: "a", userId: "b", nameCrd: "x" }) { __typename } }',
      /"nameCard"/,
    ],
    [
      "values of enums",
      'mutation { updateGroupMember(input: { groupId: "a", userId: "b", role: ADMN }) { __typename } }',
      /"ADMIN"/,
    ],
    [
      "members of unions",
      'mutation { syncClassNicknames(courseId: "1") { ... on VendorErro { vendor } } }',
      /"VendorError"/,
    ],
    [
      "fields that only members of a union have",
      'mutation { syncClassNicknames(courseId: "1") { syncedAt } }',
      /inline fragment|SyncClassNicknamesSuccess/,
    ],
    ["directives", "{ __typename @inclde(if: true) }", /"@?include"/],
  ];

  test.for(PROBES)("near misses among %s", async ([, query, right]) => {
    const { status, text, json } = await postQuery(query);
    expect({ status, data: json().data }).toEqual({ status: 400, data: undefined });
    expect(text).not.toMatch(/did you mean/i);
    expect(text.replaceAll('\\"', '"')).not.toMatch(right);
    expect(app.vendorCalls()).toEqual({});
  });

  test.for(PROBES)("requests without credentials: %s", async ([, query, right]) => {
    const body = JSON.stringify({ query });
    const { status, text } = await sendRaw(app.url, { headers: JSON_TYPE, body });
    expect(status).toBe(401);
    expect(text.replaceAll('\\"', '"')).not.toMatch(right);
  });

  test("variables of the wrong shape", async () => {
    const query =
      "mutation ($input: UpdateGroupMemberInput!) { updateGroupMember(input: $input) { __typename } }";
    for (const input of [{ groupIdd: "a" }, { groupId: "a", userId: "b", messageDelivry: 1 }]) {
      const { status, text } = await postQuery(query, { variables: { input } });
      expect(status).toBe(400);
      expect(text).not.toMatch(/did you mean|messageDelivery\b/i);
    }
  });
});

/** Requests that another site's page can send through a browser without a preflight. */
const CROSS_SITE: readonly Attack[] = [
  ["a link", () => get(SYNC, {}), 405],
  ["an image link", () => get(SYNC, { accept: "image/*" }), 405],
  ["text/plain", () => post(JSON.stringify({ query: SYNC }), { "content-type": "text/plain" }), 415],
  ["a form", () => post(new URLSearchParams({ query: SYNC }).toString(), FORM), 415],
  [
    "a form with files",
    () =>
      post(
        `--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n${JSON.stringify({ query: SYNC })}\r\n--x--\r\n`,
        { "content-type": "multipart/form-data; boundary=x" },
      ),
    415,
  ],
  ["a body without a type", () => post(JSON.stringify({ query: SYNC }), {}), 415],
  [
    "two types at once",
    () => post(JSON.stringify({ query: SYNC }), { "content-type": "text/plain, application/json" }),
    415,
  ],
  [
    "a type that is hidden in a parameter",
    () => post(JSON.stringify({ query: SYNC }), { "content-type": "text/plain; x=application/json" }),
    415,
  ],
  [
    "HEAD",
    () => sendRaw(`${app.url}?query=${encodeURIComponent(SYNC)}`, { method: "HEAD", headers: AS_GATEWAY }),
    405,
  ],
];

test.for(CROSS_SITE)("another site's page executes nothing by %s", async ([, attack, status]) => {
  expect((await attack()).status).toBe(status);
  expect(app.vendorCalls()).toEqual({});
});

test("CORS allows no other site", async () => {
  const { headers } = await post('{"query":"{ __typename }"}', {
    ...JSON_TYPE,
    origin: "https://evil.example",
  });
  expect(Object.keys(headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
});

/** Requests above the limits. Each costs the server little and leaves nothing behind. */
const FLOODS: readonly Attack[] = [
  ["200,000 tokens", () => postQuery(`{ ${"id ".repeat(200_000)} }`), 400],
  ["30,000 tokens of one letter", () => postQuery(`{ ${"a ".repeat(30_000)} }`), 400],
  ["a million comments", () => postQuery(`{ __typename }${"#\n".repeat(1_000_000)}`), 400],
  ["a selection 50,000 deep", () => postQuery(`${"{ a ".repeat(50_000)}${"}".repeat(50_000)}`), 400],
  ["a selection 900 deep", () => postQuery(`${"{ a ".repeat(900)}${"}".repeat(900)}`), 400],
  ["a list 30,000 deep in the query", () => postQuery(`{ group(id: ${"[".repeat(30_000)}`), 400],
  ["JSON 10,000 deep", () => post(`{"variables":${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}}`), 400],
  ["JSON 1,000,000 deep", () => post("[".repeat(1_000_000)), 400],
  ["a batch of 10,000", () => post(batchOf(10_000, SYNC)), 400],
  [
    "fragments in a circle",
    () =>
      postQuery(
        "{ ...A } fragment A on Query { ...B } fragment B on Query { ...C } fragment C on Query { ...A }",
      ),
    400,
  ],
  [
    "fragments that double each other",
    () =>
      postQuery(
        `{ ...F0 } ${many(48, (at) => `fragment F${at} on Query { ...F${at + 1} ...F${at + 1} }`)} fragment F48 on Query { __typename }`,
      ),
    400,
  ],
  [
    "720 fields to compare with each other",
    () => postQuery(`{ course(id: 1) { ${"group { name owner { id } } ".repeat(240)} } }`),
    400,
  ],
  [
    "64 MB, compressed",
    () =>
      post(gzipSync(Buffer.alloc(64_000_000), { level: 1 }), { ...JSON_TYPE, "content-encoding": "gzip" }),
    415,
  ],
  ["brotli", () => post("x", { ...JSON_TYPE, "content-encoding": "br" }), 415],
  ["60 MB", () => post(Buffer.alloc(60_000_000, " ")), 413],
  ["another character set", () => post("{}", { "content-type": "application/json; charset=utf-16" }), 415],
];

test.for(FLOODS)("%s are refused, as JSON and without a call", async ([, attack, status]) => {
  const answer = await attack();
  expect(answer.status).toBe(status);
  expect(answer.text.length).toBeLessThan(1_000);
  expect(answer.json().errors?.[0]?.extensions["code"]).toMatch(
    /^(BAD_REQUEST|LIMIT_EXCEEDED|GRAPHQL_(PARSE|VALIDATION)_FAILED)$/,
  );
  expect(app.vendorCalls()).toEqual({});
});

test("refused requests leave nothing behind, and others are answered meanwhile", async () => {
  const floods = FLOODS.filter(([, , status]) => status === 400);
  for (const [, attack] of floods) await attack();
  const before = await bytesKept();
  for (let round = 0; round < 5; round++) {
    const answers = await Promise.all([
      ...floods.map(([, attack]) => attack()),
      app.send('{ group(id: "group-1") { id } }'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([...floods.map(() => 400), 200]);
  }
  // Five rounds sent some 50 MB.
  expect((await bytesKept()) - before).toBeLessThan(10 * 1024 * 1024);
});

describe("keys with a meaning in JavaScript", () => {
  test.for([
    ["the body", '{"query":"{ __typename }","__proto__":{"polluted":1}}'],
    ["the body, with an escape", '{"query":"{ __typename }","\\u005f_proto__":{"polluted":1}}'],
    ["variables", '{"query":"{ __typename }","variables":{"__proto__":{"polluted":1}}}'],
    [
      "variables, by way of constructor",
      '{"query":"{ __typename }","variables":{"constructor":{"prototype":{"polluted":1}}}}',
    ],
    ["extensions", '{"query":"{ __typename }","extensions":{"__proto__":{"polluted":1}}}'],
    [
      "a representation",
      `{"query":${JSON.stringify(entitiesQuery("__typename"))},"variables":{"representations":[{"__typename":"Group","__proto__":{"id":"group-1","polluted":1}}]}}`,
    ],
  ] as const)("are refused in %s", async ([, body]) => {
    const { status, json } = await post(body);
    expect({ status, errors: json().errors?.length }).toEqual({ status: 400, errors: 1 });
    expect({}).not.toHaveProperty("polluted");
    expect(app.vendorCalls()).toEqual({});
  });

  test("find nothing as variables, types and keys of representations", async () => {
    const representations = ["__proto__", "constructor", "toString", "Query", "_Any"].map((__typename) => ({
      __typename,
      id: "group-1",
    }));
    const strange: Record<string, unknown>[] = [
      { __typename: "Group", constructor: "group-1" },
      { __typename: "Group", id: { toString: "group-1" } },
      { __typename: "Group", id: { $ne: 1 } },
      { __typename: "Group", id: ["group-1"] },
      { __typename: "GroupMember", id: "constructor" },
    ];
    const answer = await app.send(entitiesQuery("__typename"), {
      representations: [...representations, ...strange],
      constructor: 1,
      toString: 2,
    });
    expect({ status: answer.status, data: answer.data, errors: answer.errors }).toEqual({
      status: 200,
      data: { _entities: [...representations, ...strange].map(() => null) },
      errors: [],
    });
    expect(app.vendorCalls()).toEqual({});
  });

  test("are not values of variables that were not sent", async () => {
    const { status, json } = await postQuery(
      "query ($constructor: [_Any!]!) { _entities(representations: $constructor) { __typename } }",
      { variables: {} },
    );
    expect({ status, code: json().errors?.[0]?.extensions["code"] }).toEqual({
      status: 400,
      code: "BAD_USER_INPUT",
    });
  });
});

describe("many references", () => {
  test("are refused together before any vendor call", async () => {
    const representations = Array.from({ length: 5_000 }, (_, at) => ({ __typename: "Group", id: `g${at}` }));
    const { status, errors } = await app.send(entitiesQuery("... on Group { name }"), { representations });
    expect({ status, limit: errors[0]?.extensions["limit"] }).toEqual({
      status: 400,
      limit: { name: "LIMIT_REPRESENTATIONS", most: 500, actual: 5_000 },
    });
    expect(app.vendorCalls()).toEqual({});
  });

  test("to one group make one call", async () => {
    const representations = Array.from({ length: 500 }, () => ({ __typename: "Group", id: "group-1" }));
    const { data } = await app.send(entitiesQuery("... on Group { name }"), { representations });
    expect(data?.["_entities"]).toEqual(representations.map(() => ({ name: "A group" })));
    expect(app.vendorCalls()).toEqual({ get_group_info: 1 });
  });

  test("with members each are refused by their complexity", async () => {
    const representations = Array.from({ length: 500 }, (_, at) => ({ __typename: "Group", id: `g${at}` }));
    const { status, errors } = await app.send(
      entitiesQuery("... on Group { members(first: 100) { nodes { userId } } }"),
      { representations },
    );
    expect({ status, limit: errors[0]?.extensions["limit"] }).toMatchObject({
      status: 400,
      limit: { name: "LIMIT_COMPLEXITY" },
    });
    expect(app.vendorCalls()).toEqual({});
  });
});
