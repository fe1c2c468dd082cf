import { describe, expect, test } from "vitest";
import { STUDENT_SYNC_CODES } from "../../src/classin/v2/codes.js";
import { aCourse, aSchool } from "../../src/simulator/builders.js";
import type { Fault } from "../../src/simulator/simulator.js";
import { SyncStudentNicknamesDocument } from "../operations/generated/graphql.js";
import { sharedApp } from "../support/graphql-suite.js";

const [ANN, BEN, CHO] = ["1001001", "1001002", "1001003"] as const;
const OPERATION = "modifyCourseStudentNickName";
const app = await sharedApp({
  school: aSchool({
    courses: [aCourse({ id: "1001" }), aCourse({ id: "1002" }), aCourse({ id: "1003", state: "ended" })],
    students: [{ uid: "1002001", name: "In no course" }],
  }),
});

const send = (...classinUids: string[]) => app.send(SyncStudentNicknamesDocument, { input: { classinUids } });
async function sync(...classinUids: string[]) {
  const { syncStudentNicknames } = await app.run(SyncStudentNicknamesDocument, { input: { classinUids } });
  return syncStudentNicknames;
}
const synced = (classinUid: string) => ({ __typename: "StudentNicknameSynced", classinUid });
const renamedIn = (courseId: string) =>
  app.simulator.world.courses.get(courseId)?.students.map((one) => one.nickname === one.registeredName);

test("gives students the registered name in all courses that have not ended, with one call", async () => {
  expect(await sync(ANN, CHO)).toEqual({
    __typename: "SyncStudentNicknamesSuccess",
    results: [synced(ANN), synced(CHO)],
  });
  expect(app.vendorCalls()).toEqual({ [OPERATION]: 1 });
  expect([renamedIn("1001"), renamedIn("1002"), renamedIn("1003")]).toEqual([
    [true, false, true],
    [true, false, true],
    [false, false, false],
  ]);
});

test("a student without a course is synced, and a repeat is harmless", async () => {
  for (let turn = 0; turn < 2; turn += 1)
    expect(await sync("1002001")).toMatchObject({ results: [synced("1002001")] });
});

test("each student has a result, in the order of the input, also if one is named twice", async () => {
  app.simulator.faults.add({ kind: "student-code", target: BEN });
  const { headers, data } = await send(CHO, BEN, "404", ANN, BEN);
  const source = {
    vendor: "CLASSIN",
    requestId: headers["x-request-id"],
    message: expect.stringMatching(/\S/),
  };
  const notSynced = {
    __typename: "StudentNicknameNotSyncedError",
    classinUid: BEN,
    vendorCode: 110100067,
    ...source,
  };
  expect(data?.syncStudentNicknames).toEqual({
    __typename: "SyncStudentNicknamesSuccess",
    results: [
      synced(CHO),
      notSynced,
      { __typename: "StudentNotInSchoolError", classinUid: "404", vendorCode: 121601059, ...source },
      synced(ANN),
      notSynced,
    ],
  });
  // The failed student alone is sent again.
  expect(app.simulator.calls.list().map(({ body }) => body)).toEqual([
    { studentUids: [1001003, 1001002, 404, 1001001] },
    { studentUids: [1001002] },
  ]);
});

test("a student whom ClassIn's answer does not name has an unknown outcome", async () => {
  const body = '{"code":1,"data":[{"studentUid":1001001,"code":1,"msg":"PLANTED"}]}';
  app.simulator.faults.add({ kind: "raw", operation: OPERATION, body });
  expect(await sync(ANN, BEN)).toMatchObject({
    results: [synced(ANN), { __typename: "OutcomeUnknownError", message: expect.stringContaining(BEN) }],
  });
});

const later = { retryAfterSeconds: expect.toSatisfy((seconds: number) => seconds > 0) };

/** From docs/vendors/classin.md, not from the source: the code, the type and its own fields, and the calls. */
const EXPECTED: readonly (readonly [code: number, typename: string, fields: object, calls: number])[] = [
  [901, "VendorUnavailableError", { retryAfterSeconds: 1800 }, 1],
  [101001001, "VendorRejectedError", {}, 1],
  [101002005, "VendorMisconfiguredError", {}, 2],
  [101002006, "VendorMisconfiguredError", {}, 2],
  [101002008, "VendorMisconfiguredError", {}, 2],
  [101003001, "RateLimitedError", { retryAfterSeconds: 60 }, 1],
  [101004005, "VendorUnavailableError", later, 4],
  [110100067, "StudentNicknameNotSyncedError", { classinUid: ANN }, 2],
  [121601020, "VendorRejectedError", {}, 1],
  [121601030, "VendorRejectedError", {}, 1],
  [121601058, "VendorMisconfiguredError", {}, 1],
  [121601059, "StudentNotInSchoolError", { classinUid: ANN }, 1],
  [121601060, "VendorRejectedError", {}, 1],
];
const OF_STUDENTS = new Set([110100067, 121601059]);
const UNDOCUMENTED = 31337;

