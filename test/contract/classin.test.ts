import { expect, test } from "vitest";
import { CLASSIN_ERRNO } from "../../src/classin/errno.js";
import { aCourse, aSchool } from "../../src/simulator/builders.js";
import { systemClock } from "../../src/vendor/clock.js";
import { startVendors, type Vendors } from "../support/vendors.js";

const ACTION = "modifyGroupMemberNickname";
const COURSE = "561294";
const school = aSchool({ courses: [aCourse({ id: COURSE })] });

const answerWith = (vendors: Vendors, errno: unknown) =>
  vendors.answer(ACTION, { error_info: { errno, error: "PLANTED 文字" } });

test("sends what ClassIn's own sample sends", async () => {
  const now = () => new Date(1_484_719_085_000);
  await using vendors = await startVendors({ school, now, clock: { ...systemClock, now } });
  // The simulator checks the signature, so a wrong one would fail.
  expect(await vendors.classin.syncNicknames(COURSE, vendors.context())).toEqual({
    ok: true,
    value: { syncedAt: now() },
  });
  expect(vendors.calls()).toMatchObject([
    {
      vendor: "classin",
      operation: ACTION,
      contentType: "application/x-www-form-urlencoded",
      query: { action: ACTION },
    },
  ]);
});

test("sends the four fields of the sample and no others", async () => {
  const now = () => new Date(1_484_719_085_999);
  await using vendors = await startVendors({ school, now, clock: { ...systemClock, now } });
  await vendors.classin.syncNicknames(COURSE, vendors.context());
  const [{ body, query } = { body: null, query: null }] = vendors.calls();
  expect(body).toEqual({
    SID: "1234567",
    safeKey: "[redacted]",
    timeStamp: "1484719085",
    courseId: COURSE,
  });
  expect(query).toEqual({ action: ACTION });
});

test("afterwards the students have their registered names", async () => {
  await using vendors = await startVendors({ school });
  await vendors.classin.syncNicknames(COURSE, vendors.context());
  const students = vendors.simulator.world.courses.get(COURSE)?.students ?? [];
  expect(students).toHaveLength(3);
  for (const { nickname, registeredName } of students) expect(nickname).toBe(registeredName);
});

test.each([
  ["the documented sample", '{"error_info":{"errno":1,"error":"程序正常执行"}}'],
  ["an errno as a string, as in other samples", '{"error_info":{"errno":"1","error":"程序正常执行"}}'],
  ["unknown fields", '{"error_info":{"errno":1},"data":[],"more_data":{"__proto__":{"x":1}}}'],
])("reads %s as done", async (_, body) => {
  await using vendors = await startVendors({ school });
  vendors.answer(ACTION, body);
  expect(await vendors.classin.syncNicknames(COURSE, vendors.context())).toMatchObject({ ok: true });
});

/** Each documented errno, its meaning, and how many calls are made if it persists. */
const MEANINGS: readonly (readonly [errno: number, kind: string, calls: number])[] = [
  [100, "rejected", 1],
  [102, "misconfigured", 2],
  [104, "unavailable", 4],
  [114, "unavailable", 4],
  [144, "course-not-found", 1],
  [147, "course-not-found", 1],
  [149, "course-deleted", 1],
  [153, "course-expired", 1],
  [369, "course-type-not-supported", 1],
  [841, "partly-synced", 4],
  [842, "partly-synced", 4],
  [843, "not-synced", 4],
  [901, "unavailable", 1],
  [21323, "deleted-student", 1],
  [101003001, "rate-limited", 1],
  [101003002, "rate-limited", 1],
];

test("the errno table and this test's table hold the same codes", () => {
  expect(new Set(CLASSIN_ERRNO.keys())).toEqual(new Set([1, ...MEANINGS.map(([errno]) => errno)]));
});

test.each([...MEANINGS, [999, "rejected", 1], [0, "rejected", 1], [-1, "rejected", 1]] as const)(
  "errno %i means %s, after %i calls",
  async (errno, kind, calls) => {
    await using vendors = await startVendors({ school });
    for (const spelling of [errno, String(errno)]) {
      answerWith(vendors, spelling);
      const synced = await vendors.classin.syncNicknames(COURSE, vendors.context());
      expect(synced).toMatchObject({ ok: false, error: { kind, vendor: "classin", code: errno } });
      // The vendor's own text must not reach clients.
      expect(JSON.stringify(synced)).not.toContain("PLANTED");
      expect(vendors.calls()).toHaveLength(calls);
    }
  },
);

test("maintenance is reported with a retry time of half an hour", async () => {
  await using vendors = await startVendors({ school });
  answerWith(vendors, 901);
  expect(await vendors.classin.syncNicknames(COURSE, vendors.context())).toMatchObject({
    ok: false,
    error: { kind: "unavailable", retryAfterSeconds: 1800 },
  });
});

test.each([
  ["a code too large for a double", '{"error_info":{"errno":9007199254740993}}', "rejected"],
  [
    "a code too large for a double, as a string",
    '{"error_info":{"errno":"9007199254740993"}}',
    "unavailable",
  ],
  ["a code with a fraction", '{"error_info":{"errno":1.5}}', "rejected"],
  ["no code", '{"error_info":{"error":"程序正常执行"}}', "unavailable"],
  ["a boolean code", '{"error_info":{"errno":true}}', "unavailable"],
  ["a list as code", '{"error_info":{"errno":[1]}}', "unavailable"],
  ["an empty code", '{"error_info":{"errno":""}}', "unavailable"],
  ["a code in words", '{"error_info":{"errno":"one"}}', "unavailable"],
  ["a code in the wrong place", '{"errno":1}', "unavailable"],
  ["the envelope of the newer API", '{"code":1,"msg":"ok","data":{}}', "unavailable"],
  ["a bare number", "1", "unavailable"],
  ["null", "null", "unavailable"],
])("%s is never success", async (_, body, kind) => {
  await using vendors = await startVendors({ school });
  vendors.answer(ACTION, body);
  expect(await vendors.classin.syncNicknames(COURSE, vendors.context())).toMatchObject({
    ok: false,
    error: { kind, code: null },
  });
});

test("a passing refusal is retried until it succeeds", async () => {
  await using vendors = await startVendors({ school });
  for (const code of [102, 104, 842, 843]) {
    vendors.fault({ kind: "code", code, times: 1 });
    expect(await vendors.classin.syncNicknames(COURSE, vendors.context())).toMatchObject({ ok: true });
    expect(vendors.calls()).toHaveLength(2);
  }
});
