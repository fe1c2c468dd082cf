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

/** Both mutations, which meet the road to a vendor in the same way. */
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

/** What happens, what clients get, and how often it is sent. */
const TROUBLES: readonly (readonly [string, Fault, string, number])[] = [
  ["HTML with status 200", { kind: "html" }, "VendorUnavailableError", 4],
  ["HTTP 502", { kind: "http", httpStatus: 502 }, "VendorUnavailableError", 4],
  ["HTTP 503", { kind: "http", httpStatus: 503 }, "VendorUnavailableError", 4],
  ["HTTP 404", { kind: "http", httpStatus: 404 }, "VendorUnavailableError", 4],
  ["HTTP 429", { kind: "http", httpStatus: 429 }, "RateLimitedError", 4],
  ["a truncated answer", { kind: "truncate" }, "VendorUnavailableError", 4],
  ["an empty answer", { kind: "empty" }, "VendorUnavailableError", 4],
  ["more than 1 MiB", { kind: "huge", bytes: 3 * 1024 * 1024 }, "VendorUnavailableError", 4],
  ["a compressed answer nobody asked for", { kind: "gzip" }, "VendorUnavailableError", 4],
  ["a redirect", { kind: "redirect" }, "VendorUnavailableError", 4],
  ["a redirect with 302", { kind: "redirect", httpStatus: 302 }, "VendorUnavailableError", 4],
  ["JSON that is no answer", { kind: "raw", body: `{"hint":"${CANARY}"}` }, "VendorUnavailableError", 4],
  ["JSON null", { kind: "raw", body: "null" }, "VendorUnavailableError", 4],
  ["plain text", { kind: "raw", body: CANARY }, "VendorUnavailableError", 4],
  ["a reset connection", { kind: "reset" }, "OutcomeUnknownError", 4],
  ["a reset amid the answer", { kind: "reset-mid-body" }, "OutcomeUnknownError", 4],
];
/** Troubles of the answer only: by then the change is made, and Tencent IM can be asked whether it was. */
const MADE: ReadonlySet<unknown> = new Set(["gzip"]);
/** Only where nothing is known of a change is there something to look for. */
const LOOK = { get_specified_group_member_info: 1 };
const WITH_RETRY_AFTER = new Set(["VendorUnavailableError", "RateLimitedError"]);

describe.for(VENDORS)("when %s answers a mutation", (vendor) => {
  const { command, run } = MUTATIONS[vendor];

  test.for(TROUBLES)("with %s, it is %s", async ([, fault, typename, calls]) => {
    app.simulator.faults.add({ operation: command, ...fault });
    const { status, errors, headers, result, text } = await run(app);
    expect({ status, errors }).toEqual({ status: 200, errors: [] });
    const looks = vendor === "TENCENT_IM" && typename !== "RateLimitedError";
    // Redirects would show as calls of another name.
    expect(app.vendorCalls()).toEqual({ [command]: calls, ...(looks && LOOK) });
    for (const echo of [CANARY, "nginx", "DOCTYPE", "Bad Gateway", "http://", "127.0.0.1", "localhost"])
      expect(text).not.toContain(echo);
    if (looks && MADE.has(fault.kind)) {
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

  test("as another content type than JSON, what counts is that it can be read", async () => {
    app.simulator.faults.add({ operation: command, kind: "wrong-content-type" });
    const { result } = await run(app);
    expect(result?.__typename).toMatch(/Success$/);
  });

  test("behind a byte order mark, it is read all the same", async () => {
    app.simulator.faults.add({ operation: command, kind: "bom" });
    const { result } = await run(app);
    expect(result?.__typename).toMatch(/Success$/);
    expect(app.vendorCalls()).toEqual({ [command]: 1 });
  });

  test("at the second attempt, the client learns only of the success", async () => {
    app.simulator.faults.add({ operation: command, kind: "http", times: 1 });
    const { result } = await run(app);
    expect(result?.__typename).toMatch(/Success$/);
    expect(app.vendorCalls()).toEqual({ [command]: 2 });
  });

  test("with prose of its own, none of it is passed on", async () => {
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

describe("a mute, which runs anew from its last arrival", () => {
  test.for(TROUBLES)("is sent again only after a look when the answer is %s", async ([, fault, typename]) => {
    app.simulator.faults.add({ operation: "modify_group_member_info", ...fault });
    const { result } = await MUTATIONS.TENCENT_IM.run(app, MUTE);
    if (MADE.has(fault.kind)) {
      expect(result).toMatchObject({ __typename: "UpdateGroupMemberSuccess" });
      expect(app.vendorCalls()).toEqual({ modify_group_member_info: 1, ...LOOK });
      return;
    }
    expect(result).toMatchObject({ __typename: typename, vendorCode: null });
    const commands = app.simulator.calls.list().map(({ operation }) => operation);
    const sendThenLook = ["modify_group_member_info", "get_specified_group_member_info"];
    expect(commands).toEqual(typename === "RateLimitedError" ? commands : [...sendThenLook, ...sendThenLook]);
    expect(memberIn(app, "group-1", "student_001").mutedUntil).toBe(0);
  });

  test("that was made although the connection broke is found to be made, and sent once", async () => {
    app.simulator.faults.add({ operation: "modify_group_member_info", kind: "reset", stage: "after" });
    const { result } = await MUTATIONS.TENCENT_IM.run(app, MUTE);
    expect(result).toMatchObject({ __typename: "UpdateGroupMemberSuccess" });
    expect(memberIn(app, "group-1", "student_001").mutedUntil).toBeGreaterThan(0);
    expect(app.vendorCalls()).toEqual({ modify_group_member_info: 1, ...LOOK });
  });

  test("and is lost with nothing to be seen afterwards has an unknown outcome", async () => {
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

  test("and is met by silence has an unknown outcome", async () => {
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

  test("that was in force before is not taken for the one that was lost", async () => {
    await MUTATIONS.TENCENT_IM.run(app, { ...MUTE, muteForSeconds: 3600 });
    app.forgetCalls();
    app.simulator.faults.add({ operation: "modify_group_member_info", kind: "reset", times: 1 });
    const { result } = await MUTATIONS.TENCENT_IM.run(app, MUTE);
    expect(result).toMatchObject({ __typename: "UpdateGroupMemberSuccess" });
    expect(app.vendorCalls()).toEqual({ modify_group_member_info: 2, ...LOOK });
  });
});

test("a renaming that was lost on the way back is sent again, and is a success", async () => {
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

test.for(VENDORS)("when %s is stopped, nothing was sent, and mutations answer with data", async (vendor) => {
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

test("one vendor's trouble is none of the other's", async () => {
  app.simulator.faults.add({ vendor: "tencent-im", kind: "http" });
  expect((await MUTATIONS.CLASSIN.run(app)).result?.__typename).toBe("SyncClassNicknamesSuccess");
});
