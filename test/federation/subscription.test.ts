import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { compose, type Gateway, startHiveGateway } from "../../demo/gateway.js";
import { gatewayConfigFrom } from "../../ops/gateways/hive-gateway.config.js";
import { buildSubgraph } from "../../src/graphql/schema.js";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { studentAccount } from "../../src/simulator/names.js";
import { systemClock } from "../../src/vendor/clock.js";
import { StartBulkGroupMemberUpdateDocument } from "../operations/generated/graphql.js";
import { ACCESS_ENV, asGateway, aToken, nowInSeconds, ROUTER_SECRET, tokenOf } from "../support/access.js";
import { announcementsOf } from "../support/announcements.js";
import { sendTo, startApp, type TestApp } from "../support/app.js";
import { startCallbackGateway } from "../support/callback-gateway.js";
import { type EventStream, subscribeTo } from "../support/event-stream.js";
import { storeFolder } from "../support/store.js";

const COUNT = 150;
const PROGRESS = "__typename id state finishedAt estimatedFinishAt progress { total succeeded remaining }";
const subscriptionTo = (id: string, selection = PROGRESS) =>
  `subscription { bulkOperationProgressed(id: "${id}") { ${selection} } }`;

/** How far the wall clocks of the server and the vendors are ahead. */
let clockOffsetMs = 0;
let folder: Awaited<ReturnType<typeof storeFolder>>;
const announcements = announcementsOf(systemClock);
let app: TestApp;
let gateway: Gateway;
const streams: EventStream[] = [];

const startTheApp = () =>
  startApp({
    env: ACCESS_ENV,
    folder: folder.path,
    clock: { ...systemClock, now: () => new Date(Date.now() + clockOffsetMs) },
    announcements,
    school: aSchool({ groups: [aGroup({ id: "group-1", members: COUNT + 1 })] }),
  });
const startTheGateway = () =>
  startHiveGateway(
    compose([{ name: "class-groups", url: app.url, sdl: buildSubgraph().sdl }]),
    0,
    gatewayConfigFrom({ ROUTER_SECRET }),
  );

beforeAll(async () => {
  folder = await storeFolder();
  app = await startTheApp();
  gateway = await startTheGateway();
});
beforeEach(() => {
  clockOffsetMs = 0;
  app.simulator.world.reset();
  app.simulator.faults.clear();
  app.forgetCalls();
});
afterEach(async () => {
  await Promise.all(streams.splice(0).map((stream) => stream[Symbol.asyncDispose]()));
});
afterAll(async () => {
  await gateway.close();
  await app.close();
  await folder[Symbol.asyncDispose]();
});

const bearer = async (sub: string) => ({ authorization: `Bearer ${await tokenOf(sub, "bulk")}` });

async function subscribe(
  query: string,
  headers: Record<string, string>,
  url = gateway.url,
): Promise<EventStream> {
  const stream = await subscribeTo(url, query, headers);
  streams.push(stream);
  return stream;
}

async function startOperation(headers: Record<string, string>, count = COUNT): Promise<string> {
  const updates = Array.from({ length: count }, (_, index) => ({
    groupId: "group-1",
    userId: studentAccount(index + 1),
    nameCard: `card ${index}`,
  }));
  const input = { updates, idempotencyKey: randomUUID() };
  const { data, text } = await sendTo(gateway.url, StartBulkGroupMemberUpdateDocument, { input }, headers);
  const started = data?.startBulkGroupMemberUpdate;
  if (started?.__typename !== "StartBulkOperationSuccess") throw new Error(text);
  return started.operation.id;
}

const states = ({ results }: EventStream) => results.map(({ data }) => data?.["bulkOperationProgressed"]);
const succeeded = (stream: EventStream): number[] => states(stream).map((state) => state?.progress.succeeded);
const codes = ({ results }: EventStream) =>
  results.flatMap(({ errors = [] }) => errors.map(({ extensions }) => extensions?.["code"]));

const TRANSPORTS = ["server-sent events", "HTTP callback"] as const;

