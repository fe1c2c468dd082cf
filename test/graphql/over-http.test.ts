import { serverAudits } from "graphql-http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { asGateway, aToken } from "../support/access.js";
import { startApp, type TestApp } from "../support/app.js";

let development: TestApp;
let production: TestApp;
let asClient: Record<string, string>;
beforeAll(async () => {
  [development, production] = await Promise.all([startApp(), startApp({ env: { NODE_ENV: "production" } })]);
  asClient = asGateway(await aToken());
});
afterAll(() => Promise.all([development.close(), production.close()]));

/** The audits send bare GETs. CSRF prevention refuses these without a header that simple cross-site requests cannot have. */
const fetchFn = (url: string, init: RequestInit = {}): Promise<Response> => {
  const headers = new Headers(init.headers);
  if ((init.method ?? "GET") === "GET") headers.set("apollo-require-preflight", "1");
  return fetch(url, { ...init, headers });
};
const fetchAsClient = (url: string, init: RequestInit = {}): Promise<Response> => {
  const headers = new Headers(init.headers);
  for (const [name, value] of Object.entries(asClient)) headers.set(name, value);
  return fetchFn(url, { ...init, headers });
};

const resultOf = async ({ fn }: ReturnType<typeof serverAudits>[number]) => {
  const result = await fn();
  return result.status === "ok" ? "ok" : `${result.status}: ${result.reason}`;
};

describe("in development", () => {
  const audits = serverAudits({ url: () => development.url, fetchFn });

  test("all audits of GraphQL over HTTP run", () => {
    expect(audits).toHaveLength(61);
  });

  test.each(audits.map((audit) => [audit.id, audit.name, audit] as const))(
    "audit %s: %s",
    async (_id, _name, audit) => expect(await resultOf(audit)).toBe("ok"),
  );
});

/** Ids of audits that fail in production on purpose. */
const GET_IS_REFUSED = ["5A70", "D6D5", "6A70"];
/** These query `__type`. A test below checks their subject, UTF-8 and variables, without introspection. */
const INTROSPECTION_IS_OFF = ["BF61", "2EA1", "28B9"];

describe("in production", () => {
  const audits = serverAudits({ url: () => production.url, fetchFn: fetchAsClient });
  const excepted = new Set([...GET_IS_REFUSED, ...INTROSPECTION_IS_OFF]);
  const expected = audits.filter(({ id }) => !excepted.has(id));

  test.each(expected.map((audit) => [audit.id, audit.name, audit] as const))(
    "audit %s: %s",
    async (_id, _name, audit) => expect(await resultOf(audit)).toBe("ok"),
  );

  test.each(INTROSPECTION_IS_OFF)("audit %s fails only because introspection is off", async (id) => {
    const audit = audits.find((one) => one.id === id);
    expect(audit).toBeDefined();
    for (const accept of ["application/json", "application/graphql-response+json"]) {
      const response = await fetchAsClient(production.url, {
        method: "POST",
        headers: { "content-type": "application/json; charset=utf-8", accept },
        body: JSON.stringify({
          query: "query ($id: ID!) { course(id: $id) { id } }",
          variables: { id: "1001" },
        }),
      });
      expect([response.status, await response.json()]).toEqual([200, { data: { course: { id: "1001" } } }]);
    }
  });

  test.each(GET_IS_REFUSED)("audit %s uses GET, which is answered with 405", async (id) => {
    const audit = audits.find((one) => one.id === id);
    expect(audit?.name).toMatch(/GET/);
    const response = await fetchAsClient(`${production.url}?query=%7B__typename%7D`);
    expect(response.status).toBe(405);
  });
});
