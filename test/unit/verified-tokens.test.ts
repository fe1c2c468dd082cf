import { beforeEach, expect, test } from "vitest";
import { VerifiedTokens } from "../../src/auth/verified-tokens.js";
import { tokenVerifier } from "../../src/auth/verify-token.js";
import { ACCESS_ENV, aToken, KEYS } from "../support/access.js";
import { FakeClock } from "../support/fake-clock.js";

let clock: FakeClock;
let signatureChecks: number;
let keyVersion: number | null;
let verify: (token: string) => Promise<string>;
beforeEach(() => {
  clock = new FakeClock();
  signatureChecks = 0;
  keyVersion = 1;
  const verifier = tokenVerifier({
    rules: {
      issuer: ACCESS_ENV["JWT_ISSUER"] ?? "",
      audience: ACCESS_ENV["JWT_AUDIENCE"] ?? "",
      algorithms: ["ES256"],
      callerClaim: "sub",
    },
    keyFor: async () => {
      signatureChecks += 1;
      return KEYS.publicKey;
    },
    keyVersion: () => keyVersion,
    clock,
  });
  verify = async (token) => {
    const verified = await verifier(`Bearer ${token}`);
    return verified.ok ? (verified.value?.id ?? "nobody") : verified.error.kind;
  };
});
const token = (sub: string, validForSeconds = 600) =>
  aToken({ claims: { sub, exp: Math.floor(clock.now().getTime() / 1000) + validForSeconds } });

test("a valid token's signature is checked once", async () => {
  const li = await token("teacher_li");
  for (let use = 0; use < 5; use += 1) expect(await verify(li)).toBe("teacher_li");
  expect(signatureChecks).toBe(1);
});

test("each token has its own caller, and one changed character is another token", async () => {
  const [li, wang] = [await token("teacher_li"), await token("teacher_wang")];
  expect([await verify(li), await verify(wang), await verify(li)]).toEqual([
    "teacher_li",
    "teacher_wang",
    "teacher_li",
  ]);
  const [header, payload, signature = ""] = li.split(".");
  const changed = signature.startsWith("A") ? `B${signature.slice(1)}` : `A${signature.slice(1)}`;
  expect(await verify(`${header}.${payload}.${changed}`)).toBe("not-valid");
});

test("an invalid token is checked each time", async () => {
  const foreign = await aToken({ claims: { iss: "https://evil.example/" } });
  for (let use = 0; use < 3; use += 1) expect(await verify(foreign)).toBe("not-valid");
  expect(signatureChecks).toBe(3);
});

test("a token that expires is refused, although it was valid before", async () => {
  const li = await token("teacher_li", 60);
  expect(await verify(li)).toBe("teacher_li");
  await clock.advance(65_000);
  expect(await verify(li)).toBe("expired");
});

test("after keys were fetched, a token is checked with the new ones", async () => {
  const li = await token("teacher_li");
  await verify(li);
  keyVersion = 2;
  await verify(li);
  await verify(li);
  expect(signatureChecks).toBe(2);
});

test("while keys are due for a fetch, each token is checked", async () => {
  const li = await token("teacher_li");
  await verify(li);
  keyVersion = null;
  await verify(li);
  await verify(li);
  expect(signatureChecks).toBe(3);
});

test("a wall clock that is set back has the token checked again", async () => {
  const li = await token("teacher_li");
  await verify(li);
  clock.setWall(new Date(clock.now().getTime() - 1_000));
  await verify(li);
  expect(signatureChecks).toBe(2);
});

test("10,000 tokens are remembered, and the oldest is forgotten first", () => {
  const tokens = new VerifiedTokens(clock, () => 1);
  const caller = { id: "li", scopes: new Set<never>(), expiresAt: new Date(clock.now().getTime() + 60_000) };
  for (let index = 0; index <= 10_000; index += 1) tokens.add(`token-${index}`, caller, clock.now(), 1);
  expect(tokens.callerOf("token-0")).toBeNull();
  expect(tokens.callerOf("token-1")).toBe(caller);
  expect(tokens.callerOf("token-10000")).toBe(caller);
});
