import { inspect } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ConfigError } from "../../src/config/config.js";
import { describeVariables } from "../../src/config/describe-variables.js";
import { LIMIT_VARIABLES } from "../../src/config/limits.js";
import { Secret } from "../../src/telemetry/secret.js";
import { configProblems, configWith, namesIn, problemsWith } from "../support/environment.js";

test("needs ten variables and has defaults for the rest", () => {
  const config = configWith();
  expect(config.classin.secret.reveal()).toBe("PLANTED-CLASSIN-SECRET");
  expect(config.tencentIm.secretKey.reveal()).toBe("PLANTED-TENCENT-KEY");
  expect(config.auth?.routerSecrets.map((secret) => secret.reveal())).toEqual([
    "PLANTED-ROUTER-SECRET-0123456789-ABCDEF",
  ]);
  expect(config).toEqual({
    development: false,
    http: { host: "127.0.0.1", port: 4001, maxConnections: 2_000 },
    admin: { host: "127.0.0.1", port: 4002, drainMs: 2_000 },
    telemetry: { logLevel: "info", tracesEndpoint: undefined },
    auth: {
      routerSecrets: [expect.any(Secret)],
      keys: "https://issuer.example/keys",
      tokens: {
        issuer: "https://issuer.example",
        audience: "class-groups",
        algorithms: ["RS256", "PS256", "ES256", "EdDSA"],
        callerClaim: "sub",
      },
    },
    subscriptions: { callbackOrigins: undefined },
    classin: {
      url: "https://api.eeo.cn",
      sid: "1234567",
      secret: expect.any(Secret),
      callsPerSecond: 20,
    },
    tencentIm: {
      url: "https://adminapisgp.im.qcloud.com",
      sdkAppId: 1400000001,
      secretKey: expect.any(Secret),
      admin: "administrator",
      callsPerSecond: 200,
      commandRates: new Map(),
      groupCustomKeys: [],
      memberCustomKeys: [],
    },
    courseGroupId: "course-{courseId}",
    readAges: { shortMs: 5_000, announcedMs: 5_000 },
    webhooks: null,
    names: { reconcileAt: { minutes: 210, zone: "UTC" } },
    subgraph: { namesFromUser: false },
    store: { databaseUrl: undefined, folder: ".data", retentionDays: 90, replicas: 1 },
    limits: {
      LIMIT_BODY_BYTES: 4_194_304,
      LIMIT_JSON_DEPTH: 64,
      LIMIT_JSON_KEYS: 1_000,
      LIMIT_JSON_ITEMS: 12_000,
      LIMIT_DOCUMENT_CHARACTERS: 65_536,
      LIMIT_TOKENS: 2_000,
      LIMIT_DEFINITIONS: 50,
      LIMIT_DEPTH: 10,
      LIMIT_FIELDS: 300,
      LIMIT_ALIASES: 15,
      LIMIT_ROOT_FIELDS: 20,
      LIMIT_MUTATIONS: 5,
      LIMIT_DIRECTIVES: 5,
      LIMIT_REPRESENTATIONS: 500,
      LIMIT_COMPLEXITY: 40_000,
    },
    secrets: [expect.any(Secret), expect.any(Secret), expect.any(Secret)],
  });
});

const REQUIRED = [
  "CLASSIN_SECRET",
  "CLASSIN_SID",
  "JWT_AUDIENCE",
  "JWT_ISSUER",
  "JWT_JWKS_URL",
  "ROUTER_SECRETS",
  "TENCENT_IM_ADMIN",
  "TENCENT_IM_REGION",
  "TENCENT_IM_SDK_APP_ID",
  "TENCENT_IM_SECRET_KEY",
];

test("trims the blanks and line feeds around a value, such as those that `echo` leaves in a secret", () => {
  const padded = configWith({
    CLASSIN_SECRET: "a-secret-of-classin\n",
    TENCENT_IM_SECRET_KEY: " a-secret-of-tencent\r\n",
    JWT_ISSUER: "https://issuer.example\n",
    JWT_AUDIENCE: "\tclass-groups ",
    DATA_DIR: "data\n",
    TENCENT_IM_REGION: "singapore\n",
  });
  expect(padded.classin.secret.reveal()).toBe("a-secret-of-classin");
  expect(padded.tencentIm.secretKey.reveal()).toBe("a-secret-of-tencent");
  expect(padded).toMatchObject({
    auth: { tokens: { issuer: "https://issuer.example", audience: "class-groups" } },
    store: { folder: "data" },
  });
});

