import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { aCourse, aSchool } from "../../src/simulator/builders.js";
import { ACCESS_ENV, asGateway, aToken, nowInSeconds } from "../support/access.js";
import { startApp, type TestApp } from "../support/app.js";
import { sendRaw } from "../support/graphql-suite.js";

const school = aSchool({ courses: [aCourse({ id: "1001" })] });
let guarded: TestApp;
let open: TestApp;
const sockets: Socket[] = [];
beforeAll(async () => {
  [guarded, open] = await Promise.all([
    startApp({ school, env: { ...ACCESS_ENV, NODE_ENV: "production" } }),
    startApp({ school }),
  ]);
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});
afterAll(() => Promise.all([guarded.close(), open.close()]));

/** Opens a socket for handwritten HTTP, which no client would send. */
async function dial({ url }: TestApp): Promise<Socket & { received: string; sent: number }> {
  const { hostname, port } = new URL(url);
  const socket = Object.assign(connect(Number(port), hostname), { received: "", sent: 0 });
  sockets.push(socket);
  socket.on("error", () => undefined);
  socket.on("data", (part) => (socket.received += String(part)));
  await once(socket, "connect");
  return socket;
}
const closed = (socket: Socket) =>
  new Promise<void>((resolve) => {
    if (socket.closed) resolve();
    else socket.once("close", () => resolve());
  });

/** Sends a body until the server closes the connection. */
async function stream(app: TestApp, headers: readonly string[]): Promise<{ received: string; sent: number }> {
  const socket = await dial(app);
  socket.write(
    `POST /graphql HTTP/1.1\r\nHost: localhost\r\n${headers.map((line) => `${line}\r\n`).join("")}\r\n`,
  );
  const part = Buffer.alloc(16 * 1024, " ");
  const pump = () => {
    while (!socket.destroyed && socket.writable) {
      socket.sent += part.length;
      if (!socket.write(part)) return void socket.once("drain", pump);
    }
  };
  pump();
  await closed(socket);
  return socket;
}

