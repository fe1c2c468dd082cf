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
import { sendTo, startApp, type TestApp } from "../support/app.js";
import { startCallbackGateway } from "../support/callback-gateway.js";
import { type EventStream, subscribeTo } from "../support/event-stream.js";
import { storeFolder } from "../support/store.js";

const COUNT = 150;
const PROGRESS = "__typename id state finishedAt estimatedFinishAt progress { total succeeded remaining }";
const watching = (id: string, selection = PROGRESS) =>
  `subscription { bulkOperationProgressed(id: "${id}") { ${selection} } }`;

/** How far the wall clock of the server and the vendors is ahead. */
let laterByMs = 0;
let folder: Awaited<ReturnType<typeof storeFolder>>;
let app: TestApp;
let gateway: Gateway;
const streams: EventStream[] = [];

const startTheApp = () =>
  startApp({
    env: ACCESS_ENV,
    folder: folder.path,
    clock: { ...systemClock, now: () => new Date(Date.now() + laterByMs) },
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
  laterByMs = 0;
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

const seen = ({ results }: EventStream) => results.map(({ data }) => data?.["bulkOperationProgressed"]);
const succeeded = (stream: EventStream): number[] => seen(stream).map((state) => state?.progress.succeeded);
const codes = ({ results }: EventStream) =>
  results.flatMap(({ errors = [] }) => errors.map(({ extensions }) => extensions?.["code"]));

const WAYS = ["server-sent events", "HTTP callback"] as const;

test.for(WAYS)("a client behind a gateway sees an operation grow, and its end, by %s", async (way) => {
  const supergraph = compose([{ name: "class-groups", url: app.url, sdl: buildSubgraph().sdl }]);
  const byCallback =
    way === "HTTP callback" ? await startCallbackGateway(supergraph, ROUTER_SECRET) : undefined;
  const { url } = byCallback ?? gateway;
  const headers = await bearer("teacher_li");
  const operation = "modify_group_member_info";
  const holdLast = app.simulator.faults.add({ kind: "hold", operation, target: studentAccount(COUNT) });
  const holdAll = app.simulator.faults.add({ kind: "hold", operation });
  const id = await startOperation(headers);
  const streams = [await subscribe(watching(id), headers, url), await subscribe(watching(id), headers, url)];
  await expect.poll(() => streams.map((stream) => succeeded(stream)[0])).toEqual([0, 0]);
  app.simulator.faults.release(holdAll);
  await expect.poll(() => streams.map((stream) => succeeded(stream).at(-1))).toEqual([COUNT - 1, COUNT - 1]);
  app.simulator.faults.release(holdLast);
  await Promise.all(streams.map(({ ended }) => ended));
  for (const stream of streams) {
    expect(stream.results.flatMap(({ errors = [] }) => errors)).toEqual([]);
    const done = succeeded(stream);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    expect(seen(stream).at(-1)).toMatchObject({
      __typename: "GroupMemberUpdateOperation",
      id,
      state: "COMPLETED",
      finishedAt: expect.any(String),
      progress: { total: COUNT, succeeded: COUNT, remaining: 0 },
    });
  }
  await byCallback?.close();
});

test("an operation that has ended is told once", async () => {
  const headers = await bearer("teacher_li");
  const id = await startOperation(headers, 1);
  const first = await subscribe(watching(id), headers);
  await first.ended;
  const later = await subscribe(watching(id), headers);
  await later.ended;
  expect(seen(later)).toEqual([expect.objectContaining({ id, state: "COMPLETED" })]);
});

test("another's operation is as if it were not there, and without the scope nothing is", async () => {
  const id = await startOperation(await bearer("teacher_li"), 3);
  const foreign = await subscribe(watching(id), await bearer("teacher_wang"));
  const unknown = await subscribe(watching(randomUUID()), await bearer("teacher_wang"));
  const unscoped = await subscribe(watching(id), {
    authorization: `Bearer ${await tokenOf("teacher_li", "read")}`,
  });
  const nobody = await subscribe(watching(id), {});
  await Promise.all([foreign.ended, unknown.ended, unscoped.ended, nobody.ended]);
  expect(codes(foreign)).toEqual(["BULK_OPERATION_NOT_FOUND"]);
  expect(foreign.results).toEqual(unknown.results);
  expect(codes(unscoped)).toEqual(["FORBIDDEN"]);
  expect(codes(nobody)).toEqual(["UNAUTHENTICATED"]);
  for (const stream of [foreign, unknown, unscoped, nobody])
    expect(seen(stream).every((state) => state == null)).toBe(true);
});

test("it ends with the token", async () => {
  app.simulator.faults.add({ kind: "hold", vendor: "tencent-im" });
  const headers = await bearer("teacher_li");
  const id = await startOperation(headers, 100);
  const claims = { scope: "class-groups:bulk", exp: nowInSeconds() + 300 };
  const stream = await subscribe(watching(id), { authorization: `Bearer ${await aToken({ claims })}` });
  await expect.poll(() => seen(stream)[0]).toMatchObject({ id });
  expect(codes(stream)).toEqual([]);
  laterByMs = 301_000;
  await stream.ended;
  expect(codes(stream)).toEqual(["UNAUTHENTICATED"]);
});

test("items are not sent with each message", async () => {
  const stream = await subscribe(
    watching(randomUUID(), "id ... on GroupMemberUpdateOperation { items { nodes { outcome } } }"),
    await bearer("teacher_li"),
  );
  await stream.ended;
  expect(codes(stream)).toEqual(["BAD_USER_INPUT"]);
});

/** Whatever a server is sent. */
async function listenForCalls(
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

const GIVEN_UP = "a gateway did not accept the end of a subscription";
const codeOf = ({ errors }: any) => errors?.[0]?.extensions?.code;

test("nothing is sent to a callback URL that the configuration does not hold", async () => {
  const stranger = await listenForCalls();
  await using strict = await startApp({
    env: { ...ACCESS_ENV, SUBSCRIPTION_CALLBACK_ORIGINS: "https://gateway.example, http://127.0.0.1:9" },
  });
  const headers = asGateway(await tokenOf("teacher_li", "bulk"));
  const urls = [
    stranger.url,
    stranger.url.replace("127.0.0.1", "localhost"),
    stranger.url.replace("http://", "http://gateway.example@"),
    "http://169.254.169.254/latest/meta-data",
    "https://gateway.example:444/callback",
    "file:///etc/passwd",
    "not a url",
  ];
  for (const url of urls) {
    const answer = await ask(strict.url, url, watching(randomUUID()), headers);
    expect([url, codeOf(answer)]).toEqual([url, "SUBSCRIPTION_CALLBACK_NOT_ALLOWED"]);
    expect(answer.errors[0].message).toContain("bulkOperation(id:)");
  }
  expect(stranger.bodies).toEqual([]);
  stranger.close();
});

test("nothing is sent for what is refused before: no gateway, no callback, no subscription, too large, not valid", async () => {
  const stranger = await listenForCalls();
  const headers = asGateway(await tokenOf("teacher_li", "bulk"));
  const id = randomUUID();
  const deep = watching(
    id,
    `id ${"progress { ".repeat(1)}${Array.from({ length: 20 }, (_, n) => `a${n}: total`).join(" ")} }`,
  );
  const code = async (query: string, given = headers, url: string | null = stranger.url) =>
    codeOf(await ask(app.url, url, query, given));
  expect(await code(watching(id), { authorization: headers["authorization"] ?? "" })).toBe("UNAUTHENTICATED");
  expect(await code(watching(id), headers, null)).toBe("SUBSCRIPTION_NEEDS_CALLBACK");
  expect(await code(deep)).toBe("LIMIT_EXCEEDED");
  expect(await code("subscription { nothing }")).toBe("GRAPHQL_VALIDATION_FAILED");
  expect(await code("subscription {")).toBe("GRAPHQL_PARSE_FAILED");
  expect(await code("subscription($id: ID!) { bulkOperationProgressed(id: $id) { id } }")).toBe(
    "BAD_USER_INPUT",
  );
  expect(await ask(app.url, stranger.url, "{ __typename }", headers)).toMatchObject({
    data: { __typename: "Query" },
  });
  expect(stranger.bodies).toEqual([]);
  stranger.close();
});

test("in production there are no subscriptions until an origin is configured", async () => {
  const stranger = await listenForCalls();
  await using production = await startApp({ env: { NODE_ENV: "production" } });
  const headers = asGateway(await tokenOf("teacher_li", "bulk"));
  const answer = await ask(production.url, stranger.url, watching(randomUUID()), headers);
  expect(codeOf(answer)).toBe("SUBSCRIPTION_CALLBACK_NOT_ALLOWED");
  expect(stranger.bodies).toEqual([]);
  stranger.close();
});

test("one that is refused is ended by a message, and not heard of again", async () => {
  const gatewayOfOurs = await listenForCalls();
  const headers = asGateway(await tokenOf("teacher_li", "bulk"));
  await ask(app.url, gatewayOfOurs.url, watching(randomUUID()), headers);
  await expect.poll(() => gatewayOfOurs.bodies.at(-1)?.action).toBe("complete");
  // A message comes again where its answer took seconds.
  const heard = gatewayOfOurs.bodies.map(({ action, id, verifier }) => `${action} ${id} ${verifier}`);
  expect([...new Set(heard)]).toEqual(["check one v", "complete one v"]);
  expect(codeOf(gatewayOfOurs.bodies.at(-1))).toBe("BULK_OPERATION_NOT_FOUND");
  gatewayOfOurs.close();
});

test("heartbeats come after two thirds of the interval that the gateway asked for", async () => {
  const gatewayOfOurs = await listenForCalls();
  app.simulator.faults.add({ kind: "hold", vendor: "tencent-im" });
  const headers = asGateway(await tokenOf("teacher_li", "bulk"));
  const id = await startOperation(await bearer("teacher_li"), 100);
  const checks = () => gatewayOfOurs.bodies.filter(({ action }) => action === "check").length;
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  try {
    await ask(app.url, gatewayOfOurs.url, watching(id), headers, 30_000);
    await expect.poll(checks).toBe(1);
    vi.advanceTimersByTime(19_999);
    await expect.poll(() => gatewayOfOurs.bodies.some(({ action }) => action === "next")).toBe(true);
    expect(checks()).toBe(1);
    vi.advanceTimersByTime(1);
    await expect.poll(checks).toBe(2);
  } finally {
    vi.useRealTimers();
    gatewayOfOurs.close();
  }
});

test.for([400, 500])("a gateway that answers the last message with %i harms nobody", async (status) => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  process.on("unhandledRejection", note);
  const gatewayOfOurs = await listenForCalls(({ action }) => (action === "complete" ? status : 204));
  try {
    const headers = asGateway(await tokenOf("teacher_li", "bulk"));
    const told = app.log.with(GIVEN_UP).length;
    await ask(app.url, gatewayOfOurs.url, watching(randomUUID()), headers);
    await expect.poll(() => app.log.with(GIVEN_UP).length).toBe(told + 1);
    expect(app.log.with(GIVEN_UP).at(-1)).toMatchObject({ subscriptionId: "one" });
    // Heartbeats go on while the last message is sent again, so a slow machine may see one after it.
    const last = gatewayOfOurs.bodies.find(({ action }) => action === "complete");
    expect(last).toMatchObject({ id: "one" });
    await new Promise((resolve) => setImmediate(resolve));
    expect(unhandled).toEqual([]);
  } finally {
    process.off("unhandledRejection", note);
    gatewayOfOurs.close();
  }
});

test("a server that stops ends what is watched, in order", async () => {
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
    // So many items are never sent at once, so some of them are left when the server stops.
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
    await using stream = await subscribeTo(behind.url, watching(started.operation.id), headers);
    await expect.poll(() => seen(stream).length).toBeGreaterThan(0);
    const closed = stopping.close();
    stopping.simulator.faults.release(hold);
    await closed;
    await stream.ended;
    expect(codes(stream)).toEqual([]);
    expect(seen(stream).at(-1)).toMatchObject({ finishedAt: null });
  } finally {
    await behind.close();
    await stopping.close();
  }
});