test.for(TRANSPORTS)("a client behind a gateway gets progress and the end by %s", async (transport) => {
  const supergraph = compose([{ name: "class-groups", url: app.url, sdl: buildSubgraph().sdl }]);
  const byCallback =
    transport === "HTTP callback" ? await startCallbackGateway(supergraph, ROUTER_SECRET) : undefined;
  const { url } = byCallback ?? gateway;
  const headers = await bearer("teacher_li");
  const operation = "modify_group_member_info";
  const holdLast = app.simulator.faults.add({ kind: "hold", operation, target: studentAccount(COUNT) });
  const holdAll = app.simulator.faults.add({ kind: "hold", operation });
  const id = await startOperation(headers);
  const streams = [
    await subscribe(subscriptionTo(id), headers, url),
    await subscribe(subscriptionTo(id), headers, url),
  ];
  await expect.poll(() => streams.map((stream) => succeeded(stream)[0])).toEqual([0, 0]);
  app.simulator.faults.release(holdAll);
  await expect.poll(() => streams.map((stream) => succeeded(stream).at(-1))).toEqual([COUNT - 1, COUNT - 1]);
  app.simulator.faults.release(holdLast);
  await Promise.all(streams.map(({ ended }) => ended));
  for (const stream of streams) {
    expect(stream.results.flatMap(({ errors = [] }) => errors)).toEqual([]);
    const done = succeeded(stream);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    expect(states(stream).at(-1)).toMatchObject({
      __typename: "GroupMemberUpdateOperation",
      id,
      state: "COMPLETED",
      finishedAt: expect.any(String),
      progress: { total: COUNT, succeeded: COUNT, remaining: 0 },
    });
  }
  await byCallback?.close();
});

test.for(TRANSPORTS)("a client behind a gateway gets a group's changes by %s", async (transport) => {
  const supergraph = compose([{ name: "class-groups", url: app.url, sdl: buildSubgraph().sdl }]);
  const byCallback =
    transport === "HTTP callback" ? await startCallbackGateway(supergraph, ROUTER_SECRET) : undefined;
  const { url } = byCallback ?? gateway;
  const reader = (sub: string, scope: string) =>
    tokenOf(sub, scope).then((token) => ({ authorization: `Bearer ${token}` }));
  const query = 'subscription { groupChanged(id: "group-1") { id name members(first: 1) { totalCount } } }';
  const stream = await subscribe(query, await reader("teacher_li", "read"), url);
  const stranger = await subscribe(query, await reader("stranger", "read:own"), url);
  const unscoped = await subscribe(query, await reader("teacher_li", "bulk"), url);
  await Promise.all([stranger.ended, unscoped.ended]);
  expect(stranger.results).toEqual([{ data: { groupChanged: null } }]);
  expect(codes(unscoped)).toEqual(["FORBIDDEN"]);
  const names = () => stream.results.map(({ data }) => data?.["groupChanged"]?.name);
  const group = app.simulator.world.groups.get("group-1");
  for (const name of ["Algebra B", "Algebra C"]) {
    if (group !== undefined) group.name = name;
    // The gateway may not have subscribed yet.
    await expect
      .poll(() => {
        announcements.heard([{ kind: "group-changed", groupId: "group-1" }]);
        return names().at(-1);
      })
      .toBe(name);
  }
  expect(stream.results.flatMap(({ errors = [] }) => errors)).toEqual([]);
  expect(stream.results.at(-1)?.data?.["groupChanged"]).toMatchObject({
    id: "group-1",
    members: { totalCount: COUNT + 1 },
  });
  await stream[Symbol.asyncDispose]();
  await byCallback?.close();
});

test("an operation that has ended gets one message", async () => {
  const headers = await bearer("teacher_li");
  const id = await startOperation(headers, 1);
  const first = await subscribe(subscriptionTo(id), headers);
  await first.ended;
  const later = await subscribe(subscriptionTo(id), headers);
  await later.ended;
  expect(states(later)).toEqual([expect.objectContaining({ id, state: "COMPLETED" })]);
});

test("another caller's operation is not found, and the scope is required", async () => {
  const id = await startOperation(await bearer("teacher_li"), 3);
  const foreign = await subscribe(subscriptionTo(id), await bearer("teacher_wang"));
  const unknown = await subscribe(subscriptionTo(randomUUID()), await bearer("teacher_wang"));
  const unscoped = await subscribe(subscriptionTo(id), {
    authorization: `Bearer ${await tokenOf("teacher_li", "read")}`,
  });
  const anonymous = await subscribe(subscriptionTo(id), {});
  await Promise.all([foreign.ended, unknown.ended, unscoped.ended, anonymous.ended]);
  expect(codes(foreign)).toEqual(["BULK_OPERATION_NOT_FOUND"]);
  expect(foreign.results).toEqual(unknown.results);
  expect(codes(unscoped)).toEqual(["FORBIDDEN"]);
  expect(codes(anonymous)).toEqual(["UNAUTHENTICATED"]);
  for (const stream of [foreign, unknown, unscoped, anonymous])
    expect(states(stream).every((state) => state == null)).toBe(true);
});

test("a subscription ends when the token expires", async () => {
  app.simulator.faults.add({ kind: "hold", vendor: "tencent-im" });
  const headers = await bearer("teacher_li");
  const id = await startOperation(headers, 100);
  const claims = { scope: "class-groups:bulk", exp: nowInSeconds() + 300 };
  const stream = await subscribe(subscriptionTo(id), { authorization: `Bearer ${await aToken({ claims })}` });
  await expect.poll(() => states(stream)[0]).toMatchObject({ id });
  expect(codes(stream)).toEqual([]);
  clockOffsetMs = 301_000;
  await stream.ended;
  expect(codes(stream)).toEqual(["UNAUTHENTICATED"]);
});