describe("by ClassIn's code", () => {
  test("the rows here are exactly the codes that the server knows", () => {
    const known = [...STUDENT_SYNC_CODES.keys()].sort((a, b) => a - b);
    expect(known).toEqual([1, ...EXPECTED.map(([code]) => code)]);
  });

  const rows = [...EXPECTED, [UNDOCUMENTED, "VendorRejectedError", {}, 1] as const];

  test.for(rows)("answers code %i for the whole call with %s", async ([code, typename, fields, calls]) => {
    app.simulator.faults.add({ vendor: "classin", kind: "code", code });
    const { status, headers, data, errors } = await send(ANN);
    expect({ status, errors }).toEqual({ status: 200, errors: [] });
    const failure = {
      __typename: typename,
      vendor: "CLASSIN",
      vendorCode: code,
      requestId: headers["x-request-id"],
      message: expect.stringMatching(/\S/),
      ...fields,
    };
    expect(data?.syncStudentNicknames).toEqual(
      OF_STUDENTS.has(code) ? { __typename: "SyncStudentNicknamesSuccess", results: [failure] } : failure,
    );
    expect(app.vendorCalls()).toEqual({ [OPERATION]: calls });
  });

  test.for(rows)("answers code %i for one student with %s", async ([code, typename, fields]) => {
    app.simulator.faults.add({ kind: "student-code", target: ANN, code });
    expect(await sync(BEN, ANN)).toMatchObject({
      results: [synced(BEN), { __typename: typename, vendorCode: code, ...fields }],
    });
  });
});

test("logs what operators must do about a problem that only they can fix", async () => {
  app.simulator.faults.add({ vendor: "classin", kind: "code", code: 101002006 });
  const { headers } = await send(ANN);
  const lines = app.log
    .with("vendor call refused")
    .filter(({ requestId }) => requestId === headers["x-request-id"]);
  expect(lines).toMatchObject([{ code: 101002006, operator: expect.stringContaining("clock"), attempts: 2 }]);
});

test("logs the students and the outcome for the audit", async () => {
  const { headers } = await send(ANN, BEN, "not a uid");
  const line = app.log.with("mutation").find(({ requestId }) => requestId === headers["x-request-id"]);
  expect(line).toMatchObject({
    mutation: "syncStudentNicknames",
    targets: [{ classinUid: ANN }, { classinUid: BEN }, { classinUid: "(invalid id)" }],
    targetCount: 3,
    outcomes: ["InvalidInputError"],
  });
});

test.for<readonly [what: string, fault: Fault, typename: string]>([
  ["HTML with status 200", { kind: "html" }, "VendorUnavailableError"],
  ["HTTP 502", { kind: "http", httpStatus: 502 }, "VendorUnavailableError"],
  ["HTTP 429", { kind: "http", httpStatus: 429 }, "RateLimitedError"],
  ["a truncated answer", { kind: "truncate" }, "VendorUnavailableError"],
  ["an empty answer", { kind: "empty" }, "VendorUnavailableError"],
  ["more than 1 MiB", { kind: "huge", bytes: 3 * 1024 * 1024 }, "VendorUnavailableError"],
  ["a redirect", { kind: "redirect" }, "VendorUnavailableError"],
  ["a reset connection", { kind: "reset" }, "OutcomeUnknownError"],
  ["a reset in the middle of the answer", { kind: "reset-mid-body" }, "OutcomeUnknownError"],
])("if ClassIn answers with %s, it is sent 4 times, and fails as a whole", async ([, fault, typename]) => {
  app.simulator.faults.add({ operation: OPERATION, ...fault });
  expect(await sync(ANN)).toMatchObject({ __typename: typename, vendorCode: null });
  // A followed redirect would appear as another operation.
  expect(app.vendorCalls()).toEqual({ [OPERATION]: 4 });
});

describe("invalid input", () => {
  const problem = (path: string, limit: number | null = null, actual: number | null = null) => ({
    path,
    message: expect.stringMatching(/^must be /),
    limit,
    actual,
  });

  test.for(["", "abc", "-1", "0", "01", "1.5", "１２３", "1 ", "1\n", "9007199254740992", "9".repeat(40)])(
    "refuses the UID %j without a call to ClassIn",
    async (uid) => {
      expect(await sync(ANN, uid)).toEqual({
        __typename: "InvalidInputError",
        message: expect.stringContaining("input.classinUids[1]"),
        problems: [problem("input.classinUids[1]")],
      });
      expect(app.vendorCalls()).toEqual({});
    },
  );

  test("all problems are reported at once", async () => {
    const uids = Array.from({ length: 101 }, (_, index) => (index % 50 === 7 ? "x" : String(index + 1)));
    expect(await sync(...uids)).toMatchObject({
      problems: [
        problem("input.classinUids", 100, 101),
        problem("input.classinUids[7]"),
        problem("input.classinUids[57]"),
      ],
    });
    expect(app.vendorCalls()).toEqual({});
  });

  test("no UIDs are refused", async () => {
    expect(await sync()).toMatchObject({ problems: [problem("input.classinUids", 100, 0)] });
  });

  test("100 problems are listed, and the others counted", async () => {
    const refused = await sync(...Array.from({ length: 500 }, () => "x"));
    expect(refused).toMatchObject({ __typename: "InvalidInputError", problems: { length: 101 } });
  });

  test("a list of more than 500 is not read", async () => {
    const { errors } = await send(...Array.from({ length: 501 }, () => ANN));
    expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
    expect(app.vendorCalls()).toEqual({});
  });

  test("the largest exact UID, numbers and a single UID are accepted", async () => {
    expect(await sync("9007199254740991")).toMatchObject({
      results: [{ __typename: "StudentNotInSchoolError", classinUid: "9007199254740991" }],
    });
    const { data } = await app.send(
      "mutation { syncStudentNicknames(input: { classinUids: 1001001 }) { __typename } }",
    );
    expect(data).toEqual({ syncStudentNicknames: { __typename: "SyncStudentNicknamesSuccess" } });
  });
});

test("100 students are one call", async () => {
  const uids = Array.from({ length: 100 }, (_, index) => String(1_001_001 + index));
  const answer = await sync(...uids);
  expect(answer).toMatchObject({ __typename: "SyncStudentNicknamesSuccess", results: { length: 100 } });
  expect(app.vendorCalls()).toEqual({ [OPERATION]: 1 });
});
