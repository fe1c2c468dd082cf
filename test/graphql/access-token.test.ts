import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import {
  ACCESS_ENV,
  asGateway,
  aToken,
  goodClaims,
  KEY_ID,
  KEYS,
  nowInSeconds,
  PUBLIC_PEM,
  type TokenOptions,
} from "../support/access.js";
import { startApp, type TestApp } from "../support/app.js";
import { JSON_TYPE, sendRaw } from "../support/graphql-suite.js";
import { type KeyServer, publicJwk, startKeyServer } from "../support/key-server.js";
import { PATIENTLY } from "../support/patiently.js";

const school = aSchool({ groups: [aGroup({ id: "group-1", name: "Algebra" })] });
const QUERY = '{ group(id: "group-1") { name } }';
const ALGEBRA = { group: { name: "Algebra" } };

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
/** A token that no library would create. */
const forged = (header: object, sign: (text: string) => string): string => {
  const text = `${base64({ kid: KEY_ID, ...header })}.${base64(goodClaims())}`;
  return `${text}.${sign(text)}`;
};
const es256 = (text: string): string =>
  sign("sha256", Buffer.from(text), { key: KEYS.privateKey, dsaEncoding: "ieee-p1363" }).toString(
    "base64url",
  );
const forgedText = (header: string, payload: string): string =>
  `${header}.${payload}.${es256(`${header}.${payload}`)}`;
const hmac = (secret: string) => (text: string) =>
  createHmac("sha256", secret).update(text).digest("base64url");
const stranger = generateKeyPairSync("ec", { namedCurve: "P-256" });
const EXPIRED = "ERR_JWT_EXPIRED";

const with_ = (options: TokenOptions) => () => aToken(options);
const claims = (claims: object) => with_({ claims });
const now = nowInSeconds();

/** Invalid tokens, and the log's reason for each. The caller gets less detail. */
const REFUSED: readonly (readonly [string, string, () => string | Promise<string>])[] = [
  ["alg none", "ERR_JOSE_ALG_NOT_ALLOWED", () => forged({ alg: "none" }, () => "")],
  ["alg None, with a signature", "ERR_JOSE_ALG_NOT_ALLOWED", () => forged({ alg: "None" }, () => "AAAA")],
  ["no alg", "ERR_JWS_INVALID", () => forged({ typ: "JWT" }, () => "AAAA")],
  [
    "HS256 signed with the public key",
    "ERR_JOSE_ALG_NOT_ALLOWED",
    () => forged({ alg: "HS256" }, hmac(PUBLIC_PEM)),
  ],
  [
    "HS256 signed with less of it",
    "ERR_JOSE_ALG_NOT_ALLOWED",
    () => forged({ alg: "HS256" }, hmac(PUBLIC_PEM.trim())),
  ],
  ["a stranger's signature", "ERR_JWS_SIGNATURE_VERIFICATION_FAILED", with_({ key: stranger.privateKey })],
  ["no signature", "ERR_JWS_SIGNATURE_VERIFICATION_FAILED", () => forged({ alg: "ES256" }, () => "")],
  ["another audience", "ERR_JWT_CLAIM_VALIDATION_FAILED aud", claims({ aud: "payroll" })],
  ["no audience", "ERR_JWT_CLAIM_VALIDATION_FAILED aud", claims({ aud: undefined })],
  ["another issuer", "ERR_JWT_CLAIM_VALIDATION_FAILED iss", claims({ iss: "https://evil.example/" })],
  ["no issuer", "ERR_JWT_CLAIM_VALIDATION_FAILED iss", claims({ iss: undefined })],
  ["an exp that has passed", EXPIRED, claims({ exp: now - 60 })],
  ["no exp", "ERR_JWT_CLAIM_VALIDATION_FAILED exp", claims({ exp: undefined })],
  ["an exp that is text", "ERR_JWT_CLAIM_VALIDATION_FAILED exp", claims({ exp: "9999999999" })],
  ["an nbf in the future", "ERR_JWT_CLAIM_VALIDATION_FAILED nbf", claims({ nbf: now + 3600 })],
  ["no caller", "no usable claim sub", claims({ sub: undefined })],
  ["an empty caller", "no usable claim sub", claims({ sub: "" })],
  ["a caller that is not a string", "no usable claim sub", claims({ sub: { $ne: 1 } })],
  ["a caller with a line feed", "no usable claim sub", claims({ sub: "teacher_li\nadmin" })],
  ["a caller with a line separator", "no usable claim sub", claims({ sub: "teacher_li\u2028admin" })],
  ["a caller with a direction override", "no usable claim sub", claims({ sub: "\u202eil_rehcaet" })],
  ["half a character as caller", "no usable claim sub", claims({ sub: "\ud83d" })],
  ["a caller of 86 Chinese characters", "no usable claim sub", claims({ sub: "学".repeat(86) })],
  ["an endless caller", "no usable claim sub", claims({ sub: "x".repeat(257) })],
  [
    "a header that offers its own key",
    "ERR_JWS_SIGNATURE_VERIFICATION_FAILED",
    with_({ key: stranger.privateKey, header: { jwk: stranger.publicKey.export({ format: "jwk" }) } }),
  ],
  [
    "an extension that must be understood",
    "ERR_JOSE_NOT_SUPPORTED",
    () => forged({ alg: "ES256", crit: ["x"], x: 1 }, es256),
  ],
  [
    "claims that were changed",
    "ERR_JWS_SIGNATURE_VERIFICATION_FAILED",
    async () => {
      const [header, , signature] = (await aToken()).split(".");
      return `${header}.${base64(goodClaims({ sub: "principal" }))}.${signature}`;
    },
  ],
  ["20 KB", "too long", claims({ padding: "x".repeat(15_000) })],
  ["just over 8 KiB", "too long", claims({ padding: "x".repeat(6_000) })],
  ["no token at all", "ERR_JWS_INVALID", () => "nonsense"],
  ["five parts", "ERR_JWS_INVALID", () => "a.b.c.d.e"],
  ["characters that no token has", "not a bearer token", () => "a.b.c$"],
  [
    "claims that are not JSON",
    "ERR_JWT_INVALID",
    () => forgedText(base64({ alg: "ES256", kid: KEY_ID }), "bm9wZQ"),
  ],
];

