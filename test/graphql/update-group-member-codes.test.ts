import { describe, expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { IM_ERROR_CODES } from "../../src/tencent-im/error-code.js";
import { UpdateGroupMemberDocument, type UpdateGroupMemberInput } from "../operations/generated/graphql.js";
import { sharedApp } from "../support/graphql-suite.js";

const ids = { groupId: "group-1", userId: "student_001" };
const app = await sharedApp({ school: aSchool({ groups: [aGroup({ id: ids.groupId })] }) });

const FIELDS: Readonly<Record<string, object>> = {
  GroupNotFoundError: { groupId: ids.groupId },
  GroupMemberNotFoundError: ids,
  ContentRejectedError: { field: "nameCard" },
  RateLimitedError: { retryAfterSeconds: expect.toSatisfy((seconds: number) => seconds > 0) },
  VendorUnavailableError: { retryAfterSeconds: expect.toSatisfy((seconds: number) => seconds > 0) },
};

/** From docs/vendors/tencent-im.md, not from the source: the code, the result's type, and the calls for a name card. */
const EXPECTED: readonly (readonly [code: number, typename: string, calls: number])[] = [
  [10002, "VendorUnavailableError", 4],
  [10003, "VendorRejectedError", 1],
  [10004, "VendorRejectedError", 1],
  [10005, "VendorRejectedError", 1],
  [10006, "RateLimitedError", 4],
  [10007, "NotPermittedError", 1],
  [10008, "VendorMisconfiguredError", 2],
  [10009, "VendorRejectedError", 1],
  [10010, "GroupNotFoundError", 1],
  [10011, "VendorRejectedError", 1],
  [10012, "VendorMisconfiguredError", 1],
  [10013, "VendorRejectedError", 1],
  [10014, "VendorRejectedError", 1],
  [10015, "GroupNotFoundError", 1],
  [10016, "VendorRejectedError", 1],
  [10017, "VendorRejectedError", 1],
  [10018, "VendorRejectedError", 1],
  [10019, "GroupMemberNotFoundError", 1],
  [10021, "VendorRejectedError", 1],
  [10024, "VendorRejectedError", 1],
  [10025, "VendorRejectedError", 1],
  [10026, "VendorMisconfiguredError", 1],
  [10036, "VendorRejectedError", 1],
  [10037, "VendorRejectedError", 1],
  [10038, "VendorRejectedError", 1],
  [10045, "VendorRejectedError", 1],
  [10046, "VendorRejectedError", 1],
  [10047, "VendorRejectedError", 1],
  [10048, "VendorRejectedError", 1],
  [10049, "VendorRejectedError", 1],
  [10050, "VendorRejectedError", 1],
  [10054, "VendorRejectedError", 1],
  [10056, "VendorRejectedError", 1],
  [10058, "VendorMisconfiguredError", 1],
  [10059, "VendorMisconfiguredError", 1],
  [10060, "VendorRejectedError", 1],
  [10063, "VendorRejectedError", 1],
  [10070, "VendorRejectedError", 1],
  [11000, "VendorMisconfiguredError", 1],
  [30003, "GroupMemberNotFoundError", 1],
  [40003, "GroupMemberNotFoundError", 1],
  [50001, "GroupMemberNotFoundError", 1],
  [60002, "VendorRejectedError", 1],
  [60003, "VendorRejectedError", 1],
  [60004, "VendorMisconfiguredError", 2],
  [60005, "VendorMisconfiguredError", 2],
  [60006, "VendorMisconfiguredError", 1],
  [60007, "RateLimitedError", 4],
  [60008, "VendorUnavailableError", 4],
  [60009, "VendorRejectedError", 1],
  [60010, "VendorMisconfiguredError", 1],
  [60011, "RateLimitedError", 4],
  [60012, "VendorMisconfiguredError", 1],
  [60013, "VendorUnavailableError", 4],
  [60014, "VendorUnavailableError", 4],
  [60015, "VendorRejectedError", 1],
  [60016, "VendorMisconfiguredError", 1],
  [60017, "VendorMisconfiguredError", 1],
  [60018, "RateLimitedError", 4],
  [60019, "RateLimitedError", 4],
  [60020, "VendorMisconfiguredError", 1],
  [60021, "VendorMisconfiguredError", 1],
  [60025, "VendorMisconfiguredError", 2],
  [60026, "VendorMisconfiguredError", 1],
  [60027, "VendorMisconfiguredError", 1],
  [60028, "VendorMisconfiguredError", 1],
  [70001, "VendorMisconfiguredError", 2],
  [70002, "VendorMisconfiguredError", 1],
  [70003, "VendorMisconfiguredError", 2],
  [70005, "VendorMisconfiguredError", 2],
  [70009, "VendorMisconfiguredError", 1],
  [70013, "VendorMisconfiguredError", 1],
  [70014, "VendorMisconfiguredError", 1],
  [70016, "VendorMisconfiguredError", 1],
  [70020, "VendorMisconfiguredError", 1],
  [70050, "VendorMisconfiguredError", 1],
  [70051, "VendorMisconfiguredError", 1],
  [70107, "GroupMemberNotFoundError", 1],
  [70114, "VendorMisconfiguredError", 1],
  [70169, "VendorUnavailableError", 4],
  [70202, "VendorUnavailableError", 4],
  [70206, "VendorRejectedError", 1],
  [70402, "VendorRejectedError", 1],
  [70403, "VendorMisconfiguredError", 1],
  [70500, "VendorUnavailableError", 4],
  [72000, "VendorMisconfiguredError", 1],
  [72002, "VendorMisconfiguredError", 1],
  [80001, "ContentRejectedError", 1],
  [80003, "VendorRejectedError", 1],
  [80005, "ContentRejectedError", 1],
];
const UNDOCUMENTED = 31337;

async function change(input: Omit<UpdateGroupMemberInput, "groupId" | "userId">) {
  const { status, headers, data, errors } = await app.send(UpdateGroupMemberDocument, {
    input: { ...ids, ...input },
  });
  expect({ status, errors }).toEqual({ status: 200, errors: [] });
  return { updated: data?.updateGroupMember, requestId: headers["x-request-id"] };
}
const fail = (code: number | string) =>
  app.simulator.faults.add({ operation: "modify_group_member_info", kind: "code", code });

describe("updateGroupMember, by Tencent's code", () => {
  test("the rows here are exactly the codes that the server knows", () => {
    const known = [...IM_ERROR_CODES.keys()].sort((a, b) => a - b);
    expect(known).toEqual(EXPECTED.map(([code]) => code));
  });

  test.for([...EXPECTED, [UNDOCUMENTED, "VendorRejectedError", 1] as const])(
    "answers code %i with %s",
    async ([code, typename, calls]) => {
      fail(code);
      const { updated, requestId } = await change({ nameCard: "Lin Ya" });
      expect(updated).toEqual({
        __typename: typename,
        vendor: "TENCENT_IM",
        vendorCode: code,
        requestId,
        message: expect.stringMatching(/\S/),
        ...FIELDS[typename],
      });
      expect(requestId).toMatch(/^\S{8,}$/);
      expect(app.vendorCalls()["modify_group_member_info"]).toBe(calls);
    },
  );

  test.for(EXPECTED.filter(([, typename]) => typename === "VendorUnavailableError"))(
    "after code %i a mute is not sent again, since it may already be in force",
    async ([code]) => {
      fail(code);
      const { updated } = await change({ muteForSeconds: 60 });
      expect(updated).toMatchObject({ __typename: "VendorUnavailableError", vendorCode: code });
      expect(app.vendorCalls()).toEqual({ modify_group_member_info: 1 });
    },
  );

  test("a throttled mute is sent again, since it was not made", async () => {
    app.simulator.faults.add({ operation: "modify_group_member_info", kind: "throttle", times: 2 });
    const { updated } = await change({ muteForSeconds: 60 });
    expect(updated).toMatchObject({ __typename: "UpdateGroupMemberSuccess" });
    expect(app.vendorCalls()).toEqual({ modify_group_member_info: 3 });
  });

  test("an unmute is sent again, since repeating it is harmless", async () => {
    app.simulator.faults.add({ operation: "modify_group_member_info", kind: "code", code: 10002, times: 3 });
    const { updated } = await change({ muteForSeconds: 0 });
    expect(updated).toMatchObject({ __typename: "UpdateGroupMemberSuccess" });
  });

  test("a signature that is refused once is renewed", async () => {
    app.simulator.faults.add({ operation: "modify_group_member_info", kind: "code", code: 70001, times: 1 });
    const { updated } = await change({ nameCard: "Lin Ya" });
    expect(updated).toMatchObject({ __typename: "UpdateGroupMemberSuccess" });
    expect(app.vendorCalls()).toEqual({ modify_group_member_info: 2 });
  });

  test("reads a code that comes as a string", async () => {
    fail("10010");
    const { updated } = await change({ nameCard: "Lin Ya" });
    expect(updated).toMatchObject({ __typename: "GroupNotFoundError", vendorCode: 10010 });
  });
});

describe("the field that a content filter refused", () => {
  const customFields = [{ key: "seat", value: "A1" }];
  test.for([
    ["a name card", { nameCard: "x" }, "nameCard"],
    ["custom fields", { customFields }, "customFields"],
    ["both, since the vendor does not say which", { nameCard: "x", customFields }, null],
    ["a change without any text", { role: "ADMIN" }, null],
  ] as const)("for %s", async ([, input, field]) => {
    fail(80001);
    const { updated } = await change(structuredClone(input));
    expect(updated).toMatchObject({ __typename: "ContentRejectedError", field });
  });
});

describe("an answer with contradictory status and code", () => {
  test.for([
    ["OK with another code", '{"ActionStatus":"OK","ErrorCode":10004}', "VendorRejectedError", 10004],
    ["FAIL with code 0", '{"ActionStatus":"FAIL","ErrorCode":0}', "VendorRejectedError", 0],
    [
      "a code that a double cannot hold exactly",
      '{"ActionStatus":"FAIL","ErrorCode":9007199254740993}',
      "VendorRejectedError",
      null,
    ],
    ["OK without a code", '{"ActionStatus":"OK"}', "VendorUnavailableError", null],
    ["a code without a status", '{"ErrorCode":0}', "VendorUnavailableError", null],
    ["a code of null", '{"ActionStatus":"OK","ErrorCode":null}', "VendorUnavailableError", null],
  ] as const)("is not a success: %s", async ([, body, typename, vendorCode]) => {
    app.simulator.faults.add({ operation: "modify_group_member_info", kind: "raw", body });
    const { updated } = await change({ nameCard: "Lin Ya" });
    expect(updated).toMatchObject({ __typename: typename, vendorCode });
  });

  test("is logged as an error if it is a failure with code 0", async () => {
    const body = '{"ActionStatus":"FAIL","ErrorCode":0}';
    app.simulator.faults.add({ operation: "modify_group_member_info", kind: "raw", body });
    const { requestId } = await change({ nameCard: "Lin Ya" });
    const refused = app.log.with("vendor call refused").filter((line) => line["requestId"] === requestId);
    expect(refused).toMatchObject([{ level: 50, code: 0 }]);
  });
});
