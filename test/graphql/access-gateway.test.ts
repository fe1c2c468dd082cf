import { once } from "node:events";
import { connect } from "node:net";
import type { Dispatcher } from "undici";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { ACCESS_ENV, asGateway, aToken, ROUTER_SECRET } from "../support/access.js";
import { startApp, type TestApp } from "../support/app.js";
import { JSON_TYPE, sendRaw, sharedApp } from "../support/graphql-suite.js";

const school = aSchool({ groups: [aGroup({ id: "group-1", name: "Algebra" })] });
const app = await sharedApp({ school, env: { ...ACCESS_ENV, NODE_ENV: "development" } });
const post = (query: string) => ({ headers: JSON_TYPE, body: JSON.stringify({ query }) });
const at = (path: string) => new URL(path, app.url).href;

interface RawRequest {
  readonly method?: Dispatcher.HttpMethod;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Every kind of request. A trusted gateway gets a different answer to each. */
const REQUESTS: readonly (readonly [string, string, RawRequest])[] = [
  ["a query", "/graphql", post('{ group(id: "group-1") { name } }')],
  ["a query at the root", "/", post("{ __typename }")],
  ["a mutation", "/graphql", post('mutation { syncClassNicknames(courseId: "1") { __typename } }')],
  ["introspection", "/graphql", post("{ __schema { types { name } } }")],
  ["the subgraph's SDL", "/graphql", post("{ _service { sdl } }")],
  [
    "entities",
    "/graphql",
    post('{ _entities(representations: [{__typename: "Course", id: "1"}]) { __typename } }'),
  ],
  [
    "a GET query",
    "/graphql?query=%7B__typename%7D",
    { method: "GET", headers: { "apollo-require-preflight": "1" } },
  ],
  ["the landing page", "/", { method: "GET", headers: { accept: "text/html" } }],
  ["the explorer", "/explorer", { method: "GET" }],
  ["a path that does not exist", "/nothing", { method: "GET" }],
  ["a path that cannot be decoded", "/%zz", { method: "GET" }],
  [
    "a preflight",
    "/graphql",
    {
      method: "OPTIONS",
      headers: { origin: "https://studio.apollographql.com", "access-control-request-method": "POST" },
    },
  ],
  ["another method", "/graphql", { method: "DELETE" }],
  ["broken JSON", "/graphql", { headers: JSON_TYPE, body: "{" }],
  [
    "a body in another charset",
    "/graphql",
    { headers: { "content-type": "application/json; charset=latin1" }, body: "{}" },
  ],
  ["a body that is too large", "/graphql", { headers: JSON_TYPE, body: "x".repeat(5 * 1024 * 1024) }],
];

const IMPOSTORS: readonly (readonly [string, Record<string, string>])[] = [
  ["no secret", {}],
  ["a wrong secret", { "router-authorization": "x".repeat(ROUTER_SECRET.length) }],
  ["half a secret", { "router-authorization": ROUTER_SECRET.slice(0, -1) }],
  ["both secrets in one", { "router-authorization": `${ROUTER_SECRET},${ROUTER_SECRET}` }],
  [
    "the secret in another header",
    { authorization: `Bearer ${ROUTER_SECRET}`, "x-router-authorization": ROUTER_SECRET },
  ],
  [
    "forged addresses",
    { "x-forwarded-for": "127.0.0.1", "x-real-ip": "127.0.0.1", forwarded: "for=127.0.0.1" },
  ],
];

describe.for(IMPOSTORS)("with %s", ([, impostor]) => {
  test.for(REQUESTS)("%s is refused, without a hint of what exists", async ([, path, request]) => {
    const answer = await sendRaw(at(path), { ...request, headers: { ...request.headers, ...impostor } });
    expect(answer.status).toBe(401);
    expect(answer.headers["content-type"]).toMatch(/^application\/json/);
    expect(answer.json()).toEqual({
      errors: [
        {
          message: "This server answers its gateway only. Send the request there.",
          extensions: { code: "UNAUTHENTICATED" },
        },
      ],
    });
    expect(answer.headers["x-request-id"]).toMatch(/^[\w-]{8,64}$/);
    expect(answer.headers["cache-control"]).toBe("no-store");
    expect(answer.headers).not.toHaveProperty("access-control-allow-origin");
    expect(app.vendorCalls()).toEqual({});
  });
});

test("a valid token does not replace the gateway's secret", async () => {
  const headers = { ...JSON_TYPE, authorization: `Bearer ${await aToken()}` };
  const answer = await sendRaw(app.url, { headers, body: '{"query":"{ __typename }"}' });
  expect(answer.status).toBe(401);
});

test.for(REQUESTS)("with the secret, %s is answered as without access control", async ([, path, request]) => {
  const answer = await sendRaw(at(path), { ...request, headers: { ...request.headers, ...asGateway() } });
  expect(answer.status).not.toBe(401);
});

test("a request without the gateway's secret is refused before the body is read", async () => {
  const { hostname, port } = new URL(app.url);
  const socket = connect({ host: hostname, port: Number(port) });
  await once(socket, "connect");
  // Only the head: a server that needed the body would wait for it.
  socket.write(
    "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n",
  );
  const [answer] = await once(socket, "data");
  expect(String(answer)).toMatch(/^HTTP\/1\.1 401 /);
  socket.destroy();
});

describe("during a rotation of secrets", () => {
  const NEXT = "canary-next-router-secret-0123456789";
  let rotating: TestApp;
  beforeAll(async () => {
    rotating = await startApp({ school, env: { ...ACCESS_ENV, ROUTER_SECRETS: `${ROUTER_SECRET},${NEXT}` } });
  });
  afterAll(() => rotating.close());

  test.for([
    [ROUTER_SECRET, 200],
    [NEXT, 200],
    ["canary-last-router-secret-0123456789", 401],
  ] as const)("%s: %i", async ([secret, status]) => {
    const headers = { "router-authorization": secret };
    expect((await rotating.send("{ __typename }", {}, headers)).status).toBe(status);
  });
});

test("without access control the log says so once", async () => {
  await using open = await startApp({ school });
  expect((await open.send("{ __typename }")).status).toBe(200);
  const lines = open.log.text.split("\n").filter((line) => line.includes("access control is off"));
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ level: 40 });
  expect(app.log.text).not.toContain("access control is off");
});
