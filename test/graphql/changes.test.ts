import { afterEach, beforeEach, expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { ACCESS_ENV, asGateway, aToken, tokenOf } from "../support/access.js";
import { announcementsOf } from "../support/announcements.js";
import { startApp, type TestApp } from "../support/app.js";
import { type EventStream, subscribeTo } from "../support/event-stream.js";
import { FakeClock } from "../support/fake-clock.js";
import { insertCourses, startWithStore } from "../support/webhook-rows.js";

const GROUP_ID = "course-1001";

/** The options of a server on a fake clock, whose announcements the test makes. */
function options() {
  // Short waits for permits of vendor calls pass by themselves.
  const clock = new FakeClock(undefined, { passesMs: 50 });
  const announcements = announcementsOf(clock);
  const school = aSchool({ groups: [aGroup({ id: GROUP_ID, name: "Algebra", members: 3 })] });
  return { env: ACCESS_ENV, clock, announcements, school };
}

let given: ReturnType<typeof options>;
let app: TestApp;
const streams: EventStream[] = [];

beforeEach(async () => {
  given = options();
  app = await startApp(given);
});
afterEach(async () => {
  await Promise.all(streams.splice(0).map((stream) => stream[Symbol.asyncDispose]()));
  await app.close();
});

const groupChanged = (selection = "id name", id = GROUP_ID) =>
  `subscription { groupChanged(id: "${id}") { ${selection} } }`;
const courseChanged = (selection = "id name", id = "1001") =>
  `subscription { courseChanged(id: "${id}") { ${selection} } }`;

/** Subscribes, and waits until the server watches. */
async function subscribe(
  query: string,
  { sub = "teacher_li", scopes = ["read"] } = {},
): Promise<EventStream> {
  const stream = await subscribeTo(app.url, query, asGateway(await tokenOf(sub, ...scopes)));
  streams.push(stream);
  return stream;
}
const changeGroup = (groupId = GROUP_ID) => given.announcements.heard([{ kind: "group-changed", groupId }]);
const changeCourse = (courseId = "1001") => given.announcements.heard([{ kind: "course-changed", courseId }]);
const group = () => {
  const found = app.simulator.world.groups.get(GROUP_ID);
  if (found === undefined) throw new Error("no group");
  return found;
};
const groups = ({ results }: EventStream) => results.map(({ data }) => data?.["groupChanged"]);
const courses = ({ results }: EventStream) => results.map(({ data }) => data?.["courseChanged"]);
const codes = ({ results }: EventStream) =>
  results.flatMap(({ errors = [] }) => errors.map(({ extensions }) => extensions?.["code"]));
let barriers = 0;
/** Sends a later message about another group. Whatever was sent before it has arrived when this resolves. */
async function barrier(): Promise<void> {
  const id = `no-group-${(barriers += 1)}`;
  const other = await subscribe(groupChanged("id", id));
  changeGroup(id);
  await expect.poll(() => groups(other)).toEqual([null]);
}

test("each change of a group is sent with the latest state, at most once a second", async () => {
  const stream = await subscribe(groupChanged());
  await barrier();
  expect(stream.results).toEqual([]);
  group().name = "Algebra B";
  changeGroup();
  await expect.poll(() => groups(stream)).toEqual([{ id: GROUP_ID, name: "Algebra B" }]);
  group().name = "Algebra C";
  changeGroup();
  group().name = "Algebra D";
  changeGroup();
  await given.clock.advance(999);
  await barrier();
  expect(groups(stream)).toHaveLength(1);
  await given.clock.advance(1);
  await expect.poll(() => groups(stream).at(-1)).toEqual({ id: GROUP_ID, name: "Algebra D" });
  await given.clock.advance(10_000);
  await barrier();
  expect(groups(stream)).toHaveLength(2);
});

test("a message reads only what is selected", async () => {
  const stream = await subscribe(groupChanged("id name"));
  app.forgetCalls();
  changeGroup();
  await expect.poll(() => groups(stream)).toHaveLength(1);
  expect(app.vendorCalls()).toEqual({ get_group_info: 1 });
});

test("a subscription outlives the time limit of a request, and every message may read the roster", async () => {
  const stream = await subscribe(groupChanged("memberCount members(first: 2) { nodes { nameCard } }"));
  for (const minute of [1, 2, 3]) {
    await given.clock.advance(60_000);
    const [member] = group().members.values();
    if (member !== undefined) member.nameCard = `Card ${minute}`;
    changeGroup();
    await expect.poll(() => groups(stream).length).toBe(minute);
    expect(groups(stream).at(-1)?.members.nodes[0]).toEqual({ nameCard: `Card ${minute}` });
  }
  expect(codes(stream)).toEqual([]);
});

test("a group that was dissolved is null", async () => {
  const stream = await subscribe(groupChanged());
  app.simulator.world.groups.delete(GROUP_ID);
  changeGroup();
  await expect.poll(() => groups(stream)).toEqual([null]);
});

test("a group that cannot be read is an error in one message, and the next one has it again", async () => {
  const stream = await subscribe(groupChanged());
  const fault = app.simulator.faults.add({ kind: "http", httpStatus: 503, vendor: "tencent-im" });
  changeGroup();
  await expect.poll(() => codes(stream)).toEqual(["VENDOR_UNAVAILABLE"]);
  app.simulator.faults.remove(fault);
  await given.clock.advance(1_000);
  changeGroup();
  await expect.poll(() => groups(stream)).toEqual([null, { id: GROUP_ID, name: "Algebra" }]);
});

test("a course is sent with what is known about it", async () => {
  await app.close();
  await using running = await startWithStore(given);
  ({ app } = running);
  const stream = await subscribe(courseChanged("id name status"));
  changeCourse("1002");
  changeGroup();
  await barrier();
  expect(stream.results).toEqual([]);
  await insertCourses(running.store, [{ course_id: "1001", name: "Maths A", status: "RUNNING" }]);
  changeCourse();
  await expect.poll(() => courses(stream)).toEqual([{ id: "1001", name: "Maths A", status: "RUNNING" }]);
  await running.store.rows("update course_facts set name = 'Maths B', status = 'ENDED'");
  await given.clock.advance(1_000);
  changeCourse();
  await expect.poll(() => courses(stream).at(-1)).toEqual({ id: "1001", name: "Maths B", status: "ENDED" });
});

test("everyone gets a message when webhooks may have been missed", async () => {
  const both = [await subscribe(groupChanged()), await subscribe(courseChanged("id"))];
  given.announcements.heard([{ kind: "webhooks-missed" }]);
  await expect.poll(() => both.map(({ results }) => results.length)).toEqual([1, 1]);
});

test.for([
  [groupChanged(), "groupChanged"],
  [courseChanged("id"), "courseChanged"],
] as const)("with read:own, %s ends with null for those who are not in the group", async ([query, field]) => {
  const own = { scopes: ["read:own"] };
  const member = await subscribe(query, { ...own, sub: "student_001" });
  const stranger = await subscribe(query, { ...own, sub: "stranger" });
  await stranger.ended;
  expect(stranger.results).toEqual([{ data: { [field]: null } }]);

  const change = () => (field === "groupChanged" ? changeGroup() : changeCourse());
  change();
  await expect.poll(() => member.results.length).toBe(1);
  expect(member.results[0]?.data?.[field]).not.toBeNull();
  group().members.delete("student_001");
  await given.clock.advance(1_000);
  change();
  await member.ended;
  expect(member.results.slice(1)).toEqual([{ data: { [field]: null } }]);
});

test("without the scope, or with an odd id, a subscription is refused", async () => {
  for (const scopes of [["write", "bulk", "events"], []]) {
    expect(codes(await settledStream(groupChanged(), scopes))).toEqual(["FORBIDDEN"]);
    expect(codes(await settledStream(courseChanged(), scopes))).toEqual(["FORBIDDEN"]);
  }
  expect(codes(await settledStream(groupChanged("id", "")))).toEqual(["BAD_USER_INPUT"]);
  expect(codes(await settledStream(courseChanged("id", "01")))).toEqual(["BAD_USER_INPUT"]);
});
async function settledStream(query: string, scopes?: string[]): Promise<EventStream> {
  const stream = await subscribe(query, scopes && { scopes });
  await stream.ended;
  return stream;
}

test("the 21st subscription of a caller is refused, and those who leave free their places", async () => {
  for (let count = 0; count < 20; count += 1) await subscribe(groupChanged());
  expect(codes(await settledStream(courseChanged()))).toEqual(["TOO_MANY_SUBSCRIPTIONS"]);
  streams[0]?.leave();
  await expect
    .poll(async () => {
      const [first] = codes(await subscribeBriefly());
      return first;
    })
    .toBeUndefined();
});
/** Closes the connection once the server has either refused or begun the subscription. */
async function subscribeBriefly(): Promise<EventStream> {
  const stream = await subscribe(groupChanged());
  await Promise.race([stream.ended, new Promise((resolve) => setTimeout(resolve, 100))]);
  stream.leave();
  return stream;
}

test("a stream ends when the token expires, and its last message says so", async () => {
  const exp = Math.floor(given.clock.now().getTime() / 1000) + 300;
  const token = await aToken({ claims: { scope: "class-groups:read", exp } });
  const stream = await subscribeTo(app.url, groupChanged(), asGateway(token));
  streams.push(stream);
  changeGroup();
  await expect.poll(() => groups(stream)).toHaveLength(1);
  await given.clock.advance(300_000);
  await stream.ended;
  expect(codes(stream)).toEqual(["UNAUTHENTICATED"]);
});

test("a server that stops completes its streams", async () => {
  const both = [await subscribe(groupChanged()), await subscribe(courseChanged("id"))];
  await app.close();
  await Promise.all(both.map(({ ended }) => ended));
  expect(both.map(({ results }) => results)).toEqual([[], []]);
});
