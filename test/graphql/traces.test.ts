import { afterEach, beforeEach, expect, test } from "vitest";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import { sendTo, startApp, type TestApp } from "../support/app.js";
import { FakeClock } from "../support/fake-clock.js";
import { JSON_TYPE, sendRaw } from "../support/graphql-suite.js";
import { askWhileHeld } from "../support/held-calls.js";
import { type OtlpReceiver, type ReceivedSpan, startOtlpReceiver } from "../support/otlp-receiver.js";

const CLASSIN_SECRET = "canary-classin-secret";
const TENCENT_KEY = "canary-tencent-key";
const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const SPAN = "00f067aa0ba902b7";
const school = aSchool({
  courses: [aCourse({ id: "1001" })],
  groups: [
    aGroup({
      id: "course-1001",
      members: [{ userId: "canary-user", nameCard: "canary-card-stored", role: "Owner" }],
    }),
  ],
});
const accounts = {
  classin: { sid: "7654321", secret: CLASSIN_SECRET },
  tencentIm: { sdkAppId: 1400000009, secretKey: TENCENT_KEY, admin: "root_admin" },
};

let receiver: OtlpReceiver;
let app: TestApp;
const startTraced = (options: { clock?: FakeClock } = {}) =>
  startApp({ school, accounts, env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url }, ...options });
beforeEach(async () => {
  receiver = await startOtlpReceiver();
  app = await startTraced();
});
afterEach(async () => {
  await app.close();
  await receiver[Symbol.asyncDispose]();
});

/** Stops the server, so that it sends all its spans. */
async function spans(): Promise<readonly ReceivedSpan[]> {
  await app.close();
  return receiver.spans;
}
const only = <T>(items: readonly T[]): T => {
  const [first] = items;
  if (first === undefined || items.length > 1) throw new Error(`Expected one item, not ${items.length}.`);
  return first;
};

test("an operation is a server span, and each vendor call is a client span below it", async () => {
  await app.run('{ course(id: "1001") { group { name } } again: group(id: "course-1001") { name } }');
  const all = await spans();
  const operation = only(all.filter(({ kind }) => kind === "server"));
  const call = only(all.filter(({ kind }) => kind === "client"));
  expect(operation).toMatchObject({
    name: "query course group",
    parentSpanId: "",
    failed: false,
    attributes: {
      "graphql.operation.type": "query",
      "class_groups.fields": ["course", "group"],
      "class_groups.outcomes": ["ok"],
    },
  });
  expect(call).toMatchObject({
    name: "tencent-im get_group_info",
    traceId: operation.traceId,
    parentSpanId: operation.spanId,
    failed: false,
    events: ["attempt"],
    attributes: {
      "class_groups.vendor": "tencent-im",
      "class_groups.operation": "get_group_info",
      "class_groups.outcome": "answered",
      "class_groups.lane": "interactive",
      "class_groups.attempts": 1,
      "class_groups.code": 0,
    },
  });
  expect(receiver.resource).toMatchObject({ "service.name": "class-groups" });
});

test("the server continues a trace that the gateway began", async () => {
  const traceparent = `00-${TRACE}-${SPAN}-01`;
  await sendTo(app.url, '{ group(id: "course-1001") { name } }', {}, { traceparent, tracestate: "a=1" });
  const all = await spans();
  const operation = only(all.filter(({ kind }) => kind === "server"));
  expect(operation).toMatchObject({ traceId: TRACE, parentSpanId: SPAN });
  expect(only(all.filter(({ kind }) => kind === "client"))).toMatchObject({
    traceId: TRACE,
    parentSpanId: operation.spanId,
  });
});

test("a trace that the gateway does not record is not recorded here either", async () => {
  await sendTo(app.url, "{ __typename }", {}, { traceparent: `00-${TRACE}-${SPAN}-00` });
  expect(await spans()).toEqual([]);
});

test.for([
  "nonsense",
  `00-${"0".repeat(32)}-${SPAN}-01`,
  `00-${TRACE}-${"0".repeat(16)}-01`,
  `ff-${TRACE}-${SPAN}-01`,
  `00-${TRACE.toUpperCase()}-${SPAN}-01`,
  `00-${TRACE}-${SPAN}`,
])("an invalid traceparent starts a new trace: %s", async (traceparent) => {
  await sendTo(app.url, "{ __typename }", {}, { traceparent });
  const span = only(await spans());
  expect(span.parentSpanId).toBe("");
  expect(span.traceId).not.toBe(TRACE);
});

