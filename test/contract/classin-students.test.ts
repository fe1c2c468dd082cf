import { describe, expect, test } from "vitest";
import { STUDENT_SYNC_CODES } from "../../src/classin/v2/codes.js";
import { aCourse, aSchool } from "../../src/simulator/builders.js";
import { systemClock } from "../../src/vendor/clock.js";
import { FakeClock } from "../support/fake-clock.js";
import { outwait } from "../support/outwait.js";
import { PATIENTLY } from "../support/patiently.js";
import { startVendors, type Vendors } from "../support/vendors.js";

const OPERATION = "modifyCourseStudentNickName";
const [ANN, BEN, CHO] = ["1001001", "1001002", "1001003"] as const;
const school = aSchool({ courses: [aCourse({ id: "561294" }), aCourse({ id: "561295" })] });
const SYNCED = { ok: true, value: null };

/** The outcomes by UID. */
const sync = async (vendors: Vendors, ...uids: string[]) => {
  const synced = await vendors.classin.syncStudents(uids, vendors.context());
  return synced.ok
    ? { ...synced, value: new Map(synced.value.map(({ uid, synced }) => [uid, synced])) }
    : synced;
};
const failureOf = (kind: string, code: number | null) => ({
  ok: false,
  error: expect.objectContaining({ vendor: "classin", kind, code }),
});
/** The students of each call. */
const asked = (vendors: Vendors) =>
  vendors.calls().map(({ body }) => (body as { studentUids: number[] }).studentUids);
const items = (...codes: [uid: unknown, code: unknown][]) => ({
  code: 1,
  msg: "PLANTED 文字",
  data: codes.map(([studentUid, code]) => ({ studentUid, code, msg: "PLANTED 文字" })),
});

test("sends the students in a signed call, and nothing else", async () => {
  const now = () => new Date(1_732_268_163_999);
  await using vendors = await startVendors({ school, now, clock: { ...systemClock, now } });
  // The simulator checks the signature, so a wrong one would fail.
  const synced = await sync(vendors, ANN, BEN);
  expect(synced).toEqual({
    ok: true,
    value: new Map([
      [ANN, SYNCED],
      [BEN, SYNCED],
    ]),
  });
  expect(vendors.calls()).toMatchObject([
    {
      vendor: "classin",
      operation: OPERATION,
      contentType: "application/json",
      query: {},
      body: { studentUids: [1001001, 1001002] },
    },
  ]);
});

test("afterwards the students have their registered names in all courses, and others do not", async () => {
  await using vendors = await startVendors({ school });
  await sync(vendors, ANN);
  for (const { students } of vendors.simulator.world.courses.values()) {
    const renamed = students.map((one) => one.nickname === one.registeredName);
    expect(renamed).toEqual([true, false, false]);
  }
});

test("a student who is given twice is sent once, and has two outcomes", async () => {
  await using vendors = await startVendors({ school });
  const synced = await vendors.classin.syncStudents([ANN, BEN, ANN], vendors.context());
  expect(synced.ok && synced.value.map(({ uid }) => uid)).toEqual([ANN, BEN, ANN]);
  expect(asked(vendors)).toEqual([[1001001, 1001002]]);
});

/** Each documented code, what it means for the whole call, and how many calls are made if it persists. */
const MEANINGS: readonly (readonly [code: number, kind: string, calls: number])[] = [
  [901, "unavailable", 1],
  [101001001, "rejected", 1],
  [101002005, "misconfigured", 2],
  [101002006, "misconfigured", 2],
  [101002008, "misconfigured", 2],
  [101003001, "rate-limited", 1],
  [101004005, "unavailable", 4],
  [110100067, "not-synced", 2],
  [121601020, "rejected", 1],
  [121601030, "rejected", 1],
  [121601058, "misconfigured", 1],
  [121601059, "not-in-school", 1],
  [121601060, "rejected", 1],
];
const ABOUT_STUDENTS = new Set(["not-synced", "not-in-school"]);

test("the table of codes and this test's table hold the same codes", () => {
  expect(new Set(STUDENT_SYNC_CODES.keys())).toEqual(new Set([1, ...MEANINGS.map(([code]) => code)]));
});

describe.each([...MEANINGS, [999, "rejected", 1], [0, "rejected", 1], [-1, "rejected", 1]] as const)(
  "code %i means %s",
  (code, kind, calls) => {
    test("for the whole call", async () => {
      await using vendors = await startVendors({ school });
      for (const spelling of [code, String(code)]) {
        vendors.answer(OPERATION, { code: spelling, msg: "PLANTED 文字" });
        const synced = await sync(vendors, ANN);
        const failure = failureOf(kind, code);
        // With one student, it is clear whom such a code is about.
        expect(synced).toEqual(
          ABOUT_STUDENTS.has(kind) ? { ok: true, value: new Map([[ANN, failure]]) } : failure,
        );
        expect(JSON.stringify([synced, [...(synced.ok ? synced.value : [])]])).not.toContain("PLANTED");
        expect(vendors.calls()).toHaveLength(calls);
      }
    });

    test("for one student of three", async () => {
      await using vendors = await startVendors({ school });
      vendors.fault({ kind: "student-code", target: BEN, code });
      const synced = await sync(vendors, ANN, BEN, CHO);
      expect(synced).toEqual({
        ok: true,
        value: new Map<string, unknown>([
          [ANN, SYNCED],
          [BEN, failureOf(kind, code)],
          [CHO, SYNCED],
        ]),
      });
      expect(vendors.reports).toMatchObject([{ succeeded: false, code, outcome: "answered" }]);
    });
  },
);