/** The same for published keys, which the token's header selects. */
const REFUSED_WITH_KEY_IDS: typeof REFUSED = [
  ["an unknown kid", "ERR_JWKS_NO_MATCHING_KEY", with_({ header: { kid: "unknown" } })],
  [
    "a kid that looks like a path",
    "ERR_JWKS_NO_MATCHING_KEY",
    with_({ header: { kid: "../../etc/passwd" } }),
  ],
  [
    "no kid, and signed with none of several keys",
    "ERR_JWS_SIGNATURE_VERIFICATION_FAILED",
    with_({ header: { kid: undefined }, key: stranger.privateKey }),
  ],
];

async function withToken(app: TestApp, token: string) {
  const body = JSON.stringify({ query: QUERY });
  return sendRaw(app.url, { headers: { ...JSON_TYPE, ...asGateway(token) }, body });
}

describe.for(["one public key", "published keys"] as const)("with %s", (kind) => {
  let issuer: KeyServer;
  let app: TestApp;
  beforeAll(async () => {
    issuer = await startKeyServer([
      await publicJwk(KEY_ID),
      await publicJwk("spare", generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey),
    ]);
    const env =
      kind === "one public key"
        ? ACCESS_ENV
        : { ...ACCESS_ENV, JWT_PUBLIC_KEY: "", JWT_JWKS_URL: issuer.url };
    app = await startApp({ school, env });
  });
  beforeEach(() => app.forgetCalls());
  afterAll(async () => {
    await app.close();
    await issuer[Symbol.asyncDispose]();
  });
  test.for([
    ["names no key", { header: { kid: undefined } }],
    ["has its scopes in a list", { claims: { scope: ["class-groups:read"] } }],
    ["has its scopes in scp", { claims: { scope: undefined, scp: "class-groups:read" } }],
    [
      "calls its scopes scp, and has them as a list",
      { claims: { scope: undefined, scp: ["class-groups:read"] } },
    ],
  ] as const)("a token that %s is accepted", async ([, options]) => {
    const { status, json } = await withToken(app, await aToken(options));
    expect({ status, data: json().data }).toEqual({ status: 200, data: ALGEBRA });
  });

  test.for([...REFUSED, ...(kind === "published keys" ? REFUSED_WITH_KEY_IDS : [])])(
    "a token is refused: %s",
    async ([, why, make]) => {
      const reason = why === EXPIRED ? "TOKEN_EXPIRED" : "TOKEN_NOT_VALID";
      const token = await make();
      const { status, headers, json, text } = await withToken(app, token);
      expect(status).toBe(401);
      expect(json()).toEqual({
        errors: [{ message: expect.stringMatching(/\S/), extensions: { code: "UNAUTHENTICATED", reason } }],
      });
      expect(headers["www-authenticate"]).toMatch(/^Bearer error="invalid_token"/);
      expect(text + app.log.text).not.toContain(token.length > 40 ? token : "\u0000");
      expect(text).not.toMatch(/aud|iss\b|nbf|signature|kid|jose/i);
      expect(app.log.with("request refused").at(-1)).toMatchObject({
        why,
        requestId: headers["x-request-id"],
      });
      expect(app.vendorCalls()).toEqual({});
    },
  );

  test.for<readonly [string, () => TokenOptions]>([
    ["with all its claims", () => ({})],
    ["for several audiences", () => ({ claims: { aud: ["payroll", "class-groups"] } })],
    ["of nearly 8 KiB", () => ({ claims: { padding: "x".repeat(5_500) } })],
    ["slightly expired, within the clock tolerance", () => ({ claims: { exp: nowInSeconds() - 1 } })],
    ["slightly early, within the clock tolerance", () => ({ claims: { nbf: nowInSeconds() + 3 } })],
    [
      "with keys offered that nobody asked for",
      () => ({ header: { jku: "http://127.0.0.1:1/keys", x5u: "http://127.0.0.1:1/", x5c: ["AAAA"] } }),
    ],
  ])("a token is accepted: %s", async ([, options]) => {
    const { status, json } = await withToken(app, await aToken(options()));
    expect({ status, body: json() }).toEqual({ status: 200, body: { data: ALGEBRA } });
  });

  test("keys at an address in the token's header are never fetched", async () => {
    await using evil = await startKeyServer([await publicJwk("evil", stranger.publicKey)]);
    const header = { kid: "evil", jku: evil.url, x5u: evil.url };
    const { status } = await withToken(app, await aToken({ key: stranger.privateKey, header }));
    expect(status).toBe(401);
    expect(evil.requests()).toBe(0);
  });

  test("the scheme must be Bearer, in any case", async () => {
    const token = await aToken();
    const send = (authorization: string) => app.send(QUERY, {}, { ...asGateway(), authorization });
    expect((await send(`bearer ${token}`)).data).toEqual(ALGEBRA);
    for (const scheme of ["Basic", "Token", "DPoP"])
      expect((await send(`${scheme} ${token}`)).status).toBe(401);
  });
});

