import { describe, expect, test } from "vitest";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import type { Fault } from "../../src/simulator/simulator.js";
import { SyncClassNicknamesDocument, UpdateGroupMemberDocument } from "../operations/generated/graphql.js";
import { startApp, type TestApp } from "../support/app.js";
import { FakeClock } from "../support/fake-clock.js";
import { memberIn, sharedApp } from "../support/graphql-suite.js";
import { outwait } from "../support/outwait.js";

const school = aSchool({ courses: [aCourse({ id: "561294" })], groups: [aGroup({ id: "group-1" })] });
const app = await sharedApp({ school });
const CANARY = "vendor-text-4711";
const MUTE = { groupId: "group-1", userId: "student_001", muteForSeconds: 60 };
const RENAME = { groupId: "group-1", userId: "student_001", nameCard: "Lin Ya" };

/** One mutation for each vendor. */
const MUTATIONS = {
  CLASSIN: {
    command: "modifyGroupMemberNickname",
    run: async (on: TestApp) => {
      const answer = await on.send(SyncClassNicknamesDocument, { courseId: "561294" });
      return { ...answer, result: answer.data?.syncClassNicknames };
    },
  },
  TENCENT_IM: {
    command: "modify_group_member_info",
    run: async (on: TestApp, input: typeof MUTE | typeof RENAME = RENAME) => {
      const answer = await on.send(UpdateGroupMemberDocument, { input });
      return { ...answer, result: answer.data?.updateGroupMember };
    },
  },
} as const;
type Vendor = keyof typeof MUTATIONS;
const VENDORS: readonly Vendor[] = ["CLASSIN", "TENCENT_IM"];

/** What happens, the type of the result, and the number of calls. */
const TROUBLES: readonly (readonly [string, Fault, string, number])[] = [
  ["HTML with status 200", { kind: "html" }, "VendorUnavailableError", 4],
  ["HTTP 502", { kind: "http", httpStatus: 502 }, "VendorUnavailableError", 4],
  ["HTTP 503", { kind: "http", httpStatus: 503 }, "VendorUnavailableError", 4],
  ["HTTP 404", { kind: "http", httpStatus: 404 }, "VendorUnavailableError", 4],
  ["HTTP 429", { kind: "http", httpStatus: 429 }, "RateLimitedError", 4],
  ["a truncated answer", { kind: "truncate" }, "VendorUnavailableError", 4],
  ["an empty answer", { kind: "empty" }, "VendorUnavailableError", 4],
  ["more than 1 MiB", { kind: "huge", bytes: 3 * 1024 * 1024 }, "VendorUnavailableError", 4],
  ["a compressed answer that was not requested", { kind: "gzip" }, "VendorUnavailableError", 4],
  ["a redirect", { kind: "redirect" }, "VendorUnavailableError", 4],
  ["a redirect with 302", { kind: "redirect", httpStatus: 302 }, "VendorUnavailableError", 4],
  ["JSON of another shape", { kind: "raw", body: `{"hint":"${CANARY}"}` }, "VendorUnavailableError", 4],
  ["JSON null", { kind: "raw", body: "null" }, "VendorUnavailableError", 4],
  ["plain text", { kind: "raw", body: CANARY }, "VendorUnavailableError", 4],
  ["a reset connection", { kind: "reset" }, "OutcomeUnknownError", 4],
  ["a reset in the middle of the answer", { kind: "reset-mid-body" }, "OutcomeUnknownError", 4],
];
/** These spoil only the answer: the change is made, and a lookup in Tencent IM shows it. */
const MADE: ReadonlySet<unknown> = new Set(["gzip"]);
/** The extra call if it is unknown whether a change was made. */
const LOOKUP = { get_specified_group_member_info: 1 };
const WITH_RETRY_AFTER = new Set(["VendorUnavailableError", "RateLimitedError"]);