test.each([
  [110100067, "not-synced", 2],
  [101004005, "unavailable", 4],
])("after code %i, only that student is sent again", async (code, kind, calls) => {
  await using vendors = await startVendors({ school });
  vendors.fault({ kind: "student-code", target: BEN, code });
  const synced = await sync(vendors, ANN, BEN, CHO);
  expect(synced).toMatchObject({ ok: true });
  expect(synced.ok && synced.value.get(BEN)).toEqual(failureOf(kind, code));
  const again = Array.from({ length: calls - 1 }, () => [1001002]);
  expect(asked(vendors)).toEqual([[1001001, 1001002, 1001003], ...again]);
});

test("a student whose repeat succeeds is synced", async () => {
  await using vendors = await startVendors({ school });
  vendors.fault({ kind: "student-code", target: BEN, times: 1 });
  expect(await sync(vendors, ANN, BEN)).toEqual({
    ok: true,
    value: new Map([
      [ANN, SYNCED],
      [BEN, SYNCED],
    ]),
  });
  expect(asked(vendors)).toEqual([[1001001, 1001002], [1001002]]);
  expect(vendors.reports).toMatchObject([{ succeeded: true, code: 1, attempts: 2 }]);
});

test("if the repeat fails as a whole, each student keeps the outcome of the first answer", async () => {
  await using vendors = await startVendors({ school });
  for (const kind of ["reset", "html", "code"] as const) {
    vendors.simulator.faults.clear();
    vendors.fault({ kind: "student-code", target: BEN, times: 1 });
    const first = vendors.fault({ kind: "hold", times: 1 });
    const syncing = sync(vendors, ANN, BEN);
    await expect.poll(() => vendors.simulator.faults.held(first), PATIENTLY).toBe(1);
    // The call that is held has its faults already, so this one meets the repeat.
    vendors.fault({ kind, ...(kind === "code" && { code: 101004005 }) });
    vendors.simulator.faults.release(first);
    const synced = await syncing;
    expect(synced.ok && [...synced.value]).toEqual([
      [ANN, SYNCED],
      [BEN, failureOf("not-synced", 110100067)],
    ]);
  }
});

describe("answers are matched by UID", () => {
  test("in another order", async () => {
    await using vendors = await startVendors({ school, choices: { studentItems: "reversed" } });
    vendors.fault({ kind: "student-code", target: CHO, code: 121601059 });
    const synced = await sync(vendors, ANN, BEN, CHO);
    expect(synced.ok && [...synced.value]).toEqual([
      [ANN, SYNCED],
      [BEN, SYNCED],
      [CHO, failureOf("not-in-school", 121601059)],
    ]);
  });

  const UNKNOWN = failureOf("outcome-unknown", null);
  test.each<[what: string, body: unknown, ann: unknown, ben: unknown]>([
    [
      "UIDs and codes as text",
      items([ANN, "1"], [BEN, "121601059"]),
      SYNCED,
      failureOf("not-in-school", 121601059),
    ],
    ["a student left out", items([1001001, 1]), SYNCED, UNKNOWN],
    ["students nobody asked for", items([7, 1], [1001001, 1], [8, 110100067]), SYNCED, UNKNOWN],
    [
      "a student twice, with a success first",
      items([1001001, 1], [1001001, 121601059], [1001002, 1]),
      failureOf("not-in-school", 121601059),
      SYNCED,
    ],
    [
      "a student twice, with a failure first",
      items([1001001, 121601059], [1001001, 1], [1001002, 1]),
      failureOf("not-in-school", 121601059),
      SYNCED,
    ],
    ["a UID that is null", items([null, 1], [1001002, 1]), UNKNOWN, SYNCED],
    ["a UID that is not exact", items([2 ** 60, 1], [1001002, 1]), UNKNOWN, SYNCED],
    ["a code that is not a number", items([1001001, true], [1001002, 1]), UNKNOWN, SYNCED],
    ["a code with a fraction", items([1001001, 1.5], [1001002, 1]), failureOf("rejected", null), SYNCED],
    [
      "items that are no objects",
      { code: 1, data: [null, 7, "x", { studentUid: 1001002, code: 1 }] },
      UNKNOWN,
      SYNCED,
    ],
    ["an empty list", { code: 1, data: [] }, UNKNOWN, UNKNOWN],
    ["no list", { code: 1, msg: "程序正常执行" }, UNKNOWN, UNKNOWN],
    ["null for the list", { code: 1, data: null }, UNKNOWN, UNKNOWN],
    ["an object for the list", { code: 1, data: { studentUid: 1001001, code: 1 } }, UNKNOWN, UNKNOWN],
    [
      "a list under a student's code",
      { ...items([1001001, 1], [1001002, 110100067]), code: 121601059 },
      SYNCED,
      failureOf("not-synced", 110100067),
    ],
    [
      "a student's code without a list",
      { code: 121601059 },
      failureOf("outcome-unknown", 121601059),
      failureOf("outcome-unknown", 121601059),
    ],
  ])("with %s", async (_, body, ann, ben) => {
    await using vendors = await startVendors({ school });
    vendors.answer(OPERATION, body as object);
    const synced = await sync(vendors, ANN, BEN);
    expect(synced).toEqual({
      ok: true,
      value: new Map([
        [ANN, ann],
        [BEN, ben],
      ]),
    });
  });
});

