import { expect, test } from "vitest";
import { parseSchool } from "../../src/simulator/school.js";
import { control, simulate, tencent, until } from "./support.js";
import { acknowledge, answering, connected, stayingSilent } from "./webhook-receiver.js";

const [GROUP, USER, COURSE] = ["course-561294", "student_001", "561294"];

test("an event that happens by the control API changes the school and is sent", async () => {
  await using at = await connected();
  const renamed = await control(at.simulator, "POST", "/events/member-renamed", {
    groupId: GROUP,
    userId: USER,
    nameCard: "Ann",
    times: 2,
  });
  expect(renamed).toMatchObject({
    status: 201,
    json: {
      event: "member-renamed",
      url: at.receiver.url,
      deliveries: [
        { id: "delivery-1", vendor: "tencent-im", name: "Group.CallbackAfterMemberFieldChanged" },
        { id: "delivery-2" },
      ],
    },
  });
  await at.webhooks.settled();
  expect(at.receiver.bodies().map(({ NameCard }) => NameCard)).toEqual(["Ann", "Ann"]);
  const wanted = { GroupId: GROUP, Member_List_Account: [USER] };
  const read = await tencent(at.simulator, "get_specified_group_member_info", wanted);
  expect(read["MemberList"]).toMatchObject([{ NameCard: "Ann" }]);
});

test("lists the events with their fields, and each can happen", async () => {
  await using at = await connected();
  const { json } = await control(at.simulator, "GET", "/events");
  expect(json.events[0]).toEqual({
    name: "member-renamed",
    what: "A member changes their name card in a group.",
    required: ["groupId", "userId"],
    optional: ["nameCard", "operatorId", "platform"],
  });
  const group = { groupId: GROUP };
  const course = { courseId: COURSE };
  const inputs: Record<string, object> = {
    "member-renamed": { ...group, userId: USER },
    "role-changed": { ...group, userId: USER, role: "Admin" },
    "member-joined": { ...group, userId: "somebody" },
    "member-left": { ...group, userId: "somebody" },
    "group-created": { groupId: "group-9", ownerId: "somebody", memberIds: [USER] },
    "group-renamed": { ...group, name: "New" },
    "group-changed": { ...group, notification: "Read this" },
    "owner-changed": { ...group, userId: USER },
    "group-destroyed": group,
    "course-created": { courseId: "700001" },
    "course-renamed": { ...course, name: "New" },
    "course-changed": { ...course, expiresAt: null },
    "student-added": { ...course, students: [{ uid: "9000001" }] },
    "student-edited": { ...course, students: [{ uid: "9000001", name: "Cy" }] },
    "student-removed": { ...course, students: [{ uid: "9000001" }] },
    "account-cancelled": { uid: "9000001" },
    "lesson-added": {
      ...course,
      lessonId: 1,
      name: "L",
      beginsAt: "2026-09-04T08:00:00Z",
      endsAt: "2026-09-04T09:00:00Z",
    },
    "course-ended": course,
    "course-deleted": course,
    test: {},
  };
  expect(json.events.map(({ name }: { name: string }) => name).sort()).toEqual(Object.keys(inputs).sort());
  const statuses: [string, number][] = [];
  for (const [name, input] of Object.entries(inputs))
    statuses.push([name, (await control(at.simulator, "POST", `/events/${name}`, input)).status]);
  expect(statuses).toEqual(Object.keys(inputs).map((name) => [name, 201]));
  await at.webhooks.settled();
  expect(at.receiver.received).toHaveLength(Object.keys(inputs).length);
});

test.each([
  ["an unknown event", "/events/member-sneezed", {}, 404],
  ["an unknown group", "/events/member-left", { groupId: "nowhere", userId: USER }, 404],
  ["a user who is no member", "/events/member-renamed", { groupId: GROUP, userId: "nobody" }, 404],
  ["a group that exists", "/events/group-created", { groupId: GROUP, ownerId: USER }, 409],
  ["a member twice", "/events/group-created", { groupId: "g", ownerId: USER, memberIds: [USER] }, 400],
  ["a user who is a member", "/events/member-joined", { groupId: GROUP, userId: USER }, 409],
  ["an owner who leaves", "/events/member-left", { groupId: GROUP, userId: "teacher_li" }, 409],
  [
    "a member of a live room",
    "/events/role-changed",
    { groupId: "open-day-live", userId: "a", role: "Admin" },
    409,
  ],
  ["the owner as new owner", "/events/owner-changed", { groupId: GROUP, userId: "teacher_li" }, 409],
  ["a course that exists", "/events/course-created", { courseId: COURSE }, 409],
  ["a deleted course", "/events/course-renamed", { courseId: "561296", name: "x" }, 404],
  [
    "a student twice",
    "/events/student-added",
    { courseId: COURSE, students: [{ uid: "1" }, { uid: "1" }] },
    409,
  ],
  ["a student who is not there", "/events/student-removed", { courseId: COURSE, students: ["1"] }, 404],
  ["a missing field", "/events/member-renamed", { groupId: GROUP }, 400],
  ["an unknown field", "/events/test", { colour: "red" }, 400],
  [
    "a name card of 51 bytes",
    "/events/member-renamed",
    { groupId: GROUP, userId: USER, nameCard: "x".repeat(51) },
    400,
  ],
  ["a change of nothing", "/events/group-changed", { groupId: GROUP }, 400],
  ["a wrong delivery", "/events/test", { times: 0 }, 400],
  ["a list as input", "/events/test", [], 400],
  ["a raw event without a body", "/webhooks/raw", { vendor: "classin" }, 400],
  ["a URL on another machine", "/webhooks/settings", { url: "http://school.example" }, 400],
  ["an unknown setting", "/webhooks/settings", { classin: { colour: "red" } }, 400],
])("refuses %s and sends nothing", async (_, path, body, status) => {
  await using at = await connected();
  const before = at.simulator.world.snapshot();
  expect(await control(at.simulator, "POST", path, body)).toEqual({
    status,
    json: { error: expect.any(String), because: expect.any(String), todo: expect.any(String) },
  });
  await at.webhooks.settled();
  expect(at.receiver.received).toEqual([]);
  expect(at.simulator.world.snapshot()).toEqual(before);
});

