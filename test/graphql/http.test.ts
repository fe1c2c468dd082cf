import { describe, expect, test } from "vitest";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import { JSON_TYPE, sendRaw, sharedApp } from "../support/graphql-suite.js";

const app = await sharedApp({
  school: aSchool({ courses: [aCourse({ id: "1001" })], groups: [aGroup({ id: "group-1" })] }),
});
const SYNC = 'mutation { syncClassNicknames(courseId: "1001") { __typename } }';
const post = (body: string | Buffer, headers: Record<string, string> = JSON_TYPE) =>
  sendRaw(app.url, { headers, body });
const inUrl = (query: string) => `${app.url}?${new URLSearchParams({ query }).toString()}`;
const PREFLIGHT = { "apollo-require-preflight": "yes" };

/** Requests that our clients never send, and the status of each. */
const REFUSED: readonly (readonly [string, number, () => ReturnType<typeof sendRaw>])[] = [
  ["a GET mutation from a page", 400, () => sendRaw(inUrl(SYNC), { method: "GET" })],
  ["a GET mutation from a program", 405, () => sendRaw(inUrl(SYNC), { method: "GET", headers: PREFLIGHT })],
  ["a simple GET query from a page", 400, () => sendRaw(inUrl("{ __typename }"), { method: "GET" })],
  ["a GET without a query", 400, () => sendRaw(app.url, { method: "GET" })],
  ["text/plain", 415, () => post(JSON.stringify({ query: SYNC }), { "content-type": "text/plain" })],
  ["no content type", 415, () => post(JSON.stringify({ query: SYNC }), {})],
  ["a form", 415, () => post(`query=${SYNC}`, { "content-type": "application/x-www-form-urlencoded" })],
  ["a multipart form", 415, () => post("--x--", { "content-type": "multipart/form-data; boundary=x" })],
  [
    "another path",
    404,
    () => sendRaw(`${app.url}s`, { headers: JSON_TYPE, body: JSON.stringify({ query: SYNC }) }),
  ],
  [
    "another method",
    404,
    () => sendRaw(app.url, { method: "PUT", headers: JSON_TYPE, body: JSON.stringify({ query: SYNC }) }),
  ],
  ["broken JSON", 400, () => post('{"query":')],
  ["invalid UTF-8 in a string", 400, () => post(Buffer.from('{"query":"{ __typename } # \xff"}', "latin1"))],
  ["invalid UTF-8", 400, () => post(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]))],
  ["an empty body", 400, () => post("")],
  ["null", 400, () => post("null")],
  ["an empty object", 400, () => post("{}")],
  ["a batch", 400, () => post(JSON.stringify([{ query: SYNC }, { query: SYNC }]))],
  ["a query that is not a string", 400, () => post('{"query":{"a":1}}')],
  ["variables that are not an object", 400, () => post('{"query":"{ __typename }","variables":"x"}')],
  ["__proto__ in the body", 400, () => post('{"query":"{ __typename }","__proto__":{"polluted":1}}')],
  [
    "__proto__ in variables",
    400,
    () => post('{"query":"{ __typename }","variables":{"__proto__":{"polluted":1}}}'),
  ],
  ["invalid GraphQL", 400, () => post('{"query":"mutation {"}')],
  ["an unknown field", 400, () => post('{"query":"{ grup { id } }"}')],
  [
    "an unknown field deep down",
    400,
    () => post('{"query":"{ group(id: \\"a\\") { owner { group { owner { grup } } } } }"}'),
  ],
  [
    "a fragment cycle",
    400,
    () =>
      post(
        '{"query":"{ course(id: 1) { ...A } } fragment A on Course { ...B } fragment B on Course { ...A }"}',
      ),
  ],
  ["an unknown operation name", 400, () => post('{"query":"query A { __typename }","operationName":"B"}')],
  ["5 MiB", 413, () => post(JSON.stringify({ query: SYNC, more: "x".repeat(5 * 1024 * 1024) }))],
];

test.for(REFUSED)("%s is refused with %i, as JSON, and nothing is done", async ([, status, send]) => {
  const answer = await send();
  expect(answer.status).toBe(status);
  expect(answer.headers["content-type"]).toMatch(/^application\/(graphql-response\+)?json/);
  expect(answer.json()).toEqual({
    errors: [
      expect.objectContaining({
        message: expect.stringMatching(/\S/),
        extensions: expect.objectContaining({ code: expect.stringMatching(/^[A-Z_]+$/) }),
      }),
    ],
  });
  expect(answer.headers["cache-control"]).toBe("no-store");
  expect(answer.headers["x-request-id"]).toMatch(/^[\w-]{8,64}$/);
  expect(app.vendorCalls()).toEqual({});
  expect({}).not.toHaveProperty("polluted");
});

test("a path that cannot be decoded is answered like any other", async () => {
  const answer = await sendRaw(new URL("/%zz", app.url).href, { headers: JSON_TYPE, body: "{}" });
  expect(answer.status).toBe(400);
  expect(answer.json()).toMatchObject({ errors: [{ extensions: { code: expect.any(String) } }] });
  expect(answer.headers["cache-control"]).toBe("no-store");
  expect(answer.headers["x-request-id"]).toMatch(/^[\w-]{8,64}$/);
});

