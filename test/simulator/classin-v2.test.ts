import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { aCourse, aSchool } from "../../src/simulator/builders.js";
import type { Simulator } from "../../src/simulator/simulator.js";
import { control, nowSeconds, simulate, sync } from "./support.js";

const PATH = "/schooluser/modifyCourseStudentNickName";
const [ANN, BEN] = [1001001, 1001002];

/** By hand: a body with only a list signs nothing but the SID and the time. */
const headersAt = (seconds: number | string, secret = "simulator-classin-secret", signed = "") => ({
  "content-type": "application/json",
  "X-EEO-UID": "1234567",
  "X-EEO-TS": String(seconds),
  "X-EEO-SIGN": createHash("md5")
    .update(`${signed}sid=1234567&timeStamp=${seconds}&key=${secret}`)
    .digest("hex"),
});
const SIGNED = headersAt(nowSeconds);

async function post(
  simulator: Simulator,
  body: unknown,
  headers: Record<string, string> = SIGNED,
  path = PATH,
): Promise<{ code: unknown; msg: string; data?: { studentUid: number; code: number }[] }> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const response = await fetch(simulator.url + path, { method: "POST", headers, body: text });
  expect(response.status).toBe(200);
  return (await response.json()) as { code: unknown; msg: string };
}
const codeOf = async (...given: Parameters<typeof post>) => (await post(...given)).code;
const without = (name: keyof typeof SIGNED) =>
  Object.fromEntries(Object.entries(SIGNED).filter(([one]) => one !== name));

const school = aSchool({
  courses: [
    aCourse({ id: "1" }),
    aCourse({ id: "2" }),
    aCourse({ id: "3", state: "ended" }),
    aCourse({ id: "4", students: [{ uid: "2", alwaysSkipped: true }] }),
    aCourse({
      id: "5",
      students: [
        { uid: "3", kind: "auditor" },
        { uid: "4", inInstitution: false },
      ],
    }),
    aCourse({ id: "6", institution: "other", students: [{ uid: "5" }] }),
  ],
  students: [
    { uid: "6", name: "In no course" },
    { uid: "7", name: "Odd", syncCode: 110100067 },
    { uid: String(ANN), name: "Ann of the console" },
  ],
});

test("renames students in all courses that have not ended, to the name in the console", async () => {
  await using simulator = await simulate({ school });
  expect(await post(simulator, { studentUids: [ANN, 6] })).toEqual({
    code: 1,
    msg: "程序正常执行",
    data: [
      { studentUid: ANN, code: 1, msg: "程序正常执行" },
      { studentUid: 6, code: 1, msg: "程序正常执行" },
    ],
  });
  const nickname = (courseId: string) => simulator.world.courses.get(courseId)?.students[0]?.nickname;
  expect([nickname("1"), nickname("2")]).toEqual(["Ann of the console", "Ann of the console"]);
  expect(nickname("3")).not.toBe("Ann of the console");
});

test.each([
  [2, 110100067, "whom ClassIn cannot rename in any course"],
  [3, 121601059, "who is an auditor"],
  [4, 121601059, "who left the institution"],
  [5, 121601059, "of another institution"],
  [7, 110100067, "with a fixed code in the school file"],
  [404, 121601059, "whom nobody knows"],
])("answers student %i with %i: one %s", async (uid, code) => {
  await using simulator = await simulate({ school });
  expect(await post(simulator, { studentUids: [uid, BEN] })).toMatchObject({
    code: 1,
    data: [
      { studentUid: uid, code },
      { studentUid: BEN, code: 1 },
    ],
  });
});

test("answers a student who is named twice once, and in the reverse order if so configured", async () => {
  await using simulator = await simulate({ school, choices: { studentItems: "reversed" } });
  const { data } = await post(simulator, { studentUids: [ANN, BEN, ANN] });
  expect(data?.map(({ studentUid }) => studentUid)).toEqual([BEN, ANN]);
});

test("the demo school has a student with each result", async () => {
  await using simulator = await simulate();
  const { data } = await post(simulator, { studentUids: [ANN, 1002001, 1002004] });
  expect(data?.map(({ code }) => code)).toEqual([1, 110100067, 121601059]);
});

test("the control API sets the codes of single students, a number of times", async () => {
  await using simulator = await simulate({ school });
  const fault = { kind: "student-code", target: String(BEN), code: 121601059, times: 1 };
  expect(await control(simulator, "POST", "/faults", fault)).toMatchObject({ status: 201 });
  const codes = async () =>
    (await post(simulator, { studentUids: [ANN, BEN] })).data?.map(({ code }) => code);
  expect(await codes()).toEqual([1, 121601059]);
  expect(await codes()).toEqual([1, 1]);
  const wrong = { kind: "student-code", vendor: "tencent-im" };
  expect(await control(simulator, "POST", "/faults", wrong)).toMatchObject({ status: 400 });
});

test("a fault of a student does not affect the sync of a course", async () => {
  await using simulator = await simulate({ school });
  simulator.faults.add({ kind: "student-code" });
  expect(await sync(simulator, "1")).toBe(1);
  expect(simulator.faults.list()).toMatchObject([{ happened: 0 }]);
});

