import { serverAudits } from "graphql-http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startApp, type TestApp } from "../support/app.js";

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

/** The audits send bare GETs, which CSRF prevention refuses without a header that no simple cross-site request can have. */
const fetchFn = (url: string, init: RequestInit = {}): Promise<Response> => {
  const headers = new Headers(init.headers);
  if ((init.method ?? "GET") === "GET") headers.set("apollo-require-preflight", "1");
  return fetch(url, { ...init, headers });
};

const audits = serverAudits({ url: () => app.url, fetchFn });

test("all audits of GraphQL over HTTP are here", () => {
  expect(audits).toHaveLength(61);
});

test.each(audits.map((audit) => [audit.id, audit.name, audit] as const))(
  "audit %s: %s",
  async (_id, _name, audit) => {
    const result = await audit.fn();
    expect(result.status === "ok" ? "ok" : `${result.status}: ${result.reason}`).toBe("ok");
  },
);