describe("without a token", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ school, env: ACCESS_ENV });
  });
  beforeEach(() => app.forgetCalls());
  afterAll(() => app.close());

  test.for<readonly [string, Record<string, string>]>([
    ["nothing", {}],
    ["an empty header", { authorization: "" }],
    [
      "claims in headers",
      {
        "x-jwt-claims": JSON.stringify(goodClaims()),
        "x-user-id": "teacher_li",
        "x-forwarded-user": "admin",
      },
    ],
  ])("%s identifies no caller, so guarded fields are refused", async ([, headers]) => {
    const { status, data, errors } = await app.send(QUERY, {}, { ...asGateway(), ...headers });
    expect({ status, data }).toEqual({ status: 200, data: { group: null } });
    expect(errors).toMatchObject([{ path: ["group"], extensions: { code: "UNAUTHENTICATED" } }]);
    expect(app.vendorCalls()).toEqual({});
  });

  test("claims that a gateway forwards in extensions are ignored", async () => {
    const extensions = { jwt: goodClaims(), claims: goodClaims(), router: { claims: goodClaims() } };
    const body = JSON.stringify({ query: QUERY, extensions });
    const { json } = await sendRaw(app.url, { headers: { ...JSON_TYPE, ...asGateway() }, body });
    expect(json().errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
  });

  test("the gateway still gets what it needs to compose and to plan", async () => {
    const { data, errors } = await app.send<{ _service: { sdl: string } }>(
      '{ __typename _service { sdl } _entities(representations: [{ __typename: "Course", id: "1" }]) { ... on Course { id } } }',
      {},
      asGateway(),
    );
    expect(errors).toEqual([]);
    expect(data).toMatchObject({ __typename: "Query", _entities: [{ id: "1" }] });
    expect(data?._service.sdl).toContain("@requiresScopes");
  });
});

