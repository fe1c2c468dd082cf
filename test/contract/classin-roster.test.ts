import { describe, expect, test } from "vitest";
import { ADD_COURSE_STUDENT_ERRNO, EDIT_STUDENT_ERRNO } from "../../src/classin/roster/codes.js";
import { aCourse, aSchool } from "../../src/simulator/builders.js";
import { startVendors, type Vendors } from "../support/vendors.js";

const COURSE = "561294";
const [ANN, NEW] = ["1001001", "1002001"] as const;
const school = aSchool({
  courses: [
    aCourse({ id: COURSE }),
    aCourse({ id: "2", state: "expired" }),
    aCourse({
      id: "3",
      students: Array.from({ length: 20 }, (_, at) => ({ uid: `${at + 1}`, kind: "auditor" })),
    }),
  ],
  students: [{ uid: NEW, name: "Lin Ya" }],
});
const members = (vendors: Vendors) => vendors.simulator.world.courses.get(COURSE)?.students ?? [];
const member = (vendors: Vendors, uid: string) => members(vendors).find((one) => one.uid === uid);
const fields = (vendors: Vendors) => vendors.calls().map(({ body }) => body);
const signed = { SID: "1234567", safeKey: "[redacted]", timeStamp: expect.stringMatching(/^\d{10}$/) };

type Row = readonly [errno: number, means: string, calls: number];
/** Each documented errno of both calls, what it means, and how many calls are made if it persists. */
const COMMON: readonly Row[] = [
  [100, "rejected", 1],
  [102, "misconfigured", 2],
  [104, "unavailable", 4],
  [228, "not-in-school", 1],
  [901, "unavailable", 1],
  [101003001, "rate-limited", 1],
];
const ONLY_ADD: readonly Row[] = [
  [113, "not-in-school", 1],
  [114, "unavailable", 4],
  [129, "is-teacher", 1],
  [130, "course-full", 1],
  [134, "rejected", 1],
  [144, "course-not-found", 1],
  [147, "course-not-found", 1],
  [149, "course-deleted", 1],
  [153, "course-expired", 1],
  [155, "rejected", 1],
  [174, "is-teacher", 1],
  [332, "is-teacher", 1],
  [333, "is-teacher", 1],
  [369, "course-type-not-supported", 1],
  [400, "not-in-school", 1],
  [886, "account-cancelled", 1],
  [887, "account-cancelled", 1],
];
const ADDED: readonly (readonly [errno: number, value: string])[] = [
  [163, "already-student"],
  [164, "already-auditor"],
  [841, "added-without-nickname"],
];
const UNDOCUMENTED: readonly Row[] = [
  [999, "rejected", 1],
  [0, "rejected", 1],
];

test("the tables of errnos and this test's tables hold the same codes", () => {
  const codes = (...rows: readonly (readonly [number, ...unknown[]])[]) =>
    new Set([1, ...rows.map(([errno]) => errno)]);
  expect(new Set(EDIT_STUDENT_ERRNO.keys())).toEqual(codes(...COMMON));
  expect(new Set(ADD_COURSE_STUDENT_ERRNO.keys())).toEqual(codes(...COMMON, ...ONLY_ADD, ...ADDED));
});

describe("editStudent", () => {
  const edit = (vendors: Vendors, uid: string, name: string) =>
    vendors.classin.editStudent({ uid, name }, vendors.context());

  test("changes the registered name, and a sync then shows it", async () => {
    await using vendors = await startVendors({ school });
    const before = member(vendors, ANN)?.nickname;
    expect(await edit(vendors, ANN, "林雅 & Co")).toEqual({ ok: true, value: null });
    expect(fields(vendors)).toEqual([{ ...signed, studentUid: ANN, studentName: "林雅 & Co" }]);
    expect(member(vendors, ANN)).toMatchObject({ registeredName: "林雅 & Co", nickname: before });
    await vendors.classin.syncStudents([ANN], vendors.context());
    expect(member(vendors, ANN)?.nickname).toBe("林雅 & Co");
  });

  test("a student whom the institution does not have is reported", async () => {
    await using vendors = await startVendors({ school });
    expect(await edit(vendors, "404", "x")).toMatchObject({
      ok: false,
      error: { vendor: "classin", kind: "not-in-school", code: 228 },
    });
  });

  test.each([...COMMON, ...UNDOCUMENTED])("errno %i means %s, after %i calls", async (errno, kind, calls) => {
    await using vendors = await startVendors({ school });
    vendors.answer("editSchoolStudent", { error_info: { errno, error: "PLANTED 文字" } });
    const edited = await edit(vendors, ANN, "x");
    expect(edited).toMatchObject({ ok: false, error: { vendor: "classin", kind, code: errno } });
    expect(JSON.stringify(edited)).not.toContain("PLANTED");
    expect(vendors.calls()).toHaveLength(calls);
  });

  test("a lost answer is followed by a repeat, and then the outcome is unknown", async () => {
    await using vendors = await startVendors({ school });
    vendors.fault({ kind: "reset", times: 1 });
    expect(await edit(vendors, ANN, "x")).toEqual({ ok: true, value: null });
    vendors.fault({ kind: "reset" });
    expect(await edit(vendors, ANN, "y")).toMatchObject({ error: { kind: "outcome-unknown", code: null } });
  });
});

