import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { compose, type Gateway, startHiveGateway } from "../../demo/gateway.js";
import { startSchool } from "../../demo/school.js";
import { gatewayConfigFrom } from "../../ops/gateways/hive-gateway.config.js";
import { buildSubgraph } from "../../src/graphql/schema.js";
import { ACCESS_ENV, aToken, KEY_ID, nowInSeconds, ROUTER_SECRET, tokenOf } from "../support/access.js";
import { sendTo, startApp, type TestApp } from "../support/app.js";
import { sendRaw } from "../support/graphql-suite.js";
import { type KeyServer, publicJwk, startKeyServer } from "../support/key-server.js";

const ROSTER = readFileSync("demo/operations/named-roster.graphql", "utf8");
const JSON_TYPE = { "content-type": "application/json" };
const ORIGIN = "https://app.school.example";

let issuer: KeyServer;
let app: TestApp;
let school: Awaited<ReturnType<typeof startSchool>>;
let gateway: Gateway;

beforeAll(async () => {
  issuer = await startKeyServer([await publicJwk(KEY_ID)]);
  [app, school] = await Promise.all([startApp({ env: ACCESS_ENV }), startSchool(0)]);
  gateway = await startHiveGateway(
    compose([
      { name: "class-groups", url: app.url, sdl: buildSubgraph().sdl },
      { name: "school", url: school.url, sdl: school.sdl },
    ]),
    0,
    gatewayConfigFrom({
      ROUTER_SECRET,
      JWT_JWKS_URL: issuer.url,
      JWT_ISSUER: ACCESS_ENV["JWT_ISSUER"],
      JWT_AUDIENCE: ACCESS_ENV["JWT_AUDIENCE"],
      CORS_ORIGINS: ORIGIN,
    }),
  );
});
beforeEach(() => {
  app.simulator.faults.clear();
  app.forgetCalls();
});
afterAll(async () => {
  await gateway.close();
  await Promise.all([app.close(), school.close()]);
  await issuer[Symbol.asyncDispose]();
});

const bearer = async (...scopes: string[]) => ({
  authorization: `Bearer ${await tokenOf("teacher_li", ...scopes)}`,
});
const loggedOperations = () => app.log.with("operation").length;

test("a roster joined with the school's users takes one request to this subgraph and two vendor calls", async () => {
  const before = loggedOperations();
  const { data, errors } = await sendTo<any>(
    gateway.url,
    ROSTER,
    { courseId: "561294" },
    await bearer("read", "names"),
  );
  expect(errors).toEqual([]);
  expect(data.course.group.members.nodes[0]).toMatchObject({
    userId: "teacher_li",
    user: { fullName: expect.stringContaining("Li Minghua") },
  });
  expect(app.vendorCalls()).toEqual({ get_group_info: 1, get_group_member_info: 1 });
  expect(loggedOperations() - before).toBe(1);
});

const errorOf = async (query: string, headers: Record<string, string>) => {
  const { status, errors } = await sendTo(gateway.url, query, undefined, headers);
  return { status, message: errors[0]?.message ?? "", extensions: errors[0]?.extensions };
};

test("a missing, an expired and an invalid token and a missing scope have different errors", async () => {
  const query = '{ group(id: "course-561294") { id } }';
  const expired = await aToken({ claims: { exp: nowInSeconds() - 300 } });
  expect(await errorOf(query, {})).toEqual({
    status: 401,
    message: expect.stringContaining("send a token"),
    extensions: { code: "UNAUTHENTICATED" },
  });
  expect(await errorOf(query, { authorization: `Bearer ${expired}` })).toEqual({
    status: 401,
    message: expect.stringContaining("has expired"),
    extensions: { code: "UNAUTHENTICATED", reason: "TOKEN_EXPIRED" },
  });
  expect(await errorOf(query, { authorization: "Bearer not.a.token" })).toEqual({
    status: 401,
    message: expect.stringContaining("is not valid"),
    extensions: { code: "UNAUTHENTICATED", reason: "TOKEN_NOT_VALID" },
  });
  expect(await errorOf(query, await bearer("write"))).toEqual({
    status: 403,
    message: expect.stringContaining("class-groups:read"),
    extensions: { code: "FORBIDDEN" },
  });
  expect(app.vendorCalls()).toEqual({});
});

test("scopes are read from a list and from scp", async () => {
  for (const claims of [{ scope: ["class-groups:read"] }, { scope: undefined, scp: ["class-groups:read"] }]) {
    const { errors } = await sendTo(gateway.url, '{ group(id: "course-561294") { id } }', undefined, {
      authorization: `Bearer ${await aToken({ claims })}`,
    });
    expect(errors).toEqual([]);
  }
});

test("a token without a key id is checked with each published key", async () => {
  await using several = await startKeyServer([
    await publicJwk("other", generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey),
    await publicJwk(KEY_ID),
  ]);
  const own = await startHiveGateway(
    compose([{ name: "class-groups", url: app.url, sdl: buildSubgraph().sdl }]),
    0,
    gatewayConfigFrom({
      ROUTER_SECRET,
      JWT_JWKS_URL: several.url,
      JWT_ISSUER: ACCESS_ENV["JWT_ISSUER"],
      JWT_AUDIENCE: ACCESS_ENV["JWT_AUDIENCE"],
    }),
  );
  try {
    const claims = { scope: "openid", scp: ["class-groups:read"] };
    const token = await aToken({ claims, header: { kid: undefined } });
    const { errors } = await sendTo(own.url, '{ group(id: "course-561294") { id } }', undefined, {
      authorization: `Bearer ${token}`,
    });
    expect(errors).toEqual([]);
  } finally {
    await own.close();
  }
});