describe.for(VENDORS)("when %s answers a mutation", (vendor) => {
  const { command, run } = MUTATIONS[vendor];

  test.for(TROUBLES)("with %s, it is %s", async ([, fault, typename, calls]) => {
    app.simulator.faults.add({ operation: command, ...fault });
    const { status, errors, headers, result, text } = await run(app);
    expect({ status, errors }).toEqual({ status: 200, errors: [] });
    const looksUp = vendor === "TENCENT_IM" && typename !== "RateLimitedError";
    // A followed redirect would appear as another operation.
    expect(app.vendorCalls()).toEqual({ [command]: calls, ...(looksUp && LOOKUP) });
    for (const echo of [CANARY, "nginx", "DOCTYPE", "Bad Gateway", "http://", "127.0.0.1", "localhost"])
      expect(text).not.toContain(echo);
    if (looksUp && MADE.has(fault.kind)) {
      expect(result?.__typename).toBe("UpdateGroupMemberSuccess");
      return;
    }
    expect(result).toEqual({
      __typename: typename,
      vendor,
      vendorCode: null,
      requestId: headers["x-request-id"],
      message: expect.stringMatching(/\S/),
      ...(WITH_RETRY_AFTER.has(typename) && {
        retryAfterSeconds: expect.toSatisfy((seconds: number) => seconds > 0),
      }),
    });
  });

  test("with another content type than JSON, the answer is still read", async () => {
    app.simulator.faults.add({ operation: command, kind: "wrong-content-type" });
    const { result } = await run(app);
    expect(result?.__typename).toMatch(/Success$/);
  });

  test("with a byte order mark, the answer is still read", async () => {
    app.simulator.faults.add({ operation: command, kind: "bom" });
    const { result } = await run(app);
    expect(result?.__typename).toMatch(/Success$/);
    expect(app.vendorCalls()).toEqual({ [command]: 1 });
  });

  test("at the second attempt, the client gets only the success", async () => {
    app.simulator.faults.add({ operation: command, kind: "http", times: 1 });
    const { result } = await run(app);
    expect(result?.__typename).toMatch(/Success$/);
    expect(app.vendorCalls()).toEqual({ [command]: 2 });
  });

  test("with its own text, none of it is passed on", async () => {
    const body =
      vendor === "CLASSIN"
        ? `{"error_info":{"errno":100,"error":"${CANARY}"}}`
        : `{"ActionStatus":"FAIL","ErrorCode":10004,"ErrorInfo":"${CANARY}"}`;
    app.simulator.faults.add({ operation: command, kind: "raw", body });
    const { result, text } = await run(app);
    expect(result).toMatchObject({ __typename: "VendorRejectedError" });
    expect(text).not.toContain(CANARY);
    expect(app.log.text).not.toContain(CANARY);
  });
});