describe("while the keys cannot be fetched", () => {
  test("the answer is 503 with a time to retry, not 401, and nothing is done", async () => {
    await using issuer = await startKeyServer([await publicJwk(KEY_ID)]);
    issuer.answerWith((response) => response.writeHead(500).end("down"));
    const env = { ...ACCESS_ENV, JWT_PUBLIC_KEY: "", JWT_JWKS_URL: issuer.url };
    await using app = await startApp({ school, env });
    const { status, headers, json } = await withToken(app, await aToken());
    expect(status).toBe(503);
    expect(headers["retry-after"]).toBe("5");
    expect(json()).toEqual({
      errors: [
        {
          message: expect.stringMatching(/Try again/),
          extensions: { code: "CALLER_CHECK_UNAVAILABLE", retryAfterSeconds: 5 },
        },
      ],
    });
    expect(app.vendorCalls()).toEqual({});
    expect(app.log.text).toContain("the token keys could not be fetched");
    // Requests without a token need no keys.
    expect((await app.send("{ __typename }", {}, asGateway())).status).toBe(200);
  });

  test("requests that wait for a slow issuer are answered once it answers", async () => {
    await using issuer = await startKeyServer();
    const jwk = await publicJwk(KEY_ID);
    const held: (() => void)[] = [];
    issuer.answerWith((response) => held.push(() => response.end(JSON.stringify({ keys: [jwk] }))));
    const env = { ...ACCESS_ENV, JWT_PUBLIC_KEY: "", JWT_JWKS_URL: issuer.url };
    await using app = await startApp({ school, env });
    const token = await aToken();
    const state = { answered: 0 };
    const requests = Array.from({ length: 10 }, async () => {
      const answer = await withToken(app, token);
      state.answered += 1;
      return answer;
    });
    await expect.poll(() => held.length, PATIENTLY).toBe(1);
    // A request without a token is answered; a request with one waits.
    expect((await app.send("{ __typename }", {}, asGateway())).status).toBe(200);
    expect(state.answered).toBe(0);
    for (const answer of held) answer();
    const answers = await Promise.all(requests);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(issuer.requests()).toBe(1);
  });
});

test("another claim can identify the caller", async () => {
  await using app = await startApp({ school, env: { ...ACCESS_ENV, JWT_CALLER_CLAIM: "im_user_id" } });
  const named = await aToken({ claims: { im_user_id: "teacher_li", sub: undefined } as never });
  expect((await withToken(app, named)).status).toBe(200);
  expect((await withToken(app, await aToken())).status).toBe(401);
});

test("an RSA key works too, with only the allowed algorithms", async () => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
  await using app = await startApp({ school, env: { ...ACCESS_ENV, JWT_PUBLIC_KEY: pem } });
  const status = async (alg: string) =>
    (await withToken(app, await aToken({ key: privateKey, header: { alg } }))).status;
  expect(await Promise.all(["RS256", "PS256", "RS512", "PS384"].map(status))).toEqual([200, 200, 401, 401]);
  expect((await withToken(app, forged({ alg: "HS256" }, hmac(pem)))).status).toBe(401);
  expect((await withToken(app, await aToken({ key: KEYS.privateKey }))).status).toBe(401);
});
