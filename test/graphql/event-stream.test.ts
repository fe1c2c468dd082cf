import { randomUUID } from "node:crypto";
import { type Client, createClient } from "graphql-sse";
import { request } from "undici";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { studentAccount } from "../../src/simulator/names.js";
import { systemClock } from "../../src/vendor/clock.js";
import { StartBulkGroupMemberUpdateDocument } from "../operations/generated/graphql.js";
import { ACCESS_ENV, asGateway, aToken, nowInSeconds, tokenOf } from "../support/access.js";
import { startApp, type TestApp } from "../support/app.js";
import { scrape, valueOf } from "../support/metrics.js";
import { storeFolder } from "../support/store.js";

const COUNT = 150;
let clockOffsetMs = 0;
let folder: Awaited<ReturnType<typeof storeFolder>>;
let app: TestApp;
const clients: Client[] = [];

const school = () => aSchool({ groups: [aGroup({ id: "group-1", members: COUNT + 1 })] });

beforeAll(async () => {
  folder = await storeFolder();
  app = await startApp({
    env: ACCESS_ENV,
    folder: folder.path,
    clock: { ...systemClock, now: () => new Date(Date.now() + clockOffsetMs) },
    school: school(),
  });
});
afterEach(() => {
  for (const client of clients.splice(0)) client.dispose();
  app.simulator.faults.clear();
  app.simulator.world.reset();
  clockOffsetMs = 0;
});
afterAll(async () => {
  await app.close();
  await folder[Symbol.asyncDispose]();
});

const bearer = async (sub: string, scope = "bulk") => asGateway(await tokenOf(sub, scope));
const subscriptionTo = (id: string, selection = "id state finishedAt progress { succeeded total }") =>
  `subscription { bulkOperationProgressed(id: "${id}") { ${selection} } }`;

async function start(headers: Record<string, string>, count = COUNT): Promise<string> {
  const updates = Array.from({ length: count }, (_, index) => ({
    groupId: "group-1",
    userId: studentAccount(index + 1),
    nameCard: `card ${index}`,
  }));
  const input = { updates, idempotencyKey: randomUUID() };
  const { data, text } = await app.send(StartBulkGroupMemberUpdateDocument, { input }, headers);
  const started = data?.startBulkGroupMemberUpdate;
  if (started?.__typename !== "StartBulkOperationSuccess") throw new Error(text);
  return started.operation.id;
}

/** Subscribes as a client of GraphQL over SSE. */
function listen(url: string, query: string, headers: Record<string, string>) {
  const client = createClient({ url, headers, retryAttempts: 0 });
  clients.push(client);
  const messages: any[] = [];
  let leave = () => {};
  const ended = new Promise<unknown>((resolve) => {
    leave = client.subscribe(
      { query },
      { next: (message) => messages.push(message), complete: () => resolve(null), error: resolve },
    );
  });
  return { messages, ended, leave: () => leave() };
}
const states = (messages: any[]) => messages.map(({ data }) => data?.bulkOperationProgressed);

test("a client of GraphQL over SSE receives an operation's progress and its end", async () => {
  const headers = await bearer("teacher_li");
  const operation = "modify_group_member_info";
  const hold = app.simulator.faults.add({ kind: "hold", operation });
  const id = await start(headers);
  const { messages, ended } = listen(app.url, subscriptionTo(id), headers);
  await expect
    .poll(() => states(messages)[0])
    .toMatchObject({ id, progress: { succeeded: 0, total: COUNT } });
  app.simulator.faults.release(hold);
  expect(await ended).toBeNull();
  expect(states(messages).at(-1)).toMatchObject({ state: "COMPLETED", progress: { succeeded: COUNT } });
});

test("a stream ends when the token expires, and its last message says so", async () => {
  app.simulator.faults.add({ kind: "hold", vendor: "tencent-im" });
  const id = await start(await bearer("teacher_li"), 100);
  const claims = { scope: "class-groups:bulk", exp: nowInSeconds() + 300 };
  const { messages, ended } = listen(app.url, subscriptionTo(id), asGateway(await aToken({ claims })));
  await expect.poll(() => messages.length).toBeGreaterThan(0);
  clockOffsetMs = 301_000;
  expect(await ended).toBeNull();
  expect(messages.at(-1).errors).toEqual([
    expect.objectContaining({ extensions: { code: "UNAUTHENTICATED", reason: "TOKEN_EXPIRED" } }),
  ]);
});

test("a client that leaves frees its subscription at once", async () => {
  app.simulator.faults.add({ kind: "hold", vendor: "tencent-im" });
  const headers = await bearer("teacher_wu");
  const id = await start(headers, 100);
  // A caller may have 20 at a time. These 25 run one after another.
  for (let count = 0; count < 25; count += 1) {
    const { messages, leave } = listen(app.url, subscriptionTo(id), headers);
    await expect.poll(() => states(messages)[0]).toMatchObject({ id });
    leave();
  }
});

const post = async (query: string, headers: Record<string, string>) => {
  const response = await request(app.url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query }),
  });
  const text = await response.body.text();
  return { status: response.statusCode, type: String(response.headers["content-type"]), text };
};
const codeIn = ({ text }: { text: string }) => JSON.parse(text).errors[0].extensions.code;
const EVENTS = { accept: "text/event-stream" };