test.each(["CLASSIN_SECRET", "TENCENT_IM_SECRET_KEY"])(
  "%s must have eight characters and no line break inside",
  (name) => {
    for (const value of ["s", "1234567", "one line\nand another", "a secret\u0000with NUL"])
      expect(namesIn(problemsWith({ [name]: value }))).toEqual([name]);
  },
);

test("reports all missing variables at once", () => {
  expect(namesIn(configProblems({}))).toEqual(REQUIRED);
});

test("an empty variable counts as unset", () => {
  expect(namesIn(configProblems(Object.fromEntries(REQUIRED.map((name) => [name, ""]))))).toEqual(REQUIRED);
  expect(configWith({ PORT: "", LOG_LEVEL: "", CLASSIN_URL: "", COURSE_GROUP_ID: "" })).toMatchObject({
    http: { port: 4001, maxConnections: 2_000 },
    telemetry: { logLevel: "info" },
    classin: { url: "https://api.eeo.cn" },
    courseGroupId: "course-{courseId}",
  });
});

const WRONG: Readonly<Record<string, string>> = {
  NODE_ENV: "PLANTED",
  HOST: "PLANTED.example",
  PORT: "PLANTED",
  ADMIN_HOST: "PLANTED.example",
  ADMIN_PORT: "PLANTED",
  DRAIN_SECONDS: "PLANTED",
  OTEL_EXPORTER_OTLP_ENDPOINT: "ftp://PLANTED.example",
  MAX_CONNECTIONS: "PLANTED",
  LOG_LEVEL: "PLANTED",
  ROUTER_SECRETS: "PLANTED",
  JWT_JWKS_URL: "http://PLANTED.example/keys",
  JWT_PUBLIC_KEY: "PLANTED",
  JWT_ALGORITHMS: "PLANTED",
  JWT_CALLER_CLAIM: "PLANTED claim",
  CLASSIN_URL: "https://PLANTED.example",
  CLASSIN_SID: "PLANTED",
  CLASSIN_CALLS_PER_SECOND: "PLANTED",
  TENCENT_IM_REGION: "PLANTED",
  TENCENT_IM_URL: "https://user:PLANTED@console.tim.qq.com",
  TENCENT_IM_SDK_APP_ID: "PLANTED",
  TENCENT_IM_ADMIN: "PLANTED admin",
  TENCENT_IM_CALLS_PER_SECOND: "PLANTED",
  TENCENT_IM_GROUP_CUSTOM_KEYS: "PLANTED key",
  TENCENT_IM_MEMBER_CUSTOM_KEYS: "PLANTED-key",
  COURSE_GROUP_ID: "PLANTED",
  DATABASE_URL: "mysql://user:PLANTED@localhost/",
  REPLICAS: "PLANTED",
  ...Object.fromEntries(Object.keys(LIMIT_VARIABLES).map((name) => [name, "PLANTED"])),
};

test("reports every problem at once, by name and never by value", () => {
  const problems = problemsWith(WRONG);
  expect(new Set(namesIn(problems))).toEqual(new Set(Object.keys(WRONG)));
  const error = new ConfigError(problems);
  expect(error.message + inspect(error, { showHidden: true, depth: 10 })).not.toContain("PLANTED");
  for (const name of Object.keys(WRONG)) expect(error.message).toContain(name);
});

test("no problem repeats a variable's value", () => {
  const value = fc.string({ minLength: 4, maxLength: 20 }).map((text) => `PLANTED${text}`);
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(WRONG)), value, (name, value) => {
      expect(problemsWith({ [name]: value }).join()).not.toContain("PLANTED");
    }),
  );
});

