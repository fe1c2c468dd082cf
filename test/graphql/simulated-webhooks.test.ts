import { afterAll, beforeAll, expect, test } from "vitest";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import type { TestApp } from "../support/app.js";
import { subscribeTo } from "../support/event-stream.js";
import { PATIENTLY } from "../support/patiently.js";
import { startWithStore } from "../support/webhook-rows.js";

/** The simulator's vendors send webhooks to the server over sockets. Nothing is replaced. */

const [groupId, courseId, userId] = ["group-1", "561294", "student_001"];
const TOKEN = "hook-token-01";

let running: Awaited<ReturnType<typeof startWithStore>>;
let app: TestApp;

beforeAll(async () => {
  running = await startWithStore({
    // Longer than the test may wait: only an event can explain a change.
    env: { WEBHOOKS_PORT: "0", TENCENT_IM_WEBHOOK_TOKEN: TOKEN, READ_MAX_AGE_SECONDS: "300" },
    webhooks: { tencentToken: TOKEN },
    school: aSchool({ courses: [aCourse({ id: courseId })], groups: [aGroup({ id: groupId })] }),
  });
  ({ app } = running);
  app.simulator.webhooks.sendTo(app.webhooksUrl ?? null);
});
afterAll(() => running[Symbol.asyncDispose]());

const nameCard = async () => {
  const { groupMember } = await app.run<any>(
    `{ groupMember(groupId: "${groupId}", userId: "${userId}") { nameCard } }`,
  );
  return groupMember.nameCard;
};
const course = async (id: string) =>
  (await app.run<any>(`{ course(id: "${id}") { name status expiresAt headTeacherName } }`)).course;

test("a name card that a student changes at the vendor is soon in the graph, although reads are kept", async () => {
  const { webhooks } = app.simulator;
  webhooks.renameMember({ groupId, userId, nameCard: "before" });
  await expect.poll(nameCard, PATIENTLY).toBe("before");
  webhooks.renameMember({ groupId, userId, nameCard: "unnoticed", lost: true });
  expect(await nameCard()).toBe("before");
  webhooks.renameMember({ groupId, userId, nameCard: "after" });
  await expect.poll(nameCard, PATIENTLY).toBe("after");
});

test("a course has the facts of ClassIn's messages, also if they are sent twice and out of order", async () => {
  const { webhooks } = app.simulator;
  const made = {
    courseId: "700001",
    name: "Maths A",
    headTeacherName: "Ms. Tee",
    expiresAt: "2027-01-31T00:00:00Z",
  };
  webhooks.makeCourse({ ...made, times: 2 });
  webhooks.renameCourse({ courseId: "700001", name: "an old name", afterLater: 2 });
  // The messages say in which second something happened.
  app.simulator.world.clock.skewMs += 1000;
  webhooks.renameCourse({ courseId: "700001", name: "Maths B" });
  webhooks.endCourse({ courseId: "700001" });
  const states = async () => {
    const { vendorEvents } = await app.run<any>(
      `{ vendorEvents(first: 10, courseId: "700001") { nodes { state } } }`,
    );
    return vendorEvents.nodes.map(({ state }: { state: string }) => state);
  };
  // The message that was sent twice is there once. Only when all are processed is it certain that the old name lost.
  await expect.poll(states, PATIENTLY).toEqual(["PROCESSED", "PROCESSED", "PROCESSED", "PROCESSED"]);
  expect(await course("700001")).toEqual({
    name: "Maths B",
    status: "ENDED",
    expiresAt: "2027-01-31T00:00:00.000Z",
    headTeacherName: "Ms. Tee",
  });
});

test("a forged message changes nothing", async () => {
  const { webhooks } = app.simulator;
  webhooks.renameCourse({ courseId, name: "true" });
  await expect.poll(async () => (await course(courseId)).name, PATIENTLY).toBe("true");
  webhooks.renameCourse({ courseId, name: "forged", forged: true });
  webhooks.makeCourse({ courseId: "700002", name: "later" });
  await expect.poll(async () => (await course("700002")).name, PATIENTLY).toBe("later");
  expect((await course(courseId)).name).toBe("true");
});

test("a subscription reports a member who joins", async () => {
  await using stream = await subscribeTo(
    app.url,
    `subscription { groupChanged(id: "${groupId}") { id memberCount } }`,
    {},
  );
  const count = app.simulator.world.groups.get(groupId)?.members.size ?? 0;
  // The first may happen before the server watches the group.
  let joined = 0;
  await expect
    .poll(
      () => {
        joined += 1;
        app.simulator.webhooks.joinGroup({ groupId, userId: `guest_${joined}` });
        return stream.results.at(-1)?.data?.["groupChanged"]?.memberCount ?? 0;
      },
      { ...PATIENTLY, interval: 200 },
    )
    .toBeGreaterThan(count);
});
