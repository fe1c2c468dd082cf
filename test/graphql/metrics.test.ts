import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import { startApp, type TestApp } from "../support/app.js";
import { FakeClock } from "../support/fake-clock.js";
import { JSON_TYPE, sendRaw } from "../support/graphql-suite.js";
import { samplesOf, scrape, valueOf } from "../support/metrics.js";
import { PATIENTLY } from "../support/patiently.js";

const school = aSchool({
  courses: [aCourse({ id: "1001" })],
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
const SECRETS = { classin: "canary-classin-secret", tencent: "canary-tencent-key" };

let app: TestApp;
/** Counters only grow, so each test checks what it added. */
let before: Awaited<ReturnType<typeof scrape>>;
beforeAll(async () => {
  app = await startApp({
    school,
    accounts: {
      classin: { sid: "7654321", secret: SECRETS.classin },
      tencentIm: { sdkAppId: 1400000009, secretKey: SECRETS.tencent, admin: "root_admin" },
    },
    env: { CLASSIN_CALLS_PER_SECOND: "200" },
  });
});
afterAll(() => app.close());
beforeEach(async () => {
  app.simulator.faults.clear();
  app.simulator.world.reset();
  app.simulator.world.clock.skewMs = 0;
  before = await scrape(app.adminUrl);
});

const OUTCOMES = "class_groups_graphql_outcomes_total";
const CALLS = "class_groups_vendor_calls_total";

async function added(name: string, labels: Record<string, string> = {}): Promise<number> {
  return valueOf(await scrape(app.adminUrl), name, labels) - valueOf(before, name, labels);
}
/** The label sets that grew, as text. */
async function grown(name: string): Promise<string[]> {
  const now = await scrape(app.adminUrl);
  return samplesOf(now, name)
    .filter(({ labels, value }) => value > valueOf(before, name, labels))
    .map(
      ({ labels, value }) => `${Object.values(labels).join(" ")}: ${value - valueOf(before, name, labels)}`,
    )
    .sort();
}

test("a mutation is counted by its result type, even if the client does not select it", async () => {
  await app.run('mutation { syncClassNicknames(courseId: "1001") { ... on MutationError { message } } }');
  await app.run('mutation { a: syncClassNicknames(courseId: "404") { ... on MutationError { message } } }');
  expect(await grown(OUTCOMES)).toEqual([
    "mutation syncClassNicknames CourseNotFoundError: 1",
    "mutation syncClassNicknames ok: 1",
  ]);
});

test("each item of a list mutation is counted separately", async () => {
  const item = (userId: string) => ({ groupId: "course-1001", userId, nameCard: "New" });
  await app.run(
    "mutation ($inputs: [UpdateGroupMemberInput!]!) { updateGroupMembers(inputs: $inputs) { __typename } }",
    { inputs: [item("stu_1"), item("nobody"), item("teacher_li")] },
  );
  expect(await grown(OUTCOMES)).toEqual([
    "mutation updateGroupMembers GroupMemberNotFoundError: 1",
    "mutation updateGroupMembers ok: 2",
  ]);
});

test("queries are counted by field and failures by code, regardless of aliases", async () => {
  app.simulator.faults.add({ kind: "http", httpStatus: 502, operation: "get_group_info" });
  await app.send(
    '{ first: group(id: "course-1001") { name } second: course(id: "1001") { id } ...More } fragment More on Query { third: course(id: "1") { id } }',
  );
  expect(await grown(OUTCOMES)).toEqual(["query course ok: 2", "query group VENDOR_UNAVAILABLE: 1"]);
});

test("skipped fields are not counted", async () => {
  await app.run('{ course(id: "1") @skip(if: true) { id } __typename }');
  expect(await grown(OUTCOMES)).toEqual(["query __typename ok: 1"]);
});

test("syntax errors and validation errors are counted only by code", async () => {
  await app.send("{ canary");
  await app.send('{ canaryAlias: canaryField(id: "1") }');
  await app.send("query ($canary: ID!) { course(id: $canary) { id } }");
  await sendRaw(app.url, { headers: JSON_TYPE, body: "{}" });
  const labels = await grown(OUTCOMES);
  expect(labels).toContain("none none GRAPHQL_PARSE_FAILED: 1");
  expect(labels).toContain("none none GRAPHQL_VALIDATION_FAILED: 1");
  expect(labels.join()).not.toMatch(/canary/i);
  expect(await added("class_groups_http_answers_total", { status: "400" })).toBe(4);
});

test("the duration of an operation is counted under its root field", async () => {
  const seconds = "class_groups_graphql_operation_duration_seconds";
  await app.run('query CanaryName { course(id: "1") { id } }');
  await app.run('{ course(id: "1") { id } __typename }');
  expect(await added(`${seconds}_count`, { type: "query", field: "course" })).toBe(1);
  expect(await added(`${seconds}_count`, { type: "query", field: "several" })).toBe(1);
});

test("a vendor call is counted with its code, its attempts and its duration", async () => {
  app.simulator.faults.add({ kind: "code", code: 104, times: 1 });
  await app.run('mutation { syncClassNicknames(courseId: "1001") { __typename } }');
  const of = { vendor: "classin", operation: "modifyGroupMemberNickname" };
  expect(await grown(CALLS)).toEqual(["classin modifyGroupMemberNickname ok 1: 1"]);
  expect(await added("class_groups_vendor_attempts_total", of)).toBe(2);
  expect(await added("class_groups_vendor_call_duration_seconds_count", of)).toBe(1);
  const lane = { vendor: "classin", lane: "interactive" };
  expect(await added("class_groups_vendor_pacer_wait_seconds_count", lane)).toBe(1);
});

test("a refusal is counted by its code, and all undocumented codes share one label", async () => {
  for (const code of [149, 31_337, 31_338]) {
    app.simulator.faults.clear();
    app.simulator.faults.add({ kind: "code", code });
    await app.run('mutation { syncClassNicknames(courseId: "1001") { __typename } }');
  }
  expect(await grown(CALLS)).toEqual([
    "classin modifyGroupMemberNickname refused 149: 1",
    "classin modifyGroupMemberNickname refused undocumented: 2",
  ]);
});

test("a code that is documented only for another call counts as undocumented", async () => {
  app.simulator.faults.add({ kind: "code", code: 163 });
  await app.run('mutation { syncClassNicknames(courseId: "1001") { __typename } }');
  app.simulator.faults.clear();
  app.simulator.faults.add({ kind: "student-code", code: 121601059 });
  await app.run('mutation { syncStudentNicknames(input: { classinUids: ["1001001"] }) { __typename } }');
  expect(await grown(CALLS)).toEqual([
    "classin modifyCourseStudentNickName refused 121601059: 1",
    "classin modifyGroupMemberNickname refused undocumented: 1",
  ]);
});

test("a call without a readable answer is counted by its outcome", async () => {
  app.simulator.faults.add({ kind: "html", operation: "modify_group_member_info" });
  await app.run(
    'mutation { updateGroupMember(input: { groupId: "course-1001", userId: "stu_1", muteForSeconds: 60 }) { __typename } }',
  );
  // A lookup shows that the change was not made, so it is sent once more.
  expect(await grown(CALLS)).toContain("tencent-im modify_group_member_info unreadable-answer none: 2");
});

test("reads of 60 groups are one batch", async () => {
  const ids = Array.from({ length: 60 }, (_, index) => `group${index}`);
  await app.run("query ($ids: [ID!]!) { groups(ids: $ids) { name } }", { ids });
  expect(await added("class_groups_read_batch_keys_count", { of: "groups" })).toBe(1);
  expect(await added("class_groups_read_batch_keys_sum", { of: "groups" })).toBe(60);
  expect(await added("class_groups_read_batch_reads_total", { of: "groups" })).toBe(60);
});

test("calls that wait for a permit are counted while they wait", async () => {
  const clock = new FakeClock();
  await using slow = await startApp({ school, clock, env: { CLASSIN_CALLS_PER_SECOND: "1" } });
  const syncs = ["1", "2", "3"].map((id) =>
    slow.send(`mutation { syncClassNicknames(courseId: "${id}") { __typename } }`),
  );
  const queue = "class_groups_vendor_pacer_queue";
  const waiting = async (labels: Record<string, string>) =>
    valueOf(await scrape(slow.adminUrl), queue, labels);
  for (const [sent, left] of [2, 1, 0].entries()) {
    await expect.poll(() => waiting({ budget: "classin", lane: "interactive" }), PATIENTLY).toBe(left);
    expect(await waiting({ lane: "bulk" })).toBe(0);
    await expect.poll(() => slow.log.saying("vendor call").length, PATIENTLY).toBe(sent + 1);
    // One call a second: the next one goes.
    await clock.advance(2_000);
  }
  await Promise.all(syncs);
});

test("a call's permit is in use until a second after its answer", async () => {
  const clock = new FakeClock();
  await using paced = await startApp({ school, clock, env: { CLASSIN_CALLS_PER_SECOND: "7" } });
  const permits = async (metric: string) =>
    valueOf(await scrape(paced.adminUrl), `class_groups_vendor_permits_${metric}`, { budget: "classin" });
  await paced.run('mutation { syncClassNicknames(courseId: "1001") { __typename } }');
  expect(await permits("limit")).toBe(7);
  expect(await permits("in_use")).toBe(1);
  await clock.advance(2_000);
  expect(await permits("in_use")).toBe(0);
});

test("metrics show each vendor's clock, breaker and lock-out, the process and the version", async () => {
  app.simulator.world.clock.skewMs = 300_000;
  await app.run('mutation { syncClassNicknames(courseId: "1001") { __typename } }');
  const now = await scrape(app.adminUrl);
  const [skew] = samplesOf(now, "class_groups_vendor_clock_skew_seconds", { vendor: "classin" });
  expect(skew?.value).toBeGreaterThan(290);
  expect(skew?.value).toBeLessThan(310);
  expect(samplesOf(now, "class_groups_vendor_breaker_state", { state: "closed" })).toMatchObject([
    { labels: { vendor: "classin" }, value: 1 },
    { labels: { vendor: "tencent-im" }, value: 1 },
  ]);
  expect(valueOf(now, "class_groups_vendor_breaker_state", { state: "open" })).toBe(0);
  expect(samplesOf(now, "class_groups_vendor_locked_out").map(({ value }) => value)).toEqual([0, 0]);
  expect(valueOf(now, "class_groups_ready")).toBe(1);
  expect(samplesOf(now, "class_groups_store_up")).toMatchObject([
    { labels: { store: "embedded" }, value: 1 },
  ]);
  // Neither is configured here.
  expect(samplesOf(now, "class_groups_permit_ledger_up")).toEqual([]);
  expect(samplesOf(now, "class_groups_token_keys_up")).toEqual([]);
  expect(samplesOf(now, "class_groups_build_info")).toMatchObject([
    { labels: { version: "0.1.0" }, value: 1 },
  ]);
  expect(samplesOf(now, "nodejs_eventloop_lag_p99_seconds")).toHaveLength(1);
  expect(valueOf(now, "process_resident_memory_bytes")).toBeGreaterThan(1e6);
});

test("two servers in one process count separately", async () => {
  await using other = await startApp({ school });
  await other.run("{ __typename }");
  expect(await added(OUTCOMES)).toBe(0);
  expect(valueOf(await scrape(other.adminUrl), OUTCOMES)).toBe(1);
});

test("metrics contain no secret, signature, name, card, id, alias or operation name", async () => {
  await app.send(
    `mutation CanaryOperation { canaryAlias: updateGroupMember(input: { groupId: "course-1001", userId: "stu_1", nameCard: "canary-card-set" }) { __typename } }`,
  );
  await app.send('{ group(id: "canary-group") { members { nodes { nameCard } } } }');
  const { text } = await scrape(app.adminUrl);
  expect(text).toContain("updateGroupMember");
  expect(text).not.toMatch(/canary|usersig|safekey|stu_1|course-1001/i);
});
