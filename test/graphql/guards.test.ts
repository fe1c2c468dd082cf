import { expect, test } from "vitest";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import { GUARD } from "../../src/vendor/circuit/vendor-circuits.js";
import { startApp, type TestApp } from "../support/app.js";
import { FakeClock } from "../support/fake-clock.js";

const GROUP = "course-561294";
const school = aSchool({ groups: [aGroup({ id: GROUP })], courses: [aCourse({ id: "561294" })] });
/** The clock is advanced by hand, apart from the pacer's time between two calls. */
const start = (clock = new FakeClock(undefined, { passesMs: 20 })) =>
  startApp({ school, guard: GUARD, clock, env: { CLASSIN_CALLS_PER_SECOND: "200" } });

const RENAME = `mutation ($input: UpdateGroupMemberInput!) {
  updateGroupMember(input: $input) {
    __typename
    ... on VendorError { vendorCode }
    ... on VendorUnavailableError { retryAfterSeconds }
  }
}`;
const rename = async (app: TestApp): Promise<Record<string, unknown>> => {
  const input = { groupId: GROUP, userId: "student_001", nameCard: "Lin Ya" };
  const { updateGroupMember } = await app.run<{ updateGroupMember: Record<string, unknown> }>(RENAME, {
    input,
  });
  return updateGroupMember;
};
const logged = (app: TestApp, part: string) => app.log.saying(part);

test("calls to a vendor that is down stop until it is back, and calls to the other vendor go on", async () => {
  const clock = new FakeClock(undefined, { passesMs: 20 });
  await using app = await start(clock);
  app.simulator.faults.add({ kind: "http", httpStatus: 502, vendor: "tencent-im" });
  for (let times = 0; times < 4; times += 1) await rename(app);
  app.forgetCalls();
  expect(await rename(app)).toEqual({
    __typename: "VendorUnavailableError",
    vendorCode: null,
    retryAfterSeconds: 1,
  });
  expect(app.vendorCalls()).toEqual({});
  const synced = await app.run<{ syncClassNicknames: unknown }>(
    `mutation { syncClassNicknames(courseId: "561294") { __typename } }`,
  );
  expect(synced.syncClassNicknames).toEqual({ __typename: "SyncClassNicknamesSuccess" });
  expect(logged(app, "Tencent IM does not answer")).toHaveLength(1);

  app.simulator.faults.clear();
  await clock.advance(GUARD.breaker.firstOpenMs);
  expect(await rename(app)).toMatchObject({ __typename: "UpdateGroupMemberSuccess" });
  expect(logged(app, "Tencent IM answers again")).toHaveLength(1);
});

test.each([70009, 70050])(
  "a lock-out (%i) stops all calls to Tencent IM at once, and the log says so",
  async (code) => {
    await using app = await start();
    app.simulator.faults.add({ kind: "code", code, operation: "modify_group_member_info", times: 1 });
    for (let times = 0; times < 3; times += 1) {
      expect(await rename(app)).toMatchObject({ __typename: "VendorMisconfiguredError", vendorCode: code });
    }
    const { errors } = await app.send(`{ group(id: "${GROUP}") { name } }`);
    expect(errors).toHaveLength(1);
    expect(app.vendorCalls()).toEqual({ modify_group_member_info: 1 });
    expect(logged(app, "refuses this app's signatures")).toMatchObject([
      { level: 50, vendor: "tencent-im", code },
    ]);
  },
);

test("a signature refused as expired twice in a row is a misconfiguration, after two calls", async () => {
  await using app = await start();
  app.simulator.faults.add({ kind: "code", code: 70001 });
  expect(await rename(app)).toMatchObject({ __typename: "VendorMisconfiguredError", vendorCode: 70001 });
  expect(app.vendorCalls()).toEqual({ modify_group_member_info: 2 });
});
