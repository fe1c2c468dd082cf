import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from "jose";
import { request } from "undici";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createIssuer } from "../../demo/issuer.js";
import { PEOPLE } from "../../demo/people.js";
import { type Running, start } from "../../demo/processes.js";

const READY = /issuer (?<url>http:\S+)/;
const run = (env: Readonly<Record<string, string>>) =>
  start("demo/serve-issuer.ts", { ISSUER_PORT: "0", ...env }, READY);

let issuer: Running;
beforeAll(async () => {
  issuer = await run({ NODE_ENV: "development" });
});
afterAll(() => issuer.stop());
const get = (path: string) => request(new URL(path, issuer.found["url"]));

test("each person of the demo gets a token that the published key verifies, for the server's issuer and audience", async () => {
  const keys = createLocalJWKSet((await (await get("/jwks.json")).body.json()) as JSONWebKeySet);
  const people = (await (await get("/people.json")).body.json()) as { name: string; token: string }[];
  expect(people.map(({ name }) => name)).toEqual(PEOPLE.map(({ name }) => name));
  const { JWT_ISSUER = "", JWT_AUDIENCE = "" } = createIssuer().env;
  for (const [index, { token }] of people.entries()) {
    const { payload } = await jwtVerify(token, keys, { issuer: JWT_ISSUER, audience: JWT_AUDIENCE });
    expect(payload.sub).toBe(PEOPLE[index]?.subject);
  }
});

test("only the public key is published, and nothing else is found", async () => {
  expect(await (await get("/jwks.json")).body.text()).not.toContain('"d"');
  for (const path of ["/", "/people.json/", "/../package.json"]) {
    const { statusCode, body } = await get(path);
    await body.dump();
    expect([path, statusCode]).toEqual([path, 404]);
  }
});

test("it does not start in production, where it would give a token to everybody", async () => {
  await expect(run({ NODE_ENV: "production" })).rejects.toThrow(/does not start with NODE_ENV=production/);
});
