import { request } from "undici";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { asGateway } from "../support/access.js";
import { startApp, type TestApp } from "../support/app.js";

const STUDIO = "https://studio.apollographql.com";

/** The request that a browser sends before a page of another origin may send JSON. */
async function preflight(app: TestApp, origin: string) {
  const { statusCode, headers } = await request(app.url, {
    method: "OPTIONS",
    headers: {
      origin,
      "access-control-request-method": "POST",
      "access-control-request-headers": "content-type,apollo-require-preflight,x-apollo-operation-name",
    },
  });
  return { statusCode, allowed: headers["access-control-allow-origin"], headers };
}

describe("in development", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ env: { NODE_ENV: "development" } });
  });
  afterAll(() => app.close());

  test("Apollo Studio may send operations, with the headers it needs", async () => {
    const { statusCode, allowed, headers } = await preflight(app, STUDIO);
    expect({ statusCode, allowed }).toEqual({ statusCode: 204, allowed: STUDIO });
    expect(headers["access-control-allow-credentials"]).toBe("true");
    expect(headers["access-control-allow-headers"]).toMatch(/content-type.*apollo-require-preflight/);
  });

  test("a page of any other origin is not allowed", async () => {
    const { allowed } = await preflight(app, "https://evil.example");
    expect(allowed).not.toBe("https://evil.example");
    expect(allowed).not.toBe("*");
  });

  test("the start-up message has the URLs of the online and the offline explorer", () => {
    const [listening] = app.log.with("listening");
    expect(listening).toMatchObject({
      sandbox: new URL("/", app.url).href,
      explorer: new URL("/explorer", app.url).href,
    });
  });

  test("the offline explorer is one page with an example query and no external scripts", async () => {
    const { statusCode, headers, body } = await request(new URL("/explorer", app.url));
    const html = await body.text();
    expect({ statusCode, type: headers["content-type"] }).toEqual({
      statusCode: 200,
      type: "text/html; charset=utf-8",
    });
    expect(html).toContain("query Roster");
    expect(html).not.toMatch(/<(?:script|link)[^>]+(?:src|href)=["']https?:/);
  });
});

describe("in production", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ env: { NODE_ENV: "production" } });
  });
  afterAll(() => app.close());

  test("there is no explorer, and no other origin is allowed", async () => {
    const { statusCode } = await request(new URL("/explorer", app.url), { headers: asGateway() });
    expect(statusCode).toBe(404);
    expect((await preflight(app, STUDIO)).allowed).toBeUndefined();
    expect(app.log.with("listening")).toMatchObject([{ msg: "listening" }]);
    expect(app.log.text).not.toContain("/explorer");
  });
});
