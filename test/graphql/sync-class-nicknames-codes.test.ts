import { describe, expect, test } from "vitest";
import { CLASSIN_ERRNO } from "../../src/classin/errno.js";
import { aCourse, aSchool } from "../../src/simulator/builders.js";
import { SyncClassNicknamesDocument } from "../operations/generated/graphql.js";
import { sharedApp } from "../support/graphql-suite.js";

const COURSE = "561294";
const app = await sharedApp({ school: aSchool({ courses: [aCourse({ id: COURSE })] }) });

const ofCourse = { course: { id: COURSE } };
const ofCourseId = { courseId: COURSE };
const later = { retryAfterSeconds: expect.toSatisfy((seconds: number) => seconds > 0) };

/** From docs/vendors/classin.md, not from the source: the errno, the result's type and own fields, and the calls. */
const EXPECTED: readonly (readonly [errno: number, typename: string, fields: object, calls: number])[] = [
  [100, "VendorRejectedError", {}, 1],
  [102, "VendorMisconfiguredError", {}, 2],
  [104, "VendorUnavailableError", later, 4],
  [114, "VendorUnavailableError", later, 4],
  [144, "CourseNotFoundError", ofCourseId, 1],
  [147, "CourseNotFoundError", ofCourseId, 1],
  [149, "CourseDeletedError", ofCourseId, 1],
  [153, "CourseExpiredError", ofCourseId, 1],
  [369, "CourseTypeNotSupportedError", ofCourseId, 1],
  [841, "NicknamesPartlySyncedError", ofCourse, 4],
  [842, "NicknamesPartlySyncedError", ofCourse, 4],
  [843, "NicknamesNotSyncedError", ofCourse, 4],
  [901, "VendorUnavailableError", later, 1],
  [21323, "DeletedStudentInCourseError", ofCourse, 1],
  [101003001, "RateLimitedError", { retryAfterSeconds: 60 }, 1],
  [101003002, "RateLimitedError", { retryAfterSeconds: 6 }, 1],
];
const UNDOCUMENTED = 31337;

describe("syncClassNicknames, by ClassIn's errno", () => {
  test("the rows here are exactly the errnos that the server knows", () => {
    const known = [...CLASSIN_ERRNO.keys()].sort((a, b) => a - b);
    expect(known).toEqual([1, ...EXPECTED.map(([errno]) => errno)]);
  });

  test.for([...EXPECTED, [UNDOCUMENTED, "VendorRejectedError", {}, 1] as const])(
    "answers errno %i with %s",
    async ([errno, typename, fields, calls]) => {
      app.simulator.faults.add({ vendor: "classin", kind: "code", code: errno });

      const { status, headers, data, errors } = await app.send(SyncClassNicknamesDocument, {
        courseId: COURSE,
      });

      expect({ status, errors }).toEqual({ status: 200, errors: [] });
      expect(data?.syncClassNicknames).toEqual({
        __typename: typename,
        vendor: "CLASSIN",
        vendorCode: errno,
        requestId: headers["x-request-id"],
        message: expect.stringMatching(/\S/),
        ...fields,
      });
      expect(headers["x-request-id"]).toMatch(/^\S{8,}$/);
      expect(app.vendorCalls()).toEqual({ modifyGroupMemberNickname: calls });
    },
  );

  test("accepts errno 1 as a success, also as a string", async () => {
    app.simulator.faults.add({ vendor: "classin", kind: "raw", body: '{"error_info":{"errno":"1"}}' });
    const { syncClassNicknames } = await app.run(SyncClassNicknamesDocument, { courseId: COURSE });
    expect(syncClassNicknames).toMatchObject({
      __typename: "SyncClassNicknamesSuccess",
      course: { id: COURSE },
    });
  });

  test.for([
    [
      "an errno that a double cannot hold exactly",
      '{"error_info":{"errno":9007199254740993}}',
      "VendorRejectedError",
    ],
    ["no errno at all", '{"error_info":{"error":"1"}}', "VendorUnavailableError"],
    ["an errno that is not a number", '{"error_info":{"errno":"one"}}', "VendorUnavailableError"],
    ["an errno of true", '{"error_info":{"errno":true}}', "VendorUnavailableError"],
    ["an array", '[{"error_info":{"errno":1}}]', "VendorUnavailableError"],
  ] as const)("never accepts %s as a success", async ([, body, typename]) => {
    app.simulator.faults.add({ vendor: "classin", kind: "raw", body });
    const { syncClassNicknames } = await app.run(SyncClassNicknamesDocument, { courseId: COURSE });
    expect(syncClassNicknames).toMatchObject({ __typename: typename, vendorCode: null });
  });

  test("logs what operators must do about a problem that only they can fix", async () => {
    app.simulator.faults.add({ vendor: "classin", kind: "code", code: 102 });
    const { headers } = await app.send(SyncClassNicknamesDocument, { courseId: COURSE });
    const lines = app.log
      .with("vendor call refused")
      .filter(({ requestId }) => requestId === headers["x-request-id"]);
    expect(lines).toMatchObject([
      { level: 50, code: 102, operator: expect.stringContaining("CLASSIN_SECRET"), attempts: 2 },
    ]);
  });
});
