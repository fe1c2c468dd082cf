import { generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { targetsIn } from "../../src/auth/audit.js";
import { SCOPES, scopesIn } from "../../src/auth/caller.js";
import { gatewayTrust } from "../../src/auth/gateway-trust.js";
import { scrubber } from "../../src/telemetry/log.js";
import { Secret } from "../../src/telemetry/secret.js";
import { PUBLIC_PEM } from "../support/access.js";
import { configWith, namesIn, problemsWith } from "../support/environment.js";

describe("the gateway's secret", () => {
  const secret = fc.string({ minLength: 1, maxLength: 60 });

  test("is trusted if and only if it is a live secret", () =>
    fc.assert(
      fc.property(fc.array(secret, { minLength: 1, maxLength: 2 }), secret, (live, given) => {
        const trusts = gatewayTrust(live.map((one) => new Secret(one)));
        expect(trusts(given)).toBe(live.includes(given));
        for (const one of live) expect(trusts(one)).toBe(true);
      }),
    ));

  test("is not trusted if anything is added, cut or changed", () => {
    const live = "0123456789abcdef0123456789abcdef";
    const trusts = gatewayTrust([new Secret(live)]);
    const near = [
      live.slice(1),
      live.slice(0, -1),
      `${live} `,
      ` ${live}`,
      live.toUpperCase(),
      `${live},${live}`,
    ];
    for (const given of [...near, "", undefined, [live], [live, live]]) expect(trusts(given)).toBe(false);
  });
});

describe("the scopes of a claim", () => {
  const text = fc.oneof(
    fc.constantFrom(...SCOPES),
    fc.string(),
    fc.constantFrom("class-groups:admin", "read"),
  );

  test("are the service's scopes in it; the rest is ignored", () =>
    fc.assert(
      fc.property(fc.array(text), (names) => {
        const claim = names.join(" ");
        const expected = new Set(SCOPES.filter((scope) => claim.split(" ").includes(scope)));
        expect(scopesIn({ scope: claim })).toEqual(expected);
        expect(scopesIn({ scp: claim })).toEqual(expected);
        expect(scopesIn({ scope: names })).toEqual(expected);
        expect(scopesIn({ scope: "other", scp: names })).toEqual(expected);
      }),
    ));

  test.for([undefined, null, 5, true, [5, null, ["class-groups:read"]], { "class-groups:read": true }])(
    "are empty if it is neither a string nor a list of strings: %j",
    (claim) => {
      expect(scopesIn({ scope: claim, scp: claim }).size).toBe(0);
    },
  );

  test.for([
    "class-groups:READ",
    "class-groups:read,class-groups:write",
    "xclass-groups:read",
    "class-groups:write:ownx",
  ])("match only as a whole: %s", (claim) => {
    expect(scopesIn({ scope: claim }).size).toBe(0);
  });
});

describe("the targets of a mutation", () => {
  test("are its ids, one for each object that holds any, and no other value", () => {
    const input = { groupId: "group-1", userId: "student_001", nameCard: "canary", muteForSeconds: 60 };
    const of = (args: object) => targetsIn(args).first;
    expect(of({ inputs: [input, { ...input, userId: "canary\ncard" }] })).toEqual([
      { groupId: "group-1", userId: "student_001" },
      { groupId: "group-1", userId: "(invalid id)" },
    ]);
    expect(of({ courseId: "561294" })).toEqual([{ courseId: "561294" }]);
    expect(of({ input: { courseIds: ["561294", "canary"], idempotencyKey: "canary" } })).toEqual([
      { courseId: "561294" },
      { courseId: "(invalid id)" },
    ]);
    const id = "0e5c4f6a-58a4-4b6c-9d0b-3f5f6f2f4b11";
    expect(of({ id })).toEqual([{ id }]);
  });

  test("are all counted, and the first 50 kept", () => {
    const { first, count } = targetsIn({ input: { courseIds: Array.from({ length: 10_000 }, () => "1") } });
    expect([first.length, count]).toEqual([50, 10_000]);
  });

  test("never repeat a value that is not an id", () =>
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const printed = JSON.stringify(targetsIn({ courseId: `canary${JSON.stringify(value)}`, value }));
        expect(printed).not.toContain("canary");
      }),
    ));
});

