import { expect, test } from "vitest";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import { SyncClassNicknamesDocument } from "../operations/generated/graphql.js";
import { FakeClock } from "../support/fake-clock.js";
import { memberIn, sharedApp } from "../support/graphql-suite.js";
import { askWhileHeld } from "../support/held-calls.js";

/** The clock is advanced by hand, apart from the pacer's time between two calls. */
const clock = new FakeClock(undefined, { passesMs: 20 });
const app = await sharedApp({
  clock,
  school: aSchool({
    courses: [
      aCourse({ id: "1001", students: 40 }),
      aCourse({ id: "1002", willSkip: 1 }),
      aCourse({ id: "1003", willSkip: "all" }),
      aCourse({ id: "1004", state: "expired" }),
      aCourse({ id: "1005", type: "open" }),
      aCourse({ id: "1006", institution: "other" }),
      aCourse({ id: "1007", students: 0 }),
    ],
    groups: [aGroup({ id: "course-1001", members: [{ userId: "stu_1", nameCard: "🐱" }] })],
  }),
});

const sync = async (courseId: string) =>
  (await app.run(SyncClassNicknamesDocument, { courseId })).syncClassNicknames;
const nicknamesAreRegistered = (courseId: string) =>
  app.simulator.world.courses.get(courseId)?.students.map((one) => one.nickname === one.registeredName);

test("gives every student the registered name, with one call", async () => {
  const before = clock.now().getTime();
  const synced = await sync("1001");
  expect(synced).toEqual({
    __typename: "SyncClassNicknamesSuccess",
    course: { id: "1001" },
    syncedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
  });
  const syncedAt = "syncedAt" in synced ? Date.parse(synced.syncedAt) : Number.NaN;
  expect(syncedAt).toBeGreaterThanOrEqual(before);
  expect(syncedAt).toBeLessThanOrEqual(clock.now().getTime());
  expect(nicknamesAreRegistered("1001")).toEqual(Array.from({ length: 40 }, () => true));
  expect(app.vendorCalls()).toEqual({ modifyGroupMemberNickname: 1 });
});

test("does not change name cards in the chat group", async () => {
  await sync("1001");
  expect(memberIn(app, "course-1001", "stu_1").nameCard).toBe("🐱");
});

test("is harmless when repeated", async () => {
  await sync("1001");
  expect(await sync("1001")).toMatchObject({ __typename: "SyncClassNicknamesSuccess" });
});

test("reports that ClassIn could rename only some of the students", async () => {
  expect(await sync("1002")).toMatchObject({
    __typename: "NicknamesPartlySyncedError",
    course: { id: "1002" },
    vendorCode: 842,
  });
  expect(nicknamesAreRegistered("1002")).toEqual([false, true, true]);
  expect(app.vendorCalls()).toEqual({ modifyGroupMemberNickname: 4 });
});

test("repeats a partial sync, which may end in success", async () => {
  app.simulator.faults.add({ vendor: "classin", kind: "code", code: 842, times: 1 });
  expect(await sync("1001")).toMatchObject({ __typename: "SyncClassNicknamesSuccess" });
  expect(app.vendorCalls()).toEqual({ modifyGroupMemberNickname: 2 });
});

test.for([
  ["1003", "NicknamesNotSyncedError"],
  ["1004", "CourseExpiredError"],
  ["1005", "CourseTypeNotSupportedError"],
  ["1006", "CourseNotFoundError"],
  ["1007", "SyncClassNicknamesSuccess"],
  ["404404", "CourseNotFoundError"],
] as const)("answers course %s with %s", async ([courseId, typename]) => {
  expect((await sync(courseId)).__typename).toBe(typename);
});

test.for(["", "abc", "-1", "1.5", "１２３", "1 ", " 1", "1\n", "561294&SID=2", "9".repeat(21)])(
  "refuses the course number %j without a call to ClassIn",
  async (courseId) => {
    expect(await sync(courseId)).toEqual({
      __typename: "InvalidInputError",
      message: expect.stringContaining("courseId"),
      problems: [
        { path: "courseId", message: expect.stringMatching(/20 digits/), limit: null, actual: null },
      ],
    });
    expect(app.vendorCalls()).toEqual({});
  },
);

test("accepts a course number given as a number", async () => {
  const { data } = await app.send("mutation { syncClassNicknames(courseId: 1001) { __typename } }");
  expect(data).toEqual({ syncClassNicknames: { __typename: "SyncClassNicknamesSuccess" } });
});

test("two simultaneous requests for one course make one call, and both get its result", async () => {
  const hold = app.simulator.faults.add({ vendor: "classin", kind: "hold" });
  const ask = () => sync("1001");
  const both = await askWhileHeld({ app, clock, hold }, [ask, ask]);
  app.simulator.faults.release(hold);
  expect(await Promise.all(both)).toMatchObject([
    { __typename: "SyncClassNicknamesSuccess" },
    { __typename: "SyncClassNicknamesSuccess" },
  ]);
  expect(app.vendorCalls()).toEqual({ modifyGroupMemberNickname: 1 });
});

test("two requests that join one failing sync each carry their own request id", async () => {
  const hold = app.simulator.faults.add({ vendor: "classin", kind: "hold" });
  app.simulator.faults.add({ vendor: "classin", kind: "code", code: 149 });
  const ask = () => app.send(SyncClassNicknamesDocument, { courseId: "1001" });
  const answers = await askWhileHeld({ app, clock, hold }, [ask, ask]);
  app.simulator.faults.release(hold);
  const both = await Promise.all(answers);
  expect(app.vendorCalls()).toEqual({ modifyGroupMemberNickname: 1 });
  const ids = both.map(({ headers }) => headers["x-request-id"]);
  expect(both.map(({ data }) => data?.syncClassNicknames)).toMatchObject(
    ids.map((requestId) => ({ __typename: "CourseDeletedError", requestId })),
  );
  expect(ids[0]).not.toBe(ids[1]);
});

test("a sync that has ended is not joined: the next request makes its own call", async () => {
  app.simulator.faults.add({ vendor: "classin", kind: "code", code: 149, times: 1 });
  expect(await sync("1001")).toMatchObject({ __typename: "CourseDeletedError" });
  expect(await sync("1001")).toMatchObject({ __typename: "SyncClassNicknamesSuccess" });
});

test("two courses are synced by two calls", async () => {
  const both = await Promise.all([sync("1001"), sync("1007")]);
  expect(both.map(({ __typename }) => __typename)).toEqual([
    "SyncClassNicknamesSuccess",
    "SyncClassNicknamesSuccess",
  ]);
  expect(app.vendorCalls()).toEqual({ modifyGroupMemberNickname: 2 });
});