test("a fault of the call itself has the newer envelope", async () => {
  await using simulator = await simulate({ school });
  simulator.faults.add({ kind: "throttle", times: 1 });
  expect(await post(simulator, { studentUids: [ANN] })).toEqual({
    code: 101003001,
    msg: expect.any(String),
  });
});

describe("the signature", () => {
  const body = { studentUids: [ANN] };

  test.each([
    [0, 1],
    [-300, 1],
    [300, 1],
    [-301, 101002006],
    [301, 101002006],
  ])("made %i seconds from now gives %i", async (offset, code) => {
    await using simulator = await simulate({ school });
    expect(await codeOf(simulator, body, headersAt(nowSeconds + offset))).toBe(code);
  });

  test.each<[what: string, headers: Record<string, string>, code: number]>([
    ["without a time", without("X-EEO-TS"), 101002008],
    ["with a time in words", headersAt("now"), 101002008],
    ["in milliseconds", headersAt(nowSeconds * 1000), 101002006],
    ["without a UID", without("X-EEO-UID"), 101002005],
    ["without a sign", without("X-EEO-SIGN"), 101002005],
    ["with another school's UID", { ...SIGNED, "X-EEO-UID": "7654321" }, 101002005],
    ["with a wrong secret", headersAt(nowSeconds, "guessed"), 101002005],
    ["for another time", { ...SIGNED, "X-EEO-TS": String(nowSeconds + 1) }, 101002005],
    ["in upper case", { ...SIGNED, "X-EEO-SIGN": SIGNED["X-EEO-SIGN"].toUpperCase() }, 101002005],
  ])("%s is refused, before the body is looked at", async (_, headers, code) => {
    await using simulator = await simulate({ school });
    expect(await codeOf(simulator, body, headers)).toBe(code);
    expect(await codeOf(simulator, "{", headers)).toBe(code);
  });

  test("covers texts and numbers of the body, sorted by name, up to 1024 bytes", async () => {
    await using simulator = await simulate({ school });
    const more = { Zeta: 1, beta: "课 & a=b", long: "a".repeat(1025), flags: [1] };
    const signed = headersAt(nowSeconds, undefined, "Zeta=1&beta=课 & a=b&");
    expect(await codeOf(simulator, { ...body, ...more }, signed)).toBe(1);
    expect(await codeOf(simulator, { ...body, ...more }, SIGNED)).toBe(101002005);
  });

  test("is checked by the vendor's clock, which may be wrong", async () => {
    await using simulator = await simulate({ school });
    simulator.world.clock.skewMs = 6 * 60 * 1000;
    expect(await codeOf(simulator, body)).toBe(101002006);
  });
});

test.each<[what: string, body: unknown]>([
  ["no students", {}],
  ["an empty list", { studentUids: [] }],
  ["a list of texts", { studentUids: ["1001001"] }],
  ["fractions", { studentUids: [1.5] }],
  ["no list", { studentUids: { 0: ANN } }],
  ["a body that is a list", [ANN]],
  ["a body that is no JSON", "{"],
  ["an empty body", ""],
])("answers 101001001 to %s", async (_, body) => {
  await using simulator = await simulate({ school });
  expect(await codeOf(simulator, body)).toBe(101001001);
});

test("answers 121601060 to more than 100 students", async () => {
  await using simulator = await simulate({ school });
  const uids = (count: number) => ({ studentUids: Array.from({ length: count }, (_, index) => index + 1) });
  expect(await codeOf(simulator, uids(100))).toBe(1);
  expect(await codeOf(simulator, uids(101))).toBe(121601060);
});

test("a body or query with more than the documents list is refused in strict mode", async () => {
  await using lenient = await simulate({ school });
  await using strict = await simulate({ school, choices: { requests: "strict" } });
  const more = { studentUids: [ANN], courseIds: [1] };
  for (const [simulator, code] of [
    [lenient, 1],
    [strict, 101001001],
  ] as const) {
    expect(await codeOf(simulator, more)).toBe(code);
    expect(await codeOf(simulator, { studentUids: [ANN] }, SIGNED, `${PATH}?lang=en`)).toBe(code);
  }
});

test("reads only JSON that is posted", async () => {
  await using simulator = await simulate({ school });
  const form = { ...SIGNED, "content-type": "application/x-www-form-urlencoded" };
  expect(await codeOf(simulator, { studentUids: [ANN] }, form)).toBe(101001001);
  const response = await fetch(simulator.url + PATH, { headers: SIGNED });
  expect(await response.json()).toMatchObject({ code: 101001001 });
});

test("a snapshot keeps the students, and a reset restores them", async () => {
  await using simulator = await simulate({ school });
  expect(simulator.world.snapshot().students).toEqual(school.students);
  simulator.world.students.clear();
  simulator.world.reset();
  expect(simulator.world.students.get("6")).toEqual({ uid: "6", name: "In no course" });
});

test("a unit without members is refused after the signature was checked", async () => {
  await using simulator = await simulate({ school });
  const create = (body: unknown, headers = SIGNED) => codeOf(simulator, body, headers, "/lms/unit/create");
  expect(await create({})).toBe(121601018);
  expect(await create({}, headersAt(nowSeconds, "another-secret"))).toBe(101002005);
  expect(await create({}, headersAt(nowSeconds - 301))).toBe(101002006);
  expect(await create({ studentUids: [] })).toBe(101001001);
});