describe("addCourseStudent", () => {
  const add = (
    vendors: Vendors,
    uid: string,
    identity: "student" | "auditor" = "student",
    courseId = COURSE,
  ) => vendors.classin.addCourseStudent({ courseId, uid, identity }, vendors.context());

  test.each([
    ["student", "1"],
    ["auditor", "2"],
  ] as const)("adds a %s, once", async (identity, sent) => {
    await using vendors = await startVendors({ school });
    expect(await add(vendors, NEW, identity)).toEqual({ ok: true, value: "added" });
    expect(fields(vendors)).toEqual([{ ...signed, courseId: COURSE, identity: sent, studentUid: NEW }]);
    expect(member(vendors, NEW)).toMatchObject({ kind: identity, registeredName: "Lin Ya" });
    expect(await add(vendors, NEW, identity)).toEqual({ ok: true, value: `already-${identity}` });
    expect(members(vendors)).toHaveLength(4);
  });

  test("a user who is already in the course keeps their identity there", async () => {
    await using vendors = await startVendors({ school });
    expect(await add(vendors, ANN, "auditor")).toEqual({ ok: true, value: "already-student" });
  });

  test("a student whose nickname could not be set is in the course, and is not added again", async () => {
    await using vendors = await startVendors({ school, choices: { nicknameOnJoin: "fails" } });
    expect(await add(vendors, NEW)).toEqual({ ok: true, value: "added-without-nickname" });
    expect(vendors.calls()).toHaveLength(1);
    expect(member(vendors, NEW)?.nickname).not.toBe("Lin Ya");
    await vendors.classin.syncNicknames(COURSE, vendors.context());
    expect(member(vendors, NEW)?.nickname).toBe("Lin Ya");
  });

  test.each([
    ["404", "student", COURSE, "not-in-school", 228],
    [NEW, "student", "999", "course-not-found", 147],
    [NEW, "student", "2", "course-expired", 153],
    [NEW, "auditor", "3", "course-full", 130],
  ] as const)("%s as %s of course %s: %s", async (uid, identity, courseId, kind, code) => {
    await using vendors = await startVendors({ school });
    expect(await add(vendors, uid, identity, courseId)).toMatchObject({ ok: false, error: { kind, code } });
  });

  test.each([...COMMON, ...ONLY_ADD, ...UNDOCUMENTED])(
    "errno %i means %s, after %i calls",
    async (errno, kind, calls) => {
      await using vendors = await startVendors({ school });
      vendors.answer("addCourseStudent", { error_info: { errno, error: "PLANTED 文字" } });
      const added = await add(vendors, NEW);
      expect(added).toMatchObject({ ok: false, error: { vendor: "classin", kind, code: errno } });
      expect(JSON.stringify(added)).not.toContain("PLANTED");
      expect(vendors.calls()).toHaveLength(calls);
    },
  );

  test.each(ADDED)("errno %i means %s, which is reported as a success", async (errno, value) => {
    await using vendors = await startVendors({ school });
    vendors.answer("addCourseStudent", { error_info: { errno, error: "PLANTED 文字" } });
    expect(await add(vendors, NEW)).toEqual({ ok: true, value });
    expect(vendors.reports).toMatchObject([{ succeeded: true, code: errno, attempts: 1 }]);
  });

  test("a lost answer is followed by a repeat, which finds the student in the course", async () => {
    await using vendors = await startVendors({ school });
    vendors.fault({ kind: "reset", stage: "after", times: 1 });
    expect(await add(vendors, NEW)).toEqual({ ok: true, value: "already-student" });
    expect(members(vendors)).toHaveLength(4);
  });
});
