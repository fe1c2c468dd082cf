import { generateKeyPairSync } from "node:crypto";
import { errors } from "jose";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { keyFetcher } from "../../src/auth/fetch-keys.js";
import { type KeyFor, KeysUnavailable, publishedKeys } from "../../src/auth/keys.js";
import { FakeClock } from "../support/fake-clock.js";
import { type KeyServer, publicJwk, startKeyServer } from "../support/key-server.js";
import { PATIENTLY } from "../support/patiently.js";

const MINUTE_MS = 60_000;
const OTHER = generateKeyPairSync("ec", { namedCurve: "P-256" });

let clock: FakeClock;
let issuer: KeyServer;
let failures: string[];
let keyFor: KeyFor;
let close: () => Promise<void>;
beforeEach(async () => {
  clock = new FakeClock();
  vi.useFakeTimers({ toFake: ["Date"] });
  issuer = await startKeyServer([await publicJwk("one")]);
  failures = [];
  const fetcher = keyFetcher(issuer.url);
  close = fetcher.close;
  ({ keyFor } = publishedKeys({
    url: issuer.url,
    fetchKeys: fetcher.fetchKeys,
    clock,
    onFailure: (why) => failures.push(why),
  }));
});
afterEach(async () => {
  vi.useRealTimers();
  await close();
  await issuer[Symbol.asyncDispose]();
});

/** Advances both clocks, since jose reads the wall clock. */
async function pass(ms: number): Promise<void> {
  vi.setSystemTime(Date.now() + ms);
  await clock.advance(ms);
}

const key = (kid: string) => keyFor({ alg: "ES256", kid }, { payload: "", signature: "" });
const down = () => issuer.answerWith((response) => response.writeHead(503).end());

test("keys are fetched once for many tokens, also if these come at once", async () => {
  await Promise.all(Array.from({ length: 50 }, () => key("one")));
  await pass(4 * MINUTE_MS);
  await key("one");
  expect(issuer.requests()).toBe(1);
});

test("nothing is fetched before the first token", () => {
  expect(issuer.requests()).toBe(0);
});

describe("an unknown key id", () => {
  test("causes a new fetch, so a new key works at once", async () => {
    await key("one");
    await pass(MINUTE_MS);
    issuer.publish([await publicJwk("one"), await publicJwk("two", OTHER.publicKey)]);
    await expect(key("two")).resolves.toBeDefined();
    expect(issuer.requests()).toBe(2);
  });

  test("causes at most one fetch in 30 s", async () => {
    await key("one");
    for (let made = 0; made < 20; made += 1) {
      await expect(key(`made-up-${made}`)).rejects.toBeInstanceOf(errors.JWKSNoMatchingKey);
    }
    expect(issuer.requests()).toBe(1);
    await pass(30_000);
    for (let made = 0; made < 20; made += 1) {
      await expect(key(`made-up-${made}`)).rejects.toBeInstanceOf(errors.JWKSNoMatchingKey);
    }
    expect(issuer.requests()).toBe(2);
  });

  test("is not refused while the issuer is down, since the key may be new", async () => {
    await key("one");
    down();
    await pass(MINUTE_MS);
    await expect(key("two")).rejects.toBeInstanceOf(KeysUnavailable);
    await expect(key("one")).resolves.toBeDefined();
  });
});

describe("while the issuer is down", () => {
  test("keys are used for 10 minutes, and then no token is accepted", async () => {
    await key("one");
    down();
    await pass(10 * MINUTE_MS - 1);
    await expect(key("one")).resolves.toBeDefined();
    await pass(1);
    await expect(key("one")).rejects.toBeInstanceOf(KeysUnavailable);
    expect(failures.length).toBeGreaterThan(0);
    expect(new Set(failures)).toEqual(new Set(["HTTP status 503"]));
  });

  test("the next fetch is made no sooner than after 5 s", async () => {
    down();
    for (let token = 0; token < 20; token += 1)
      await expect(key("one")).rejects.toBeInstanceOf(KeysUnavailable);
    expect(issuer.requests()).toBe(1);
    await pass(5_000);
    issuer.answerWith(null);
    await expect(key("one")).resolves.toBeDefined();
    expect(issuer.requests()).toBe(2);
  });
});

test("a withdrawn key is dropped within 10 minutes, even if only its tokens are sent", async () => {
  await key("one");
  issuer.publish([await publicJwk("two", OTHER.publicKey)]);
  await pass(10 * MINUTE_MS);
  await expect(key("one")).rejects.toBeInstanceOf(errors.JWKSNoMatchingKey);
});

test("after 5 minutes keys are fetched in the background, and the request does not wait", async () => {
  await key("one");
  let release = (): void => undefined;
  issuer.answerWith((response) => {
    release = () => response.end("{}");
  });
  await pass(5 * MINUTE_MS);
  await expect(key("one")).resolves.toBeDefined();
  await expect.poll(() => issuer.requests(), PATIENTLY).toBe(2);
  release();
});

test.for([
  ["invalid JSON", "<html>", "the answer is not JSON"],
  ["another shape", '{"keys":"none"}', "the answer is not a key set"],
  ["a key that is not an object", '{"keys":[5]}', "the answer is not a key set"],
  [
    "too many keys",
    JSON.stringify({ keys: Array.from({ length: 101 }, () => ({ kty: "EC" })) }),
    "the answer is not a key set",
  ],
  [
    "more than 256 KiB",
    JSON.stringify({ keys: [{ kty: "EC", x: "x".repeat(300 * 1024) }] }),
    "UND_ERR_RES_EXCEEDED_MAX_SIZE",
  ],
] as const)("an answer that is not a key set is not used: %s", async ([, body, why]) => {
  issuer.answerWith((response) => response.end(body));
  await expect(key("one")).rejects.toBeInstanceOf(KeysUnavailable);
  expect(failures).toEqual([why]);
});

test("a redirect is not followed", async () => {
  await using elsewhere = await startKeyServer([await publicJwk("one")]);
  issuer.answerWith((response) => response.writeHead(302, { location: elsewhere.url }).end());
  await expect(key("one")).rejects.toBeInstanceOf(KeysUnavailable);
  expect(elsewhere.requests()).toBe(0);
});

test("a fetch times out if the issuer does not answer", { timeout: 20_000 }, async () => {
  issuer.answerWith(() => undefined);
  await expect(key("one")).rejects.toBeInstanceOf(KeysUnavailable);
  expect(failures).toEqual(["no answer in time"]);
});

test("setting the wall clock back does not keep a withdrawn key in use", async () => {
  await key("one");
  issuer.publish([await publicJwk("two", OTHER.publicKey)]);
  vi.setSystemTime(Date.now() - 60 * MINUTE_MS);
  await clock.advance(10 * MINUTE_MS);
  await expect(key("one")).rejects.toBeInstanceOf(errors.JWKSNoMatchingKey);
});