describe("a mute, which starts anew whenever it is sent", () => {
  test.for(TROUBLES)("is sent again only after a lookup if the answer is %s", async ([, fault, typename]) => {
    app.simulator.faults.add({ operation: "modify_group_member_info", ...fault });
    const { result } = await MUTATIONS.TENCENT_IM.run(app, MUTE);
    if (MADE.has(fault.kind)) {
      expect(result).toMatchObject({ __typename: "UpdateGroupMemberSuccess" });
      expect(app.vendorCalls()).toEqual({ modify_group_member_info: 1, ...LOOKUP });
      return;
    }
    expect(result).toMatchObject({ __typename: typename, vendorCode: null });
    const commands = app.simulator.calls.list().map(({ operation }) => operation);
    const sendThenLookUp = ["modify_group_member_info", "get_specified_group_member_info"];
    expect(commands).toEqual(
      typename === "RateLimitedError" ? commands : [...sendThenLookUp, ...sendThenLookUp],
    );
    expect(memberIn(app, "group-1", "student_001").mutedUntil).toBe(0);
  });

  test("that was made although the connection broke is found by a lookup, and sent once", async () => {
    app.simulator.faults.add({ operation: "modify_group_member_info", kind: "reset", stage: "after" });
    const { result } = await MUTATIONS.TENCENT_IM.run(app, MUTE);
    expect(result).toMatchObject({ __typename: "UpdateGroupMemberSuccess" });
    expect(memberIn(app, "group-1", "student_001").mutedUntil).toBeGreaterThan(0);
    expect(app.vendorCalls()).toEqual({ modify_group_member_info: 1, ...LOOKUP });
  });

  test("has an unknown outcome if the connection breaks and the lookup fails too", async () => {
    app.simulator.faults.add({ vendor: "tencent-im", kind: "reset", stage: "after" });
    const { status, errors, result } = await MUTATIONS.TENCENT_IM.run(app, MUTE);
    expect({ status, errors }).toEqual({ status: 200, errors: [] });
    expect(result).toMatchObject({
      __typename: "OutcomeUnknownError",
      vendor: "TENCENT_IM",
      vendorCode: null,
    });
    expect(app.vendorCalls()["modify_group_member_info"]).toBe(1);
  });

  test("has an unknown outcome if the vendor does not answer", async () => {
    const clock = new FakeClock(undefined, { passesMs: 20 });
    await using silent = await startApp({ school, clock });
    silent.simulator.faults.add({ operation: "modify_group_member_info", kind: "silence" });
    const mute = MUTATIONS.TENCENT_IM.run(silent, MUTE);
    const { status, errors, result } = await outwait(silent, clock, mute);
    expect({ status, errors }).toEqual({ status: 200, errors: [] });
    expect(result).toMatchObject({
      __typename: "OutcomeUnknownError",
      vendor: "TENCENT_IM",
      vendorCode: null,
    });
    expect(memberIn(silent, "group-1", "student_001").mutedUntil).toBe(0);
  });

  test("that was already in force is not mistaken for the lost one", async () => {
    await MUTATIONS.TENCENT_IM.run(app, { ...MUTE, muteForSeconds: 3600 });
    app.forgetCalls();
    app.simulator.faults.add({ operation: "modify_group_member_info", kind: "reset", times: 1 });
    const { result } = await MUTATIONS.TENCENT_IM.run(app, MUTE);
    expect(result).toMatchObject({ __typename: "UpdateGroupMemberSuccess" });
    expect(app.vendorCalls()).toEqual({ modify_group_member_info: 2, ...LOOKUP });
  });
});

test("a rename with a lost answer is sent again, and succeeds", async () => {
  app.simulator.faults.add({
    operation: "modify_group_member_info",
    kind: "reset",
    stage: "after",
    times: 2,
  });
  const { result } = await MUTATIONS.TENCENT_IM.run(app, RENAME);
  expect(result).toMatchObject({ __typename: "UpdateGroupMemberSuccess" });
  expect(app.vendorCalls()).toEqual({ modify_group_member_info: 3 });
});

test.for(VENDORS)("while %s is down, nothing is sent and mutations answer with data", async (vendor) => {
  await using stopped = await startApp({ school, env: { CLASSIN_CALLS_PER_SECOND: "200" } });
  const { run } = MUTATIONS[vendor];
  expect((await run(stopped)).result?.__typename).toMatch(/Success$/);
  await stopped.simulator.close();
  const { status, errors, headers, result } = await run(stopped);
  expect({ status, errors }).toEqual({ status: 200, errors: [] });
  expect(result).toEqual({
    __typename: "VendorUnavailableError",
    vendor,
    vendorCode: null,
    requestId: headers["x-request-id"],
    message: expect.stringContaining("connection refused"),
    retryAfterSeconds: expect.toSatisfy((seconds: number) => seconds > 0),
  });
});

test("one vendor's failures do not affect the other vendor", async () => {
  app.simulator.faults.add({ vendor: "tencent-im", kind: "http" });
  expect((await MUTATIONS.CLASSIN.run(app)).result?.__typename).toBe("SyncClassNicknamesSuccess");
});