test.each([
  ["no code", '{"msg":"程序正常执行","data":[]}'],
  ["the envelope of the older API", '{"error_info":{"errno":1,"error":"程序正常执行"}}'],
  ["a boolean code", '{"code":true}'],
  ["a list", "[]"],
  ["null", "null"],
  ["nothing", ""],
])("%s is never a success", async (_, body) => {
  await using vendors = await startVendors({ school });
  vendors.answer(OPERATION, body);
  expect(await sync(vendors, ANN)).toEqual(failureOf("unavailable", null));
  expect(vendors.calls()).toHaveLength(4);
});

test("101 students are refused, and 100 with every code are each reported", async () => {
  const uids = Array.from({ length: 101 }, (_, index) => String(2_000_001 + index));
  const codes = [1, ...MEANINGS.map(([code]) => code), 999];
  const codeOf = (index: number) => codes[index % codes.length] ?? 1;
  const students = uids.map((uid, index) => ({ uid, name: `Student ${uid}`, syncCode: codeOf(index) }));
  await using vendors = await startVendors({ school: aSchool({ students }) });
  expect(await sync(vendors, ...uids)).toEqual(failureOf("rejected", 121601060));
  expect(vendors.calls()).toHaveLength(1);

  const hundred = uids.slice(0, 100);
  const synced = await sync(vendors, ...hundred);
  const kinds = new Map([...MEANINGS, [999, "rejected"] as const].map(([code, kind]) => [code, kind]));
  expect(synced.ok && [...synced.value]).toEqual(
    hundred.map((uid, index) => [
      uid,
      codeOf(index) === 1 ? SYNCED : failureOf(kinds.get(codeOf(index)) ?? "", codeOf(index)),
    ]),
  );
});

test.each([301_500, -301_500])("a clock that is %i ms off is a misconfiguration", async (skewMs) => {
  await using vendors = await startVendors({ school });
  vendors.simulator.world.clock.skewMs = skewMs;
  expect(await sync(vendors, ANN)).toEqual(failureOf("misconfigured", 101002006));
  expect(vendors.calls()).toHaveLength(2);
});

test("a signature that became stale on its way is made anew", async () => {
  await using vendors = await startVendors({ school });
  vendors.fault({ kind: "code", code: 101002006, times: 1 });
  expect(await sync(vendors, ANN)).toMatchObject({ ok: true });
  expect(vendors.calls()).toHaveLength(2);
});

test("a sync whose answer was lost is sent again", async () => {
  await using vendors = await startVendors({ school });
  vendors.fault({ kind: "reset", stage: "after", times: 1 });
  expect(await sync(vendors, ANN)).toEqual({ ok: true, value: new Map([[ANN, SYNCED]]) });
  expect(vendors.calls()).toHaveLength(2);
});

test("a sync that gets no answer in time has an unknown outcome", async () => {
  const clock = new FakeClock(undefined, { passesMs: 20 });
  await using vendors = await startVendors({ school, clock, now: () => clock.now() });
  vendors.fault({ kind: "silence" });
  expect(await outwait(vendors, clock, sync(vendors, ANN))).toEqual(failureOf("outcome-unknown", null));
});

test("both of ClassIn's APIs share one budget of calls", async () => {
  const clock = new FakeClock();
  await using vendors = await startVendors({ school, clock, now: () => clock.now(), callsPerSecond: 1 });
  const both = Promise.all([vendors.classin.syncNicknames("561294", vendors.context()), sync(vendors, ANN)]);
  const reported = async () => {
    await clock.advance(50);
    return vendors.reports.length;
  };
  await expect.poll(reported, PATIENTLY).toBe(2);
  expect(await both).toMatchObject([{ ok: true }, { ok: true }]);
  const [first, second] = vendors.reports;
  expect((second?.waitedMs ?? 0) - (first?.waitedMs ?? 0)).toBeGreaterThanOrEqual(900);
});