test("attempts are events of one span, and a failure marks both spans", async () => {
  app.simulator.faults.add({ kind: "code", code: 104, times: 2 });
  app.simulator.faults.add({ kind: "code", code: 144 });
  await app.run('mutation { syncClassNicknames(courseId: "1001") { __typename } }');
  const all = await spans();
  expect(only(all.filter(({ kind }) => kind === "client"))).toMatchObject({
    name: "classin modifyGroupMemberNickname",
    failed: true,
    events: ["attempt", "attempt", "attempt"],
    attributes: { "class_groups.attempts": 3, "class_groups.code": 144 },
  });
  expect(only(all.filter(({ kind }) => kind === "server"))).toMatchObject({
    name: "mutation syncClassNicknames",
    failed: true,
    attributes: { "class_groups.outcomes": ["CourseNotFoundError"] },
  });
});

test("a call that requests share is below the first of them and linked to the others", async () => {
  const clock = new FakeClock();
  await app.close();
  app = await startTraced({ clock });
  const hold = app.simulator.faults.add({ kind: "hold" });
  // The read of another group comes first, so the five requests wait and share the next call.
  const ask = (id: string) => () => app.run(`{ group(id: "${id}") { name } }`);
  const requests = [ask("other"), ...Array.from({ length: 5 }, () => ask("course-1001"))];
  const answers = await askWhileHeld({ app, clock, hold }, requests);
  await clock.advance(100);
  app.simulator.faults.release(hold);
  await Promise.all(answers);
  const all = await spans();
  const operations = all.filter(({ kind }) => kind === "server").map(({ spanId }) => spanId);
  const calls = all.filter(({ kind }) => kind === "client");
  expect(operations).toHaveLength(6);
  expect(calls.map(({ links }) => links.length).sort()).toEqual([0, 4]);
  const parents = calls.flatMap(({ parentSpanId, links }) => [parentSpanId, ...links]);
  expect(new Set(parents)).toEqual(new Set(operations));
});

test("an operation with many fields has a short name, and an invalid one a fixed name", async () => {
  const aliases = Array.from({ length: 8 }, (_, index) => `a${index}: group(id: "none${index}") { id }`);
  await app.send(`{ ${aliases.join(" ")} __typename course(id: "1") { id } user: __typename }`);
  await app.send("query CanaryName { canaryField }");
  await sendRaw(app.url, { headers: JSON_TYPE, body: JSON.stringify({ query: "{ canary" }) });
  expect((await spans()).filter(({ kind }) => kind === "server").map(({ name }) => name)).toEqual([
    "query group __typename course",
    "graphql",
    "graphql",
  ]);
});

test("spans contain no URL, signature, name, card or argument", async () => {
  const ids = { groupId: "course-1001", userId: "canary-user" };
  for (const fault of [null, { kind: "code", code: 70009 }, { kind: "reset" }, { kind: "html" }] as const) {
    app.simulator.faults.clear();
    if (fault !== null) app.simulator.faults.add(fault);
    await app.send(
      `mutation CanaryOperation($input: UpdateGroupMemberInput!) { updateGroupMember(input: $input) { __typename } }`,
      { input: { ...ids, nameCard: "canary-card-set" } },
    );
    await app.send('{ group(id: "course-1001") { members { nodes { nameCard userId } } } }');
    await app.send('mutation { syncClassNicknames(courseId: "1001") { __typename } }');
  }
  expect((await spans()).length).toBeGreaterThan(12);
  expect(receiver.received).not.toMatch(/canary|usersig|safekey|https?:\/\/(?!127\.0\.0\.1:\d+\/v1)/i);
  expect(receiver.received).not.toContain(new URL(app.simulator.url).host);
});

test("a receiver that refuses spans affects neither requests nor the stop", async () => {
  await using refusing = await startOtlpReceiver({ status: 400 });
  const traced = await startApp({ school, accounts, env: { OTEL_EXPORTER_OTLP_ENDPOINT: refusing.url } });
  const { errors } = await traced.send('{ group(id: "course-1001") { name } }');
  expect(errors).toEqual([]);
  await traced.close();
  expect(refusing.received).toContain("POST /v1/traces");
});

test("a receiver that is down neither affects requests nor delays the stop", async () => {
  await receiver[Symbol.asyncDispose]();
  const { errors } = await app.send('{ group(id: "course-1001") { name } }');
  expect(errors).toEqual([]);
  await app.close();
  receiver = await startOtlpReceiver();
});
