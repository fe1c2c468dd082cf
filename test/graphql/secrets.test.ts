import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import type { Fault } from "../../src/simulator/simulator.js";
import {
  SyncClassNicknamesDocument,
  SyncStudentNicknamesDocument,
  UpdateGroupMemberDocument,
} from "../operations/generated/graphql.js";
import { ACCESS_ENV, asGateway, aToken, ROUTER_SECRET, tokenOf } from "../support/access.js";
import { startApp, type TestApp } from "../support/app.js";
import { entitiesQuery, JSON_TYPE, sendRaw } from "../support/graphql-suite.js";
import { PATIENTLY } from "../support/patiently.js";
import { storeFolder } from "../support/store.js";

/** JSON and URLs escape these secrets. */
const CLASSIN_SECRET = 'canary-classin "secret"/+&=1';
const TENCENT_KEY = 'canary-tencent "key"/+&=2';
const NAMES = [
  "canary-card-set",
  "canary-card-stored",
  "canary-card-refused\u0000",
  "canary-nickname",
  "canary-registered",
];

const school = aSchool({
  courses: [
    aCourse({ id: "1001", students: [{ nickname: "canary-nickname", registeredName: "canary-registered" }] }),
  ],
  groups: [
    aGroup({
      id: "course-1001",
      members: [
        { userId: "teacher_li", role: "Owner" },
        { userId: "stu_1", nameCard: "canary-card-stored" },
      ],
    }),
  ],
});
const accounts = {
  classin: { sid: "7654321", secret: CLASSIN_SECRET },
  tencentIm: { sdkAppId: 1400000009, secretKey: TENCENT_KEY, admin: "root_admin" },
};

const FAULTS: readonly (Fault | null)[] = [
  null,
  { kind: "code", code: 102 },
  { kind: "code", code: 842 },
  { kind: "code", code: 101002005 },
  { kind: "student-code" },
  { kind: "code", code: 10007 },
  { kind: "code", code: 70001 },
  { kind: "code", code: 70009 },
  { kind: "code", code: 80001 },
  { kind: "code", code: 31337 },
  { kind: "code", code: "no number" },
  { kind: "group-code", code: 10002 },
  { kind: "throttle" },
  { kind: "http", httpStatus: 502 },
  { kind: "http", httpStatus: 429 },
  { kind: "html" },
  { kind: "truncate" },
  { kind: "empty" },
  { kind: "bom" },
  { kind: "wrong-content-type" },
  { kind: "drip", everyMs: 1 },
  { kind: "reset" },
  { kind: "reset-mid-body" },
  { kind: "huge", bytes: 2 * 1024 * 1024 },
  { kind: "gzip" },
  { kind: "redirect" },
  { kind: "raw", body: "null" },
  { kind: "delay", delayMs: 5 },
];

/** The signatures in the requests that were sent. */
const signatures = new Set<string>();
function recordSignature(message: unknown): void {
  const { path, body, headers } = (
    message as { request: { path: string; body: unknown; headers: readonly string[] } }
  ).request;
  const sign = headers.indexOf("X-EEO-SIGN") + 1;
  if (sign > 0) signatures.add(headers[sign] ?? "");
  const sent = path + (typeof body === "string" ? `&${body}` : "");
  for (const [, signature] of sent.matchAll(/(?:usersig|safeKey)=([^&]+)/g)) {
    if (signature !== undefined) signatures.add(decodeURIComponent(signature));
  }
}

/** The tokens that were sent. */
const tokens = new Set<string>();