describe("the connection is closed at once after the refusal of", () => {
  const length = "Content-Length: 1000000000";
  const json = "Content-Type: application/json";
  test("a request without the gateway's secret", async () => {
    const { received, sent } = await stream(guarded, [length, json]);
    expect(received).toMatch(/^HTTP\/1\.1 401 /);
    expect(received.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(received).toMatch(/^connection: close/im);
    // Only what the kernel buffers hold.
    expect(sent).toBeLessThan(64 * 1024 * 1024);
  });

  test.for([
    ["an expired token", async () => aToken({ claims: { exp: nowInSeconds() - 900 } }), [json, length], 401],
    ["a body that is too large", async () => aToken(), [json, length], 413],
    ["another content type", async () => aToken(), ["Content-Type: text/xml", length], 415],
    ["a compressed body", async () => aToken(), [json, "Content-Encoding: gzip", length], 415],
    ["no supported media type", async () => aToken(), [json, "Accept: image/png", length], 406],
  ] as const)("%s", async ([, token, headers, status]) => {
    const gateway = Object.entries(asGateway(await token())).map(([name, value]) => `${name}: ${value}`);
    const { received, sent } = await stream(guarded, [...gateway, ...headers]);
    expect(received).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(received.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(sent).toBeLessThan(64 * 1024 * 1024);
  });

  test("a body without a length, at the limit", async () => {
    const headers = Object.entries(asGateway(await aToken())).map(([name, value]) => `${name}: ${value}`);
    const socket = await dial(guarded);
    socket.write(
      `POST /graphql HTTP/1.1\r\nHost: localhost\r\n${json}\r\nTransfer-Encoding: chunked\r\n${headers.map((line) => `${line}\r\n`).join("")}\r\n`,
    );
    const part = Buffer.concat([Buffer.from("4000\r\n"), Buffer.alloc(0x4000, " "), Buffer.from("\r\n")]);
    const pump = () => {
      while (!socket.destroyed && socket.writable) {
        socket.sent += part.length;
        if (!socket.write(part)) return void socket.once("drain", pump);
      }
    };
    pump();
    await closed(socket);
    expect(socket.received).toMatch(/^HTTP\/1\.1 413 /);
    expect(socket.sent).toBeLessThan(64 * 1024 * 1024);
  });
});

async function withHosts(
  app: TestApp,
  hosts: readonly string[],
  more: readonly string[] = [],
): Promise<string> {
  const socket = await dial(app);
  const body = '{"query":"{ __typename }"}';
  const lines = [
    "POST /graphql HTTP/1.1",
    ...hosts.map((host) => `Host: ${host}`),
    "Content-Type: application/json",
    `Content-Length: ${body.length}`,
    "Connection: close",
    ...more,
  ];
  socket.write(`${lines.join("\r\n")}\r\n\r\n${body}`);
  await closed(socket);
  return socket.received;
}
const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);

describe("the Host header", () => {
  test.for(["localhost", "localhost:4001", "127.0.0.1:4001", "127.9.9.9", "[::1]:4001", "app.localhost"])(
    "in development may be %s",
    async (host) => expect(statusOf(await withHosts(open, [host]))).toBe(200),
  );

  test.for([
    "evil.example",
    "evil.example:4001",
    "localhost.evil.example",
    "10.0.0.1",
    "127.0.0.1.evil.example",
    "[::2]",
    "0.0.0.0",
  ])("in development may not be %s", async (host) => {
    const answer = await withHosts(open, [host]);
    expect(statusOf(answer)).toBe(403);
    expect(answer).toContain("names another machine");
  });

  test("with access control may be any name", async () => {
    const headers = Object.entries(asGateway(await aToken())).map(([name, value]) => `${name}: ${value}`);
    expect(statusOf(await withHosts(guarded, ["class-groups.internal:4001"], headers))).toBe(200);
  });

  const ODD: readonly (readonly [string, readonly string[]])[] = [
    ["absent", []],
    ["empty", [""]],
    ["given twice", ["localhost", "localhost"]],
    ["with a path", ["localhost/graphql"]],
    ["with a user", ["me@localhost"]],
    ["with blanks", ["local host"]],
    ["with an invalid port", ["localhost:port"]],
    ["with an open bracket", ["[localhost"]],
    ["with a percent sign", ["%00"]],
    ["far too long", ["a".repeat(300)]],
  ];
  test.for(ODD)("is refused with 400 if it is %s", async ([, hosts]) => {
    for (const app of [open, guarded]) {
      const answer = await withHosts(app, hosts);
      expect(statusOf(answer)).toBe(400);
      expect(answer).not.toMatch(/stack|node_modules|TypeError/);
    }
    expect(guarded.log.with("unexpected error")).toEqual([]);
  });
});

test("connections beyond the limit are closed at once, counted, and logged in a few lines", async () => {
  await using small = await startApp({ school, env: { MAX_CONNECTIONS: "20" } });
  const idle = await Promise.all(Array.from({ length: 20 }, () => dial(small)));
  const more = await Promise.all(Array.from({ length: 30 }, () => dial(small)));
  await Promise.all(more.map(closed));
  expect(idle.filter((socket) => socket.destroyed)).toEqual([]);
  const metrics = await sendRaw(`${small.adminUrl}/metrics`, { method: "GET" });
  const count = Number(/^class_groups_http_connections_refused_total (\d+)$/m.exec(metrics.text)?.[1]);
  expect(count).toBeGreaterThanOrEqual(30);
  expect(small.log.saying("a connection was refused").length).toBeLessThanOrEqual(20);
  await expect.poll(() => small.log.saying("more connections were refused").length).toBeGreaterThan(0);
});

test("a flood of refused requests writes a few log lines, and one that counts the others", async () => {
  const before = guarded.log.with("request refused").length;
  for (let round = 0; round < 10; round += 1)
    await Promise.all(
      Array.from({ length: 10 }, () =>
        sendRaw(guarded.url, { method: "POST", body: "{}" }).catch(() => null),
      ),
    );
  const suppressed = () =>
    guarded.log
      .with("more requests were refused in this second")
      .reduce((sum, { count }) => sum + Number(count), 0);
  const written = () => guarded.log.with("request refused").length - before;
  await expect.poll(() => written() + suppressed()).toBeGreaterThanOrEqual(100);
  expect(written()).toBeLessThan(100);
});

const NUL = "\u0000";
test.for<[string, string, Record<string, unknown>]>([
  [
    "an idempotency key",
    'mutation ($key: String!) { startBulkNicknameSync(input: { courseIds: ["1001"], idempotencyKey: $key }) { __typename } }',
    { key: `a${NUL}b` },
  ],
  ["a cursor", "query ($key: String!) { bulkOperations(after: $key) { nodes { id } } }", { key: NUL }],
  [
    "a cursor that decodes to one",
    "query ($key: String!) { bulkOperations(after: $key) { nodes { id } } }",
    { key: Buffer.from(`at:1:${NUL}`).toString("base64url") },
  ],
  ["an operation's id", "query ($key: ID!) { bulkOperation(id: $key) { id } }", { key: NUL }],
  [
    "an operation to cancel",
    "mutation ($key: ID!) { cancelBulkOperation(id: $key) { __typename } }",
    { key: NUL },
  ],
  ["a group's id", "query ($key: ID!) { group(id: $key) { name } }", { key: `a${NUL}` }],
  [
    "a course's id",
    "query ($key: ID!) { course(id: $key) { lastNicknameSync { startedAt } } }",
    { key: `1${NUL}` },
  ],
  [
    "a user's id",
    'query ($key: ID!) { groupMember(groupId: "g", userId: $key) { role } }',
    { key: `a${NUL}` },
  ],
])("a NUL in %s is a client error", async ([, query, variables]) => {
  const { data, errors, text } = await open.send(query, variables);
  expect(text).not.toMatch(/INTERNAL_SERVER_ERROR|STORE_UNAVAILABLE|StoreUnavailable/);
  const answered = errors[0]?.extensions["code"] ?? JSON.stringify(data);
  expect(answered).toMatch(
    /BAD_USER_INPUT|InvalidInputError|BulkOperationNotFoundError|"bulkOperation":null/,
  );
});

test("a token with a NUL in the caller's id is refused", async () => {
  const token = await aToken({ claims: { sub: `a${NUL}b`, scope: "class-groups:bulk" } });
  const { errors, status } = await guarded.send(
    "{ bulkOperations { nodes { id } } }",
    undefined,
    asGateway(token),
  );
  expect([status, errors[0]?.extensions["code"]]).toEqual([401, "UNAUTHENTICATED"]);
});

test.for<[object, string, number]>([
  [{ callbackUrl: 5, subscriptionId: "one", verifier: "v" }, "callbackUrl", 400],
  [{ callbackUrl: "http://127.0.0.1:9/", subscriptionId: "", verifier: "v" }, "subscriptionId", 400],
  [{ callbackUrl: "http://127.0.0.1:9/", subscriptionId: "one" }, "verifier", 400],
  [
    { callbackUrl: "http://127.0.0.1:9/", subscriptionId: "one", verifier: "v", heartbeatIntervalMs: -1 },
    "heartbeatIntervalMs",
    400,
  ],
  [
    { callbackUrl: "http://127.0.0.1:9/", subscriptionId: "one", verifier: "v", heartbeatIntervalMs: "soon" },
    "heartbeatIntervalMs",
    400,
  ],
  [
    { callbackUrl: "http://192.0.2.1/", subscriptionId: "one", verifier: "v" },
    "SUBSCRIPTION_CALLBACK_ORIGINS",
    403,
  ],
])(
  "a subscription with the callback %j is refused, and the error names the cause",
  async ([subscription, cause, status]) => {
    const query =
      'subscription { bulkOperationProgressed(id: "00000000-0000-4000-8000-000000000000") { id } }';
    const answer = await sendRaw(open.url, {
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ query, extensions: { subscription } }),
    });
    expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(cause)]);
  },
);