test.each([
  ["PORT", "65536"],
  ["PORT", "-1"],
  ["PORT", "80.5"],
  ["HOST", "gateway.example"],
  ["HOST", "256.0.0.1"],
  ["ADMIN_HOST", "metrics.example"],
  ["ADMIN_HOST", "127.0.0.1:4002"],
  ["ADMIN_PORT", "65536"],
  ["DRAIN_SECONDS", "4.1"],
  ["DRAIN_SECONDS", "-1"],
  ["OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318"],
  ["CLASSIN_CALLS_PER_SECOND", "0"],
  ["CLASSIN_CALLS_PER_SECOND", "201"],
  ["TENCENT_IM_CALLS_PER_SECOND", "1.5"],
  ["TENCENT_IM_CALLS_PER_SECOND", "201"],
  ["TENCENT_IM_CALLS_PER_SECOND", "100001"],
  ["TENCENT_IM_COMMAND_RATES", "get_group_info"],
  ["TENCENT_IM_COMMAND_RATES", "get_group_info=0"],
  ["TENCENT_IM_COMMAND_RATES", "get_group_info=1e3"],
  ["TENCENT_IM_COMMAND_RATES", "get_group_info=300.5"],
  ["TENCENT_IM_COMMAND_RATES", "get_group_info=100001"],
  ["TENCENT_IM_COMMAND_RATES", "get_group_info=300;get_role_in_group=300"],
  ["TENCENT_IM_COMMAND_RATES", "get_group_info=300,get_group_info=400"],
  ["TENCENT_IM_COMMAND_RATES", "GET_GROUP_INFO=300"],
  // Tencent does not sell higher limits.
  ["TENCENT_IM_COMMAND_RATES", "modify_group_member_info=300"],
  ["TENCENT_IM_COMMAND_RATES", "get_specified_group_member_info=300"],
  ["TENCENT_IM_COMMAND_RATES", "forbid_send_msg=300"],
  ["REPLICAS", "0"],
  ["REPLICAS", "101"],
  ["CLASSIN_SID", "1".repeat(21)],
  ["TENCENT_IM_SDK_APP_ID", "0"],
  ["TENCENT_IM_SDK_APP_ID", "4294967296"],
  ["TENCENT_IM_SDK_APP_ID", "1.5"],
  ["TENCENT_IM_ADMIN", "a".repeat(33)],
  ["TENCENT_IM_GROUP_CUSTOM_KEYS", Array.from({ length: 11 }, (_, index) => `K${index}`).join()],
  ["TENCENT_IM_MEMBER_CUSTOM_KEYS", "a,b,c,d,e,f"],
  ["TENCENT_IM_MEMBER_CUSTOM_KEYS", "a".repeat(17)],
  ["NODE_TLS_REJECT_UNAUTHORIZED", "0"],
  ["LIMIT_DEPTH", "0"],
  ["LIMIT_DEPTH", "101"],
  ["LIMIT_TOKENS", "10001"],
  ["LIMIT_JSON_DEPTH", "1001"],
  ["LIMIT_COMPLEXITY", "1.5"],
])("%s must not be %s", (name, value) => {
  expect(namesIn(problemsWith({ [name]: value }))).toEqual([name]);
});

test("custom keys are a comma-separated list; blanks around them are ignored", () => {
  const config = configWith({ TENCENT_IM_MEMBER_CUSTOM_KEYS: " Seat , House_2,, " });
  expect(config.tencentIm.memberCustomKeys).toEqual(["Seat", "House_2"]);
});

test.each([
  ["no placeholder for the number", "course"],
  ["two placeholders for the number", "{courseId}-{courseId}"],
  ["non-ASCII letters", "课程-{courseId}"],
  ["a line feed", "course-\n{courseId}"],
  ["no room for 20 digits", `${"c".repeat(29)}{courseId}`],
])("a course's group cannot be named with %s", (_, pattern) => {
  expect(namesIn(problemsWith({ COURSE_GROUP_ID: pattern }))).toContain("COURSE_GROUP_ID");
});

test("a course's group may be named with the longest pattern that fits", () => {
  const pattern = `${"c".repeat(14)}{courseId}${"x".repeat(14)}`;
  expect(configWith({ COURSE_GROUP_ID: pattern }).courseGroupId).toBe(pattern);
  expect(configWith({ COURSE_GROUP_ID: "{courseId}" }).courseGroupId).toBe("{courseId}");
});