/** Sends every kind of request. Returns the answers, bodies and headers. */
async function sendAllRequests(app: TestApp): Promise<string> {
  const ids = { groupId: "course-1001", userId: "stu_1" };
  const all = `id groupId userId role nameCard joinedAt messageDelivery mutedUntil customFields { key value } user { groups { nodes { name } } }`;
  const answers = [
    await app.send(SyncClassNicknamesDocument, { courseId: "1001" }),
    await app.send(SyncClassNicknamesDocument, { courseId: "404" }),
    await app.send(SyncStudentNicknamesDocument, { input: { classinUids: ["1001001", "404"] } }),
    await app.send(UpdateGroupMemberDocument, { input: { ...ids, nameCard: "canary-card-set" } }),
    await app.send(UpdateGroupMemberDocument, { input: { ...ids, muteForSeconds: 60 } }),
    await app.send(UpdateGroupMemberDocument, { input: { ...ids, nameCard: "canary-card-refused\u0000" } }),
    await app.send(UpdateGroupMemberDocument, {
      input: { groupId: "gone", userId: "stu_1", nameCard: "canary-card-set" },
    }),
    await app.send(
      `{ group(id: "course-1001") { name owner { ${all} } members { nodes { ${all} } } member(userId: "stu_1") { ${all} } } }`,
    ),
    await app.send(entitiesQuery(`... on GroupMember { ${all} } ... on User { groups { nodes { name } } }`), {
      representations: [
        { __typename: "GroupMember", ...ids },
        { __typename: "User", id: "stu_1" },
      ],
    }),
    await app.send(`{ group(id: "canary-card-set") { nope } }`),
    await sendRaw(app.url, { headers: { ...JSON_TYPE, ...app.headers }, body: '{"query": "canary-card-set' }),
    await sendRaw(`${app.url}/canary-card-set`, { method: "GET", headers: app.headers }),
    ...(await sendUntrusted(app)),
  ];
  return answers.map(({ text, headers }) => `${text}\n${JSON.stringify(headers)}`).join("\n");
}

/** Requests with a secret or a token in a wrong place, or an invalid one. */
async function sendUntrusted(app: TestApp) {
  const expired = await aToken({ claims: { exp: 1 } });
  tokens.add(expired).add(app.headers["authorization"]?.replace("Bearer ", "") ?? expired);
  const send = (headers: Record<string, string>, path = "") =>
    sendRaw(app.url + path, { headers: { ...JSON_TYPE, ...headers }, body: '{"query":"{ __typename }"}' });
  return [
    await send({ ...asGateway(), authorization: `Bearer ${expired}` }),
    await send({ ...asGateway(), authorization: `Basic ${expired}` }),
    await send({ "router-authorization": `${ROUTER_SECRET}x`, authorization: `Bearer ${expired}` }),
    await send({ ...asGateway(), "x-request-id": ROUTER_SECRET.slice(0, 30) }, `?token=${expired}`),
    await send(asGateway(), `/${ROUTER_SECRET}/${expired}`),
  ];
}

/** A secret in plain text, inside JSON, inside a URL, and in Base64. */
const spellings = (secret: string): string[] => [
  secret,
  JSON.stringify(secret).slice(1, -1),
  JSON.stringify(JSON.stringify(secret).slice(1, -1)).slice(1, -1),
  encodeURIComponent(secret),
  new URLSearchParams({ secret }).toString().slice("secret=".length),
  Buffer.from(secret).toString("base64"),
];
const found = (text: string, needles: Iterable<string>): string[] =>
  [...needles].filter((one) => text.includes(one));
const SIGNED_URL = /(usersig|safekey|x-eeo-sign)(=|%3D|\\*"?\s*:\s*\\*"?)(?!\[redacted\])[\w*%-]/i;

beforeAll(() => subscribe("undici:request:create", recordSignature));
afterAll(() => void unsubscribe("undici:request:create", recordSignature));

