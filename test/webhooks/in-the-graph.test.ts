import { afterAll, beforeAll, expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { startApp, type TestApp } from "../support/app.js";
import { subscribeTo } from "../support/event-stream.js";
import { storeFolder } from "../support/store.js";
import { PUSH_SECRET, SID, signed, signedQuery, TOKEN } from "../support/webhooks.js";

let folder: Awaited<ReturnType<typeof storeFolder>>;
let app: TestApp;
beforeAll(async () => {
  folder = await storeFolder();
  app = await startApp({
    folder: folder.path,
    env: {
      WEBHOOKS_PORT: "0",
      // Reads are kept, so that a message with an old state would be seen.
      READ_MAX_AGE_SECONDS: "300",
      CLASSIN_PUSH_SECRET: PUSH_SECRET,
      CLASSIN_SID: SID,
      TENCENT_IM_WEBHOOK_TOKEN: TOKEN,
    },
    school: aSchool({ groups: [aGroup({ id: "group-1", name: "Algebra", members: 2 })] }),
  });
});
afterAll(async () => {
  await app.close();
  await folder[Symbol.asyncDispose]();
});

async function post(path: string, body: object): Promise<void> {
  const response = await fetch(`${app.webhooksUrl}${path}`, { method: "POST", body: JSON.stringify(body) });
  expect([response.status, await response.text()]).toEqual([200, expect.any(String)]);
}

test("ClassIn's messages reach those who watch the course, and those who query it later", async () => {
  await using stream = await subscribeTo(
    app.url,
    'subscription { courseChanged(id: "1001") { name status headTeacherName students { nodes { uid name } } } }',
    {},
  );
  const last = () => stream.results.at(-1)?.data?.["courseChanged"];
  const course = { Cmd: "eeoCourseInfoChange", CourseId: 1001, opType: 1, opTime: 1700000000 };
  const opData = { courseId: 1001, courseName: "Maths A", courseStatus: 2, expiryTime: 0 };
  await post("/classin", signed({ ...course, _id: "6553f100a9f6c04afffb1027", opData }));
  await expect.poll(last).toMatchObject({ name: "Maths A", status: "RUNNING", students: { nodes: [] } });
  const students = { courseId: 1001, studentInfos: [{ studentUid: 77, studentName: "Bea" }] };
  const added = { ...course, Cmd: "eeoCourseStudentChange", opData: students };
  await post("/classin", signed({ ...added, _id: "6553f1008a7f760cde589922" }));
  await expect
    .poll(last)
    .toMatchObject({ name: "Maths A", students: { nodes: [{ uid: "77", name: "Bea" }] } });

  const { courses, vendorEvents } = await app.run<any>(
    '{ courses { nodes { id name asOf } } vendorEvents(courseId: "1001") { nodes { kind state classinUids } } }',
  );
  expect(courses.nodes).toEqual([{ id: "1001", name: "Maths A", asOf: "2023-11-14T22:13:20.000Z" }]);
  expect(vendorEvents.nodes).toEqual([
    { kind: "COURSE_STUDENTS_CHANGED", state: "PROCESSED", classinUids: ["77"] },
    { kind: "COURSE_CHANGED", state: "PROCESSED", classinUids: [] },
  ]);
});

test("Tencent IM's events reach those who watch the group", async () => {
  await using stream = await subscribeTo(
    app.url,
    'subscription { groupChanged(id: "group-1") { name } }',
    {},
  );
  expect(await app.run('{ group(id: "group-1") { name } }')).toEqual({ group: { name: "Algebra" } });
  const group = app.simulator.world.groups.get("group-1");
  if (group !== undefined) group.name = "Algebra B";
  const query = new URLSearchParams(signedQuery(new Date()));
  const CallbackCommand = "Group.CallbackAfterGroupInfoChanged";
  await post(`/tencent-im?${query}`, {
    CallbackCommand,
    GroupId: "group-1",
    Name: "Algebra B",
    EventTime: 1,
  });
  await expect.poll(() => stream.results.at(-1)).toEqual({ data: { groupChanged: { name: "Algebra B" } } });
  const { vendorEvents } = await app.run<any>(
    '{ vendorEvents(groupId: "group-1") { nodes { kind group { name } users { id } } } }',
  );
  expect(vendorEvents.nodes).toEqual([{ kind: "GROUP_CHANGED", group: { name: "Algebra B" }, users: [] }]);
});

test("a mutation reaches those who watch the group, with the state after it", async () => {
  await using stream = await subscribeTo(
    app.url,
    'subscription { groupChanged(id: "group-1") { member(userId: "student_001") { nameCard } } }',
    {},
  );
  await app.run(
    'mutation { updateGroupMember(input: { groupId: "group-1", userId: "student_001", nameCard: "Bea" }) { __typename } }',
  );
  await expect
    .poll(() => stream.results.at(-1))
    .toEqual({ data: { groupChanged: { member: { nameCard: "Bea" } } } });
});