test.each([
  ["03:30", { minutes: 210, zone: "UTC" }],
  ["00:00 Asia/Shanghai", { minutes: 0, zone: "Asia/Shanghai" }],
  ["23:59 Etc/GMT+8", { minutes: 1439, zone: "Etc/GMT+8" }],
])("names may be compared at %s", (text, expected) => {
  expect(configWith({ NAMES_RECONCILE_AT: text }).names.reconcileAt).toEqual(expected);
});

test.each(["3:30", "24:00", "03:60", "03:30:00", "03:30 Nowhere/City", "03:30  UTC", "now"])(
  "names cannot be compared at %s",
  (text) => expect(namesIn(problemsWith({ NAMES_RECONCILE_AT: text }))).toEqual(["NAMES_RECONCILE_AT"]),
);

test("secrets print as [redacted] in every way of printing a configuration", () => {
  const config = configWith();
  const error = new Error("not started", { cause: { config, secrets: [config.classin.secret] } });
  const printed = [
    String(config.classin.secret),
    // oxlint-disable-next-line typescript/restrict-template-expressions -- how it prints is what is tested
    `${config.tencentIm.secretKey}`,
    config.classin.secret.toString(),
    JSON.stringify(config),
    JSON.stringify({ nested: [config] }),
    inspect(config, { depth: 10, showHidden: true }),
    inspect(error, { depth: 10, showHidden: true }),
    inspect(new Map([["config", config]]), { depth: 10 }),
    JSON.stringify(structuredClone(config)),
    JSON.stringify(Object.entries(config.classin.secret)),
  ];
  expect(printed.join("\n")).not.toContain("PLANTED");
  for (const text of printed.slice(0, 8)) expect(text).toContain("[redacted]");
});

test("reads only the server's variables", () => {
  expect(configWith({ PATH: "PLANTED", AWS_SECRET: "PLANTED" })).toEqual(configWith());
});

test("every variable is documented, with its default", () => {
  const described = new Map(describeVariables().map((variable) => [variable.name, variable]));
  for (const name of [...Object.keys(WRONG), ...REQUIRED])
    expect(described.get(name)?.description).toMatch(/\w/);
  expect(described.get("PORT")?.fallback).toBe("4001");
  expect(described.get("JWT_ALGORITHMS")?.fallback).toBe("RS256,PS256,ES256,EdDSA");
  expect(described.get("CLASSIN_SECRET")?.fallback).toBe("required");
});

test("commands with a raised limit are a comma-separated list; blanks around them are ignored", () => {
  const { tencentIm } = configWith({
    TENCENT_IM_COMMAND_RATES: " get_group_info = 500, get_group_member_info=300,, ",
  });
  expect([...tencentIm.commandRates]).toEqual([
    ["get_group_info", 500],
    ["get_group_member_info", 300],
  ]);
});

test.each(["http://127.0.0.1:4010", "http://localhost:4010", "http://[::1]:4010"])(
  "a simulator at %s may be called at any rate",
  (url) => {
    const config = configWith({
      CLASSIN_URL: url,
      CLASSIN_CALLS_PER_SECOND: "100000",
      TENCENT_IM_URL: url,
      TENCENT_IM_CALLS_PER_SECOND: "5000",
    });
    expect(config.classin.callsPerSecond).toBe(100_000);
    expect(config.tencentIm.callsPerSecond).toBe(5_000);
  },
);

test("using a simulator for one vendor does not lift the other's rate limit", () => {
  const problems = problemsWith({
    CLASSIN_CALLS_PER_SECOND: "500",
    TENCENT_IM_URL: "http://127.0.0.1:4010",
    TENCENT_IM_CALLS_PER_SECOND: "500",
  });
  expect(namesIn(problems)).toEqual(["CLASSIN_CALLS_PER_SECOND"]);
});

test.for([
  ["sslmode=disable", []],
  ["sslmode=verify-full", []],
  ["sslmode=no-verify", []],
  ["application_name=x", []],
  ["sslmode=on", ["DATABASE_URL"]],
  ["sslmode=", ["DATABASE_URL"]],
] as const)("the database setting %s is accepted only if the driver supports it", ([query, wrong]) => {
  const problems = problemsWith({ DATABASE_URL: `postgres://user:pass@localhost/db?${query}` });
  expect(namesIn(problems)).toEqual(wrong);
});