describe("the configuration of access", () => {
  const OFF = { ROUTER_SECRETS: "", JWT_JWKS_URL: "", JWT_ISSUER: "", JWT_AUDIENCE: "" };
  const ALL = ["JWT_AUDIENCE", "JWT_ISSUER", "JWT_JWKS_URL", "ROUTER_SECRETS"];

  test.for(["development", "test"])("may be left out for %s on loopback", (NODE_ENV) => {
    for (const HOST of ["", "127.0.0.1", "127.8.8.8", "::1", "localhost"])
      expect(problemsWith({ ...OFF, NODE_ENV, HOST })).toEqual([]);
  });

  test.for([
    ["production", "127.0.0.1"],
    ["", "127.0.0.1"],
    ["development", "0.0.0.0"],
    ["test", "::"],
    ["development", "192.168.1.5"],
    ["development", "128.0.0.1"],
  ])("is required with NODE_ENV=%s on %s", ([NODE_ENV, HOST]) => {
    expect(namesIn(problemsWith({ ...OFF, NODE_ENV, HOST }))).toEqual(ALL);
  });

  test.for(ALL)("must be complete or absent, also in development: without %s", (name) => {
    expect(namesIn(problemsWith({ NODE_ENV: "development", [name]: "" }))).toEqual([name]);
  });

  test.for(["0.0.0.0", "::", "10.1.2.3", "fd00::1", "localhost"])("lets the server listen on %s", (HOST) => {
    expect(configWith({ HOST }).http.host).toBe(HOST);
  });

  test("takes one secret, or two during a rotation", () => {
    const [one, two] = ["a".repeat(32), "b".repeat(40)];
    const read = (ROUTER_SECRETS: string) =>
      configWith({ ROUTER_SECRETS }).auth?.routerSecrets.map((secret) => secret.reveal());
    expect(read(one)).toEqual([one]);
    expect(read(` ${one} , ${two},`)).toEqual([one, two]);
  });

  test.for([
    ["ROUTER_SECRETS", "PLANTED".padEnd(31, "x")],
    ["ROUTER_SECRETS", `${"a".repeat(32)},short`],
    ["ROUTER_SECRETS", ["a", "b", "c"].map((letter) => letter.repeat(32)).join()],
    ["ROUTER_SECRETS", `PLANTED ${"x".repeat(32)}`],
    ["ROUTER_SECRETS", `PLANTED密${"x".repeat(32)}`],
    ["ROUTER_SECRETS", ","],
    ["JWT_JWKS_URL", "http://issuer.example/keys"],
    ["JWT_JWKS_URL", "https://user:pass@issuer.example/keys"],
    ["JWT_JWKS_URL", "http://127.0.0.1.evil.example/keys"],
    ["JWT_JWKS_URL", "http://0.0.0.0/keys"],
    ["JWT_JWKS_URL", "file:///etc/keys"],
    ["JWT_JWKS_URL", "keys"],
    ["JWT_ALGORITHMS", "none"],
    ["JWT_ALGORITHMS", "HS256"],
    ["JWT_ALGORITHMS", "RS256,HS256"],
    ["JWT_ALGORITHMS", "rs256"],
    ["JWT_ALGORITHMS", ","],
    ["JWT_CALLER_CLAIM", "two words"],
  ])("%s must not be %s", ([name, value]) => {
    const problems = problemsWith({ [name as string]: value });
    expect(namesIn(problems)).toEqual([name]);
    expect(problems.join()).not.toContain("PLANTED");
  });

  test.for([
    "https://issuer.example/.well-known/jwks.json",
    "http://127.0.0.1:9000/keys",
    "http://[::1]:9000/keys",
  ])("takes keys from %s", (url) => {
    expect(configWith({ JWT_JWKS_URL: url }).auth?.keys).toBe(url);
  });

  describe("with one public key", () => {
    const withKey = (pem: string, more: Record<string, string> = {}) =>
      problemsWith({ JWT_JWKS_URL: "", JWT_PUBLIC_KEY: pem, ...more });
    const pemOf = (key: { export(options: { type: "spki"; format: "pem" }): string | Buffer }) =>
      key.export({ type: "spki", format: "pem" }).toString();
    const rsa = (modulusLength: number) => generateKeyPairSync("rsa", { modulusLength });

    test("takes it with real line feeds or escaped ones", () => {
      expect(withKey(PUBLIC_PEM)).toEqual([]);
      expect(withKey(PUBLIC_PEM.replaceAll("\n", String.raw`\n`))).toEqual([]);
      expect(withKey(pemOf(rsa(2048).publicKey))).toEqual([]);
      expect(withKey(pemOf(generateKeyPairSync("ed25519").publicKey))).toEqual([]);
    });

    test("refuses a private key, a weak key and text that is no key", () => {
      const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
      const privatePem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
      const nonsense = "-----BEGIN PUBLIC KEY-----\nPLANTED\n-----END PUBLIC KEY-----";
      for (const pem of [privatePem, pemOf(rsa(1024).publicKey), nonsense, "PLANTED"]) {
        expect(namesIn(withKey(pem))).toEqual(["JWT_PUBLIC_KEY"]);
        expect(withKey(pem).join()).not.toMatch(/PLANTED|MI[A-Z]/);
      }
    });

    test("refuses a key that fits none of the algorithms", () => {
      expect(namesIn(withKey(PUBLIC_PEM, { JWT_ALGORITHMS: "RS256" }))).toEqual(["JWT_PUBLIC_KEY"]);
      expect(namesIn(withKey(PUBLIC_PEM, { JWT_ALGORITHMS: "ES384" }))).toEqual(["JWT_PUBLIC_KEY"]);
      expect(namesIn(withKey(pemOf(rsa(2048).publicKey), { JWT_ALGORITHMS: "ES256" }))).toEqual([
        "JWT_PUBLIC_KEY",
      ]);
      const x25519 = pemOf(generateKeyPairSync("x25519").publicKey);
      expect(namesIn(withKey(x25519))).toEqual(["JWT_PUBLIC_KEY"]);
    });

    test("refuses it together with published keys", () => {
      expect(namesIn(problemsWith({ JWT_PUBLIC_KEY: PUBLIC_PEM }))).toEqual(["JWT_PUBLIC_KEY"]);
    });
  });
});