describe.for([
  ["accepted", {}],
  [
    "refused",
    { CLASSIN_SECRET: 'canary-wrong "secret"/+&=3', TENCENT_IM_SECRET_KEY: 'canary-wrong "key"/+&=4' },
  ],
  ["accepted, by a server with access control", ACCESS_ENV],
] as const)("with credentials that are %s", ([, env]) => {
  const secrets = [
    CLASSIN_SECRET,
    TENCENT_KEY,
    ROUTER_SECRET,
    ...Object.values(env).filter((value) => value.startsWith("canary")),
  ].flatMap(spellings);
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({
      school,
      accounts,
      env: { LOG_LEVEL: "trace", CLASSIN_CALLS_PER_SECOND: "200", ...env },
    });
  });
  afterAll(() => app.close());

  test.for(FAULTS.map((fault) => [fault?.kind ?? "no fault", fault] as const))(
    "answers and log contain no secret or signature, and the log no name: %s, %o",
    async ([, fault]) => {
      app.simulator.faults.clear();
      app.simulator.world.reset();
      if (fault !== null) app.simulator.faults.add(fault);
      const answers = await sendAllRequests(app);
      const metrics = await (await fetch(`${app.adminUrl}/metrics`)).text();

      // Proves that there was something to find.
      expect(signatures.size).toBeGreaterThan(0);
      expect(app.log.text).toMatch(/"msg":"vendor call/);

      expect(found(answers, [...secrets, ...signatures, ...tokens])).toEqual([]);
      expect(found(app.log.text + metrics, [...secrets, ...signatures, ...tokens])).toEqual([]);
      expect(answers).not.toMatch(SIGNED_URL);
      expect(app.log.text).not.toMatch(SIGNED_URL);
      expect(found(app.log.text + metrics, NAMES.flatMap(spellings))).toEqual([]);
      expect(answers).not.toMatch(/\bat (async )?[\w.<>]+ \(|node_modules|\/src\//);
    },
  );

  test("nor do they while the vendors are down", async () => {
    const other = await startApp({ school, accounts, env: { LOG_LEVEL: "trace", ...env } });
    await other.simulator.close();
    const answers = await sendAllRequests(other);
    await other.close();
    expect(found(answers + other.log.text, [...secrets, ...signatures, ...tokens])).toEqual([]);
    expect(found(other.log.text, NAMES.flatMap(spellings))).toEqual([]);
  });
});

test("stored bulk operations contain no secret, signature or token", async () => {
  await using folder = await storeFolder();
  const app = await startApp({ school, accounts, folder: folder.path, env: { ...ACCESS_ENV } });
  const token = await tokenOf("admin_wang", "read", "write", "bulk");
  const start = `mutation ($input: StartBulkGroupMemberUpdateInput!) {
    startBulkGroupMemberUpdate(input: $input) { ... on StartBulkOperationSuccess { operation { id } } }
  }`;
  const updates = [
    { groupId: "course-1001", userId: "stu_1", nameCard: "canary-card-set" },
    { groupId: "gone", userId: "stu_1", nameCard: "canary-card-set" },
  ];
  const headers = asGateway(token);
  const { data } = await app.send<{ startBulkGroupMemberUpdate: { operation: { id: string } } }>(
    start,
    { input: { updates, idempotencyKey: "canary" } },
    headers,
  );
  const { id } = data?.startBulkGroupMemberUpdate.operation ?? { id: "" };
  const state = async () => (await app.send(`{ bulkOperation(id: "${id}") { state } }`, {}, headers)).text;
  await expect.poll(state, PATIENTLY).toContain("COMPLETED");
  await app.close();

  const stored = await bytesBelow(folder.path);
  // Proves that there was something to find. The change itself is stored, since it must survive.
  expect(stored).toContain("canary-card-set");
  expect(signatures.size).toBeGreaterThan(0);
  const secrets = [CLASSIN_SECRET, TENCENT_KEY, ROUTER_SECRET].flatMap(spellings);
  expect(found(stored, [...secrets, ...signatures, token])).toEqual([]);
  expect(found(app.log.text, [...NAMES.flatMap(spellings), token])).toEqual([]);
}, 60_000);

/** The content of all files in a folder, one character per byte. */
async function bytesBelow(path: string): Promise<string> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const contents = await Promise.all(
    files.map(({ parentPath, name }) => readFile(join(parentPath, name), "latin1")),
  );
  return contents.join("\n");
}