test("shows what is queued, sent and acknowledged, and forgets it", async () => {
  await using at = await connected();
  at.receiver.answers(stayingSilent);
  for (const name of ["a", "b", "c"])
    await control(at.simulator, "POST", "/events/course-renamed", { courseId: COURSE, name });
  await at.receiver.has(1);
  const { json } = await control(at.simulator, "GET", "/webhooks");
  expect(json).toEqual({
    url: at.receiver.url,
    held: 0,
    delayed: 0,
    classin: {
      sent: 1,
      repeated: 0,
      acknowledged: 0,
      failed: 0,
      lost: 0,
      dropped: 0,
      queued: 2,
      inFlight: 1,
    },
    "tencent-im": {
      sent: 0,
      repeated: 0,
      acknowledged: 0,
      failed: 0,
      lost: 0,
      dropped: 0,
      queued: 0,
      inFlight: 0,
    },
  });
  at.receiver.answers(acknowledge);
  for (const received of at.receiver.received) acknowledge(received);
  await at.webhooks.settled();
  const last = (await control(at.simulator, "GET", "/webhooks/deliveries?vendor=classin&last=1")).json;
  expect(last).toMatchObject({ kept: 3, last: [{ id: "delivery-3", state: "acknowledged", attempts: 1 }] });
  const other = (await control(at.simulator, "GET", "/webhooks/deliveries?vendor=tencent-im")).json;
  expect(other).toEqual({ kept: 0, last: [] });
  expect((await control(at.simulator, "DELETE", "/webhooks/deliveries")).json).toEqual({ removed: 3 });
  expect((await control(at.simulator, "GET", "/webhooks")).json.classin).toMatchObject({ sent: 0 });
});

test("a shorter time until repeats frees a queue that is stuck", async () => {
  await using at = await connected();
  const settings = await control(at.simulator, "POST", "/webhooks/settings", { classin: { repeatMs: 1 } });
  expect(settings.json).toMatchObject({ url: at.receiver.url, classin: { repeatMs: 1, timeoutMs: 10_000 } });
  at.receiver.answers(answering(500, ""));
  at.webhooks.sendTest();
  await at.receiver.has(3);
  at.receiver.answers(acknowledge);
  await at.webhooks.settled();
  expect(at.webhooks.status().classin.acknowledged).toBe(1);
});

test("empties a queue, and sets where to send", async () => {
  await using at = await connected({ webhooks: { url: null } });
  await control(at.simulator, "POST", "/webhooks/settings", { url: at.receiver.url });
  expect((await control(at.simulator, "GET", "/webhooks/settings")).json.url).toBe(at.receiver.url);
  at.receiver.answers(answering(500, ""));
  at.webhooks.sendTest();
  await until(() => at.webhooks.status().classin.sent === 1 && at.webhooks.status().classin.queued === 1);
  const emptied = (await control(at.simulator, "DELETE", "/webhooks/queue")).json;
  expect(emptied.classin).toMatchObject({ dropped: 1, queued: 0 });
  await control(at.simulator, "POST", "/webhooks/settings", { url: null });
  expect(at.webhooks.url).toBe(null);
});

test("sets how the next events are sent, and sends a raw event", async () => {
  await using at = await connected();
  const next = { vendor: "classin", events: 1, unsigned: true };
  expect(await control(at.simulator, "POST", "/webhooks/next", next)).toEqual({
    status: 201,
    json: { next: [{ vendor: "classin", events: 1, delivery: { unsigned: true } }] },
  });
  await control(at.simulator, "POST", "/webhooks/raw", { vendor: "classin", body: { Cmd: "End" } });
  await control(at.simulator, "POST", "/webhooks/raw", { vendor: "classin", body: "?" });
  await at.webhooks.settled();
  expect(at.receiver.received.map(({ text }) => text)).toEqual(['{"Cmd":"End"}', "?"]);
});

test("the school that events have changed can start another simulator", async () => {
  await using simulator = await simulate();
  const { webhooks } = simulator;
  webhooks.makeCourse({ courseId: "700001", headTeacherName: "Tee", expiresAt: "2027-01-31T00:00:00Z" });
  webhooks.addStudents({ courseId: "700001", students: [{ uid: "9000001", name: "Cy" }] });
  webhooks.joinGroup({ groupId: GROUP, userId: "somebody" });
  webhooks.destroyGroup({ groupId: "@TGS#2CLUZEAEJ" });
  const { json } = await control(simulator, "GET", "/school");
  await using copy = await simulate({ school: parseSchool(json) });
  expect(copy.world.groups).toEqual(simulator.world.groups);
  expect(copy.world.courses).toEqual(simulator.world.courses);
  await control(simulator, "POST", "/school/reset");
  expect(simulator.world.courses.has("700001")).toBe(false);
  expect(simulator.world.groups.has("@TGS#2CLUZEAEJ")).toBe(true);
});