describe("the log removes", () => {
  const scrub = (env: Record<string, string>, line: string) => scrubber(configWith(env).secrets)(line);

  test("each live secret of the gateway", () => {
    const secrets = ["canary-one-".padEnd(32, "x"), "canary-two-".padEnd(32, "y")];
    expect(scrub({ ROUTER_SECRETS: secrets.join() }, `got ${secrets.join(" and ")}`)).toBe(
      "got [redacted] and [redacted]",
    );
  });

  test("the database's password alone, in any encoding", () => {
    const env = { DATABASE_URL: "postgres://user:canary%2Fpass%20word@db/class_groups" };
    const line = `${env.DATABASE_URL} canary%2Fpass%20word canary/pass word user`;
    expect(scrub(env, line)).toBe("[redacted] [redacted] [redacted] user");
  });

  test("no password so short that ordinary words contain it", () => {
    expect(scrub({ DATABASE_URL: "postgres://user:info@db/x" }, '{"level":"info"}')).toBe('{"level":"info"}');
  });

  test("everything that looks like a token", () => {
    const token = `eyJ${"a".repeat(30)}.${"b-_".repeat(20)}.${"c".repeat(40)}`;
    expect(scrub({}, `{"authorization":"Bearer ${token}","x":1}`)).toBe(
      '{"authorization":"Bearer [redacted]","x":1}',
    );
    expect(scrub({}, "eyJ is how it begins")).toBe("eyJ is how it begins");
  });
});
