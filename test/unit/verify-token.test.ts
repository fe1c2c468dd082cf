import { expect, test } from "vitest";
import { tokenVerifier } from "../../src/auth/verify-token.js";
import { ACCESS_ENV, aToken, KEYS } from "../support/access.js";
import { FakeClock } from "../support/fake-clock.js";

const clock = new FakeClock();
const NOW = Math.floor(clock.now().getTime() / 1000);
const verify = tokenVerifier({
  rules: {
    issuer: ACCESS_ENV["JWT_ISSUER"] ?? "",
    audience: ACCESS_ENV["JWT_AUDIENCE"] ?? "",
    algorithms: ["ES256"],
    callerClaim: "sub",
  },
  keyFor: async () => KEYS.publicKey,
  keyVersion: () => 0,
  clock,
});
const verdict = async (claims: object) => {
  const verified = await verify(`Bearer ${await aToken({ claims })}`);
  return verified.ok ? "accepted" : verified.error.kind;
};

test.for([
  [-5, "expired"],
  [-4, "accepted"],
  [1, "accepted"],
] as const)("a token with exp %i s from now is %s", async ([seconds, expected]) => {
  expect(await verdict({ exp: NOW + seconds })).toBe(expected);
});

test.for([
  [6, "not-valid"],
  [5, "accepted"],
  [-1, "accepted"],
] as const)("a token with nbf %i s from now is %s", async ([seconds, expected]) => {
  expect(await verdict({ exp: NOW + 60, nbf: NOW + seconds })).toBe(expected);
});

test("the caller has the token's id and those of its scopes that this service has", async () => {
  const claims = { sub: "teacher_li", scope: "openid class-groups:read class-groups:admin", exp: NOW + 60 };
  expect(await verify(`Bearer ${await aToken({ claims })}`)).toEqual({
    ok: true,
    value: {
      id: "teacher_li",
      scopes: new Set(["class-groups:read"]),
      expiresAt: new Date((NOW + 60) * 1000),
    },
  });
});
