import { expect, test } from "vitest";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import { startSimulator } from "../../src/simulator/simulator.js";
import { PUSH_SECRET, startWebhooks, TOKEN } from "../support/webhooks.js";

const [groupId, courseId, userId] = ["group-1", "561294", "student_001"];
const school = aSchool({ courses: [aCourse({ id: courseId })], groups: [aGroup()] });

/** The server's listener, and a simulator that posts to it. Both use the real time. */
async function connected() {
  const server = await startWebhooks();
  const webhooks = { url: server.url, tencentToken: TOKEN, classinSecret: PUSH_SECRET };
  const simulator = await startSimulator({ school, webhooks });
  return {
    server,
    webhooks: simulator.webhooks,
    stored: async () =>
      (await server.messages()).map(({ command, verified, group_id, course_id }) => ({
        command,
        verified,
        id: group_id ?? course_id,
      })),
    async [Symbol.asyncDispose]() {
      await simulator.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

test("the server accepts and stores every event of Tencent IM", async () => {
  await using at = await connected();
  const steps = [
    () => at.webhooks.renameMember({ groupId, userId }),
    () => at.webhooks.joinGroup({ groupId, userId: "guest" }),
    () => at.webhooks.leaveGroup({ groupId, userId: "guest" }),
    () => at.webhooks.renameGroup({ groupId, name: "Maths" }),
    () => at.webhooks.changeOwner({ groupId, userId }),
    () => at.webhooks.destroyGroup({ groupId }),
  ];
  for (const step of steps) {
    step();
    await at.webhooks.settled();
  }
  const commands = [
    "MemberFieldChanged",
    "NewMemberJoin",
    "MemberExit",
    "GroupInfoChanged",
    "ChangeGroupOwner",
  ];
  expect(await at.stored()).toEqual(
    [...commands, "GroupDestroyed"].map((command) => ({
      command: `Group.CallbackAfter${command}`,
      verified: true,
      id: groupId,
    })),
  );
  expect(at.webhooks.status()["tencent-im"]).toMatchObject({ acknowledged: 6, failed: 0 });
});

test("the server acknowledges and stores every message of ClassIn", async () => {
  await using at = await connected();
  at.webhooks.sendTest();
  at.webhooks.makeCourse({ courseId: "700001", headTeacherName: "Tee", expiresAt: "2027-01-31T00:00:00Z" });
  at.webhooks.renameCourse({ courseId, name: "Maths" });
  at.webhooks.addStudents({ courseId, students: [{ uid: "9000001" }] });
  at.webhooks.removeStudents({ courseId, students: ["9000001"] });
  at.webhooks.addLesson({
    courseId,
    lessonId: 7,
    name: "Lesson",
    beginsAt: "2027-01-04T08:00:00Z",
    endsAt: "2027-01-04T09:00:00Z",
  });
  at.webhooks.cancelAccount({ uid: "9000001" });
  at.webhooks.endCourse({ courseId });
  at.webhooks.deleteCourse({ courseId });
  await at.webhooks.settled();
  expect(await at.stored()).toEqual([
    { command: "Test", verified: true, id: null },
    { command: "eeoCourseInfoChange", verified: true, id: "700001" },
    { command: "eeoCourseInfoChange", verified: true, id: courseId },
    { command: "eeoCourseStudentChange", verified: true, id: courseId },
    { command: "eeoCourseStudentChange", verified: true, id: courseId },
    { command: "eeoClassInfoChange", verified: true, id: courseId },
    { command: "AccountCancellation", verified: true, id: null },
    { command: "eeoCourseInfoChange", verified: true, id: courseId },
    { command: "eeoCourseInfoChange", verified: true, id: courseId },
  ]);
  expect(at.webhooks.status().classin).toMatchObject({ sent: 9, repeated: 0, acknowledged: 9 });
});

test("the server refuses forged and unsigned events of Tencent IM, and keeps those of ClassIn apart", async () => {
  await using at = await connected();
  for (const delivery of [{ forged: true }, { unsigned: true }]) {
    at.webhooks.renameMember({ groupId, userId, ...delivery });
    at.webhooks.renameCourse({ courseId, name: "Maths", ...delivery });
  }
  await at.webhooks.settled();
  expect(at.webhooks.status()).toMatchObject({
    classin: { acknowledged: 2 },
    "tencent-im": { failed: 2, acknowledged: 0 },
  });
  const stored = await at.stored();
  expect(stored.map(({ verified }) => verified)).toEqual([false, false]);
});

test("the server stores an event once that is sent twice", async () => {
  await using at = await connected();
  at.webhooks.renameMember({ groupId, userId, times: 2 });
  at.webhooks.renameCourse({ courseId, name: "Maths", times: 2 });
  await at.webhooks.settled();
  expect(await at.stored()).toHaveLength(2);
  expect(at.webhooks.status()).toMatchObject({
    classin: { acknowledged: 2 },
    "tencent-im": { acknowledged: 2 },
  });
});