test("a subscription may not select items", async () => {
  const stream = await subscribe(
    subscriptionTo(randomUUID(), "id ... on GroupMemberUpdateOperation { items { nodes { outcome } } }"),
    await bearer("teacher_li"),
  );
  await stream.ended;
  expect(codes(stream)).toEqual(["BAD_USER_INPUT"]);
});

/** A server that records the callbacks it receives. */
async function startCallbackServer(
  statusOf: (body: any) => number = () => 204,
): Promise<{ url: string; bodies: any[]; close: () => void }> {
  const bodies: any[] = [];
  const server: Server = createServer((request, response) => {
    let text = "";
    request.on("data", (part) => (text += String(part)));
    request.on("end", () => {
      const body = JSON.parse(text);
      bodies.push(body);
      response.writeHead(statusOf(body)).end();
    });
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/callback/one`, bodies, close: () => server.close() };
}

async function ask(
  url: string,
  callbackUrl: string | null,
  query: string,
  headers: Record<string, string>,
  heartbeatIntervalMs = 5_000,
): Promise<any> {
  const subscription = { callbackUrl, subscriptionId: "one", verifier: "v", heartbeatIntervalMs };
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query, ...(callbackUrl !== null && { extensions: { subscription } }) }),
  });
  return { status: response.status, ...((await response.json()) as object) };
}

const NOT_ACCEPTED = "a gateway did not accept the end of a subscription";
const codeOf = ({ errors }: any) => errors?.[0]?.extensions?.code;

test("nothing is sent to a callback URL that is not configured", async () => {
  const callbackServer = await startCallbackServer();
  await using strict = await startApp({
    env: { ...ACCESS_ENV, SUBSCRIPTION_CALLBACK_ORIGINS: "https://gateway.example, http://127.0.0.1:9" },
  });
  const headers = asGateway(await tokenOf("teacher_li", "bulk"));
  const urls = [
    callbackServer.url,
    callbackServer.url.replace("127.0.0.1", "localhost"),
    callbackServer.url.replace("http://", "http://gateway.example@"),
    "http://169.254.169.254/latest/meta-data",
    "https://gateway.example:444/callback",
    "file:///etc/passwd",
    "not a url",
  ];
  for (const url of urls) {
    const answer = await ask(strict.url, url, subscriptionTo(randomUUID()), headers);
    expect([url, codeOf(answer)]).toEqual([url, "SUBSCRIPTION_CALLBACK_NOT_ALLOWED"]);
    expect(answer.errors[0].message).toContain("bulkOperation(id:)");
  }
  expect(callbackServer.bodies).toEqual([]);
  callbackServer.close();
});

test("nothing is sent for a refused request: no gateway, no callback, no subscription, too large, not valid", async () => {
  const callbackServer = await startCallbackServer();
  const headers = asGateway(await tokenOf("teacher_li", "bulk"));
  const id = randomUUID();
  const tooLarge = subscriptionTo(
    id,
    `id ${"progress { ".repeat(1)}${Array.from({ length: 20 }, (_, n) => `a${n}: total`).join(" ")} }`,
  );
  const code = async (query: string, given = headers, url: string | null = callbackServer.url) =>
    codeOf(await ask(app.url, url, query, given));
  expect(await code(subscriptionTo(id), { authorization: headers["authorization"] ?? "" })).toBe(
    "UNAUTHENTICATED",
  );
  expect(await code(subscriptionTo(id), headers, null)).toBe("SUBSCRIPTION_NEEDS_CALLBACK");
  expect(await code(tooLarge)).toBe("LIMIT_EXCEEDED");
  expect(await code("subscription { nothing }")).toBe("GRAPHQL_VALIDATION_FAILED");
  expect(await code("subscription {")).toBe("GRAPHQL_PARSE_FAILED");
  expect(await code("subscription($id: ID!) { bulkOperationProgressed(id: $id) { id } }")).toBe(
    "BAD_USER_INPUT",
  );
  expect(await ask(app.url, callbackServer.url, "{ __typename }", headers)).toMatchObject({
    data: { __typename: "Query" },
  });
  expect(callbackServer.bodies).toEqual([]);
  callbackServer.close();
});

test("in production there are no subscriptions until an origin is configured", async () => {
  const callbackServer = await startCallbackServer();
  await using production = await startApp({ env: { NODE_ENV: "production" } });
  const headers = asGateway(await tokenOf("teacher_li", "bulk"));
  const answer = await ask(production.url, callbackServer.url, subscriptionTo(randomUUID()), headers);
  expect(codeOf(answer)).toBe("SUBSCRIPTION_CALLBACK_NOT_ALLOWED");
  expect(callbackServer.bodies).toEqual([]);
  callbackServer.close();
});

test("a refused subscription gets an ending message, and no further ones", async () => {
  const callbackServer = await startCallbackServer();
  const headers = asGateway(await tokenOf("teacher_li", "bulk"));
  await ask(app.url, callbackServer.url, subscriptionTo(randomUUID()), headers);
  await expect.poll(() => callbackServer.bodies.at(-1)?.action).toBe("complete");
  // A message is repeated if its answer took seconds.
  const calls = callbackServer.bodies.map(({ action, id, verifier }) => `${action} ${id} ${verifier}`);
  expect([...new Set(calls)]).toEqual(["check one v", "complete one v"]);
  expect(codeOf(callbackServer.bodies.at(-1))).toBe("BULK_OPERATION_NOT_FOUND");
  callbackServer.close();
});

test("heartbeats come after two thirds of the interval that the gateway requested", async () => {
  const callbackServer = await startCallbackServer();
  app.simulator.faults.add({ kind: "hold", vendor: "tencent-im" });
  const headers = asGateway(await tokenOf("teacher_li", "bulk"));
  const id = await startOperation(await bearer("teacher_li"), 100);
  const checks = () => callbackServer.bodies.filter(({ action }) => action === "check").length;
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  try {
    await ask(app.url, callbackServer.url, subscriptionTo(id), headers, 30_000);
    await expect.poll(checks).toBe(1);
    vi.advanceTimersByTime(19_999);
    await expect.poll(() => callbackServer.bodies.some(({ action }) => action === "next")).toBe(true);
    expect(checks()).toBe(1);
    vi.advanceTimersByTime(1);
    await expect.poll(checks).toBe(2);
  } finally {
    vi.useRealTimers();
    callbackServer.close();
  }
});

test.for([400, 500])("a gateway's answer of %i to the last message is only logged", async (status) => {
  const unhandled: unknown[] = [];
  const record = (reason: unknown) => unhandled.push(reason);
  process.on("unhandledRejection", record);
  const callbackServer = await startCallbackServer(({ action }) => (action === "complete" ? status : 204));
  try {
    const headers = asGateway(await tokenOf("teacher_li", "bulk"));
    const before = app.log.with(NOT_ACCEPTED).length;
    await ask(app.url, callbackServer.url, subscriptionTo(randomUUID()), headers);
    await expect.poll(() => app.log.with(NOT_ACCEPTED).length).toBe(before + 1);
    expect(app.log.with(NOT_ACCEPTED).at(-1)).toMatchObject({ subscriptionId: "one" });
    // Heartbeats go on while the last message is sent again, so a slow machine may see one after it.
    const last = callbackServer.bodies.find(({ action }) => action === "complete");
    expect(last).toMatchObject({ id: "one" });
    await new Promise((resolve) => setImmediate(resolve));
    expect(unhandled).toEqual([]);
  } finally {
    process.off("unhandledRejection", record);
    callbackServer.close();
  }
});

test("a server that stops completes its subscriptions", async () => {
  await using another = await storeFolder();
  const stopping = await startApp({
    env: ACCESS_ENV,
    folder: another.path,
    school: aSchool({ groups: [aGroup({ id: "group-1", members: COUNT + 1 })] }),
  });
  const behind = await startHiveGateway(
    compose([{ name: "class-groups", url: stopping.url, sdl: buildSubgraph().sdl }]),
    0,
    gatewayConfigFrom({ ROUTER_SECRET }),
  );
  try {
    // These are more items than are sent at once, so some are left when the server stops.
    const hold = stopping.simulator.faults.add({ kind: "hold", vendor: "tencent-im" });
    const headers = await bearer("teacher_li");
    const updates = [{ groupId: "group-1", userId: studentAccount(1), muteForSeconds: 60 }];
    const many = Array.from({ length: 100 }, (_, n) => ({
      ...updates[0],
      groupId: "group-1",
      userId: studentAccount(n + 1),
    }));
    const { data } = await sendTo(
      behind.url,
      StartBulkGroupMemberUpdateDocument,
      { input: { updates: many, idempotencyKey: randomUUID() } },
      headers,
    );
    const started = data?.startBulkGroupMemberUpdate;
    if (started?.__typename !== "StartBulkOperationSuccess") throw new Error("not started");
    await using stream = await subscribeTo(behind.url, subscriptionTo(started.operation.id), headers);
    await expect.poll(() => states(stream).length).toBeGreaterThan(0);
    const closed = stopping.close();
    stopping.simulator.faults.release(hold);
    await closed;
    await stream.ended;
    expect(codes(stream)).toEqual([]);
    expect(states(stream).at(-1)).toMatchObject({ finishedAt: null });
  } finally {
    await behind.close();
    await stopping.close();
  }
});