test.for([10, 100, 500, 1_000, 2_000, 25_000])(
  "a query %i fields deep never causes an internal error",
  async (depth) => {
    const query = `{ group(id: "gone") { ${"owner { group { ".repeat(depth / 2)} id ${"} } ".repeat(depth / 2)} } }`;
    const { status, json } = await post(JSON.stringify({ query }));
    expect(status).toBeLessThan(500);
    expect(json().errors?.map(({ extensions }) => extensions["code"]) ?? []).not.toContain(
      "INTERNAL_SERVER_ERROR",
    );
  },
);

test("a subscription that cannot be served causes no internal error", async () => {
  const { status, json } = await post('{"query":"subscription { __typename }"}');
  expect(status).toBeLessThan(500);
  expect(json().errors?.map(({ extensions }) => extensions["code"])).not.toContain("INTERNAL_SERVER_ERROR");
});

test("JSON 10,000 lists deep is refused before it is parsed", async () => {
  const id = `${"[".repeat(10_000)}${"]".repeat(10_000)}`;
  const query = "query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }";
  const { status, json } = await post(
    `{"query":"${query}","variables":{"r":[{"__typename":"Course","id":${id}}]}}`,
  );
  expect({ status, code: json().errors?.[0]?.extensions["code"] }).toEqual({
    status: 400,
    code: "LIMIT_EXCEEDED",
  });
});

describe("an answer", () => {
  test.for([200, 400, 404])("is never cached: status %i", async (status) => {
    const url = status === 404 ? `${app.url}/nothing` : app.url;
    const query = status === 400 ? "{ nope }" : "{ __typename }";
    const answer = await sendRaw(url, { headers: JSON_TYPE, body: JSON.stringify({ query }) });
    expect({ status: answer.status, cache: answer.headers["cache-control"] }).toEqual({
      status,
      cache: "no-store",
    });
  });

  test("is also given at the root path", async () => {
    const answer = await sendRaw(new URL("/", app.url).href, {
      headers: JSON_TYPE,
      body: '{"query":"{ __typename }"}',
    });
    expect(answer.json()).toEqual({ data: { __typename: "Query" } });
  });

  test("to a GET query with a preflight header is its data", async () => {
    const answer = await sendRaw(inUrl('{ course(id: "1") { id } }'), { method: "GET", headers: PREFLIGHT });
    expect(answer.json()).toEqual({ data: { course: { id: "1" } } });
  });

  test("contains no trace, even if a client requests one", async () => {
    const { status, json } = await post(JSON.stringify({ query: '{ group(id: "group-1") { name } }' }), {
      ...JSON_TYPE,
      "apollo-federation-include-trace": "ftv1",
    });
    expect({ status, body: json() }).toEqual({ status: 200, body: { data: { group: { name: "A group" } } } });
  });

  test("does not depend on what a direct client claims to be", async () => {
    const body = JSON.stringify({
      query: '{ group(id: "group-1") { name } }',
      extensions: { jwt: { sub: "admin" }, persistedQuery: null },
    });
    const { json } = await post(body, {
      ...JSON_TYPE,
      "x-forwarded-for": "10.0.0.1",
      "x-forwarded-host": "evil.example",
    });
    expect(json()).toEqual({ data: { group: { name: "A group" } } });
  });
});

describe("a request's id", () => {
  const idOf = async (given?: string) => {
    const headers = { ...JSON_TYPE, ...(given !== undefined && { "x-request-id": given }) };
    return (await post('{"query":"{ __typename }"}', headers)).headers["x-request-id"];
  };

  test.for(["gateway-12345678", "0123456789abcdef0123456789abcdef", "A_b-8888", "x".repeat(64)])(
    "is kept if it is valid: %s",
    async (given) => {
      expect(await idOf(given)).toBe(given);
    },
  );

  test.for([
    "short",
    "",
    "x".repeat(65),
    "with blanks in it",
    "a;b=c&d<script>",
    "id\u00e9-latin-1",
    "a,b,c,d,e,f",
  ])("is replaced if it is not valid: %j", async (given) => {
    const id = await idOf(given);
    expect(id).toMatch(/^[\w-]{8,64}$/);
    expect(id).not.toBe(given);
  });

  test("is new for each request, and in the log", async () => {
    const [one, two] = [await idOf(), await idOf()];
    expect(one).not.toBe(two);
    const logged = app.log.with("operation").map(({ requestId }) => requestId);
    expect(logged).toEqual(expect.arrayContaining([one, two]));
  });
});

test.for(["utf-8", "UTF-8", '"utf-8"', "utf8", "UTF8"])("JSON in charset %s is accepted", async (charset) => {
  const { status, json } = await post('{"query":"{ __typename }"}', {
    "content-type": `application/json; charset=${charset}`,
  });
  expect({ status, data: json().data }).toEqual({ status: 200, data: { __typename: "Query" } });
});