test("an error has the details that clients need, and no internal ones", async () => {
  app.simulator.faults.add({ kind: "code", code: 10002, vendor: "tencent-im" });
  const { errors, text } = await sendTo(
    gateway.url,
    "query Secret($id: ID!) { group(id: $id) { name } }",
    { id: "course-561294" },
    await bearer("read"),
  );
  expect(errors[0]).toMatchObject({
    path: ["group"],
    extensions: { code: "VENDOR_UNAVAILABLE", retryAfterSeconds: expect.any(Number) },
  });
  for (const internal of ["127.0.0.1", "Secret", "serviceName", 'request":', "stack"])
    expect(text).not.toContain(internal);
});

test("the error for a subgraph that is down contains neither its address nor the query", async () => {
  const gone = await startHiveGateway(
    compose([
      { name: "class-groups", url: "http://127.0.0.1:9/graphql", sdl: buildSubgraph().sdl },
      { name: "school", url: school.url, sdl: school.sdl },
    ]),
    0,
    gatewayConfigFrom({}),
  );
  try {
    const { errors, text } = await sendTo(
      gone.url,
      "query Secret { schoolCourses { title group { name } } }",
    );
    expect(errors.length).toBeGreaterThan(0);
    for (const { extensions } of errors) expect(extensions).toEqual({ code: "INTERNAL_SERVER_ERROR" });
    for (const internal of ["127.0.0.1", "ECONNREFUSED", "Secret", "_entities", "fetch"])
      expect(text).not.toContain(internal);
  } finally {
    await gone.close();
  }
});

const raw = (headers: Record<string, string>, body: unknown, method: "POST" | "GET" | "OPTIONS" = "POST") =>
  sendRaw(gateway.url, {
    method,
    headers: { ...JSON_TYPE, ...headers },
    ...(method === "POST" && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });

test("CORS allows only configured origins, and never credentials", async () => {
  const foreign = await raw({ origin: "https://evil.example" }, { query: "{ __typename }" });
  expect(foreign.headers["access-control-allow-origin"]).not.toBe("https://evil.example");
  expect(foreign.headers["access-control-allow-credentials"]).toBeUndefined();
  const own = await raw({ origin: ORIGIN }, { query: "{ __typename }" });
  expect(own.headers["access-control-allow-origin"]).toBe(ORIGIN);
});

test("production has no GraphiQL, introspection, suggestions, batches, forms or mutations by GET", async () => {
  const page = await sendRaw(gateway.url, { method: "GET", headers: { accept: "text/html" } });
  expect(page.text).not.toMatch(/graphiql/i);
  const introspection = await raw({}, { query: "{ __schema { queryType { name } } }" });
  expect(introspection.text).toMatch(/introspection/i);
  expect(introspection.text).not.toContain('"queryType"');
  const suggestion = await raw({}, { query: "{ grou }" });
  expect(suggestion.text).toContain("Cannot query field");
  expect(suggestion.text).not.toContain("Did you mean");
  const batch = await raw({}, [{ query: "{ __typename }" }, { query: "{ __typename }" }]);
  expect(batch.status).toBeGreaterThanOrEqual(400);
  expect(batch.status).toBeLessThan(500);
  for (const type of [
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "text/plain",
    "application/graphql",
  ]) {
    const form = await raw({ "content-type": type }, "query=mutation{__typename}");
    expect([type, form.status]).toEqual([type, 415]);
  }
  const mutation = encodeURIComponent('mutation { syncClassNicknames(courseId: "561294") { __typename } }');
  const get = await sendRaw(`${gateway.url}?query=${mutation}`, { method: "GET" });
  expect(get.status).toBe(405);
});

test("each limit applies at the gateway, before query planning", async () => {
  const aliases = Array.from({ length: 15_000 }, (_, n) => `a${n}:__typename`).join(" ");
  const spread = `{ ...a } ${Array.from({ length: 40 }, (_, n) => `fragment f${n} on Query { ...f${n + 1} ...f${n + 1} }`).join(" ")} fragment f40 on Query { __typename } fragment a on Query { ...f0 }`;
  const cases: Record<string, string> = {
    tokens: `{ ${aliases.slice(0, 60_000)} }`,
    characters: `{ ${aliases} }`,
    aliases: `{ ${Array.from({ length: 16 }, (_, n) => `a${n}: __typename`).join(" ")} }`,
    "fragments of fragments": spread,
    depth: `{ course(id: "1") { group { ${"course { group { ".repeat(6)} id ${"} }".repeat(6)} } } }`,
    "root fields": `{ ${Array.from({ length: 21 }, () => `course(id: "1") { id }`).join(" ")} }`,
  };
  for (const [name, query] of Object.entries(cases)) {
    const { status, text } = await raw({}, { query });
    expect([name, status]).toEqual([name, expect.toSatisfy((code: number) => code === 200 || code === 400)]);
    expect([name, text]).toEqual([name, expect.stringMatching(/allowed|tokens/)]);
    expect(text.length).toBeLessThan(65_536);
  }
  const large = await raw(
    {},
    JSON.stringify({ query: "{ __typename }", extensions: { x: "y".repeat(4_200_000) } }),
  );
  expect(large.status).toBe(413);
  async function* endless() {
    for (;;) yield Buffer.alloc(65_536, " ");
  }
  const unmeasured = await sendRaw(gateway.url, { headers: JSON_TYPE, body: Readable.from(endless()) });
  expect(unmeasured.status).toBe(411);
  expect(app.vendorCalls()).toEqual({});
});