test("metrics count a stream that was begun as ok, and a refused one by its code", async () => {
  const headers = await bearer("teacher_zhang");
  const counted = async (outcome: string) =>
    valueOf(await scrape(app.adminUrl), "class_groups_graphql_outcomes_total", {
      field: "bulkOperationProgressed",
      outcome,
    });
  const outcomes = ["ok", "UNKNOWN", "BULK_OPERATION_NOT_FOUND"];
  const before = await Promise.all(outcomes.map(counted));
  const { ended } = listen(app.url, subscriptionTo(await start(headers, 1)), headers);
  expect(await ended).toBeNull();
  await post(subscriptionTo(randomUUID()), { ...headers, ...EVENTS });
  const after = await Promise.all(outcomes.map(counted));
  expect(after.map((count, index) => count - (before[index] ?? 0))).toEqual([1, 0, 1]);
});

test("a refusal is JSON with its own status, whatever the client accepts", async () => {
  const headers = { ...(await bearer("teacher_li")), ...EVENTS };
  const unscoped = { ...(await bearer("teacher_li", "read")), ...EVENTS };
  const id = randomUUID();
  const cases: [string, Record<string, string>, number, string][] = [
    [subscriptionTo(id), headers, 404, "BULK_OPERATION_NOT_FOUND"],
    [subscriptionTo(id), unscoped, 403, "FORBIDDEN"],
    [subscriptionTo(id), { ...asGateway(null), ...EVENTS }, 401, "UNAUTHENTICATED"],
    [subscriptionTo(id), EVENTS, 401, "UNAUTHENTICATED"],
    [
      subscriptionTo(id, "id ... on GroupMemberUpdateOperation { items { nodes { outcome } } }"),
      headers,
      400,
      "BAD_USER_INPUT",
    ],
    [subscriptionTo(id, "nothing"), headers, 400, "GRAPHQL_VALIDATION_FAILED"],
    ["subscription {", headers, 400, "GRAPHQL_PARSE_FAILED"],
    [
      subscriptionTo(id, "a: ".repeat(0) + Array.from({ length: 20 }, (_, n) => `a${n}: id`).join(" ")),
      headers,
      400,
      "LIMIT_EXCEEDED",
    ],
    [subscriptionTo(id), await bearer("teacher_li"), 406, "SUBSCRIPTION_NEEDS_CALLBACK"],
    [
      subscriptionTo(id),
      { ...(await bearer("teacher_li")), accept: "multipart/mixed;subscriptionSpec=1.0, application/json" },
      406,
      "SUBSCRIPTION_NEEDS_CALLBACK",
    ],
  ];
  for (const [query, given, status, code] of cases) {
    const answer = await post(query, given);
    expect([query, answer.status, codeIn(answer)]).toEqual([query, status, code]);
    expect(answer.type).toContain("json");
  }
});

test("more than 20 subscriptions of one caller are refused with 429", async () => {
  app.simulator.faults.add({ kind: "hold", vendor: "tencent-im" });
  const headers = await bearer("teacher_zhou");
  const id = await start(headers, 100);
  const streams = Array.from({ length: 20 }, () => listen(app.url, subscriptionTo(id), headers));
  await expect.poll(() => streams.every(({ messages }) => messages.length > 0)).toBe(true);
  const answer = await post(subscriptionTo(id), { ...headers, ...EVENTS });
  expect([answer.status, codeIn(answer)]).toEqual([429, "TOO_MANY_SUBSCRIPTIONS"]);
});

test("a query is answered with JSON if the client accepts it, otherwise with one event", async () => {
  const headers = await bearer("teacher_li");
  const events = await post("{ __typename }", { ...headers, ...EVENTS });
  expect(events.type).toBe("text/event-stream; charset=utf-8");
  expect(events.text).toContain('event: next\ndata: {"data":{"__typename":"Query"}}\n\nevent: complete\n');
  const json = await post("{ __typename }", { ...headers, accept: "application/json, text/event-stream" });
  expect(json).toMatchObject({ status: 200, text: '{"data":{"__typename":"Query"}}\n' });
  expect(json.type).toContain("application/json");
});

test("a request that accepts no supported media type is refused before anything is done", async () => {
  const headers = asGateway(await tokenOf("teacher_li", "write"));
  for (const accept of ["image/png", "multipart/mixed", "text/html"]) {
    const mutation = `mutation { updateGroupMember(input: { groupId: "group-1", userId: "${studentAccount(1)}", nameCard: "Unserved" }) { __typename } }`;
    const answer = await post(mutation, { ...headers, accept });
    expect([accept, answer.status]).toEqual([accept, 406]);
    expect(answer.text).toContain("text/event-stream");
  }
  // Operations of other tests may still be running.
  const bodies = app.simulator.calls.list().map(({ body }) => JSON.stringify(body));
  expect(bodies.filter((body) => body.includes("Unserved"))).toEqual([]);
});

test("a server that stops completes its streams", async () => {
  await using another = await storeFolder();
  const stopping = await startApp({ env: ACCESS_ENV, folder: another.path, school: school() });
  try {
    const hold = stopping.simulator.faults.add({ kind: "hold", vendor: "tencent-im" });
    const headers = await bearer("teacher_li");
    const updates = Array.from({ length: 100 }, (_, n) => ({
      groupId: "group-1",
      userId: studentAccount(n + 1),
      muteForSeconds: 60,
    }));
    const input = { updates, idempotencyKey: randomUUID() };
    const { data } = await stopping.send(StartBulkGroupMemberUpdateDocument, { input }, headers);
    const started = data?.startBulkGroupMemberUpdate;
    if (started?.__typename !== "StartBulkOperationSuccess") throw new Error("not started");
    const { messages, ended } = listen(stopping.url, subscriptionTo(started.operation.id), headers);
    await expect.poll(() => messages.length).toBeGreaterThan(0);
    const closed = stopping.close();
    stopping.simulator.faults.release(hold);
    expect(await ended).toBeNull();
    await closed;
    expect(states(messages).at(-1)).toMatchObject({ finishedAt: null });
  } finally {
    await stopping.close();
  }
});
