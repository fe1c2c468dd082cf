import { setMaxListeners } from "node:events";
import { print } from "graphql";
import { Agent, request } from "undici";
import { afterAll, expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { studentAccount } from "../../src/simulator/names.js";
import {
  UpdateGroupMemberDocument,
  type UpdateGroupMemberMutation,
} from "../operations/generated/graphql.js";
import { startApp, type TestApp } from "../support/app.js";
import { bodiesOf, JSON_TYPE } from "../support/graphql-suite.js";
import { PATIENTLY } from "../support/patiently.js";

/** These take 1.5 s at 200 calls a second: a tenth of the longest wait. */
const BURST = 300;
/** Far more than two calls a second can make before a request times out, even if they arrive over a minute. */
const TOO_MANY = 300;
const COMMAND = "modify_group_member_info";
const school = aSchool({ groups: [aGroup({ id: "group-1", members: TOO_MANY + 1 })] });

type Result = UpdateGroupMemberMutation["updateGroupMember"];

const agent = new Agent({ pipelining: 1 });
afterAll(() => agent.close());

/** Sends all updates at once, each for its own member over its own connection. */
function burst(app: TestApp, size: number, signal: AbortSignal): Promise<Result>[] {
  setMaxListeners(0, signal);
  return Array.from({ length: size }, async (_, index) => {
    const input = { groupId: "group-1", userId: studentAccount(index + 1), nameCard: `Card ${index + 1}` };
    const answer = await request(app.url, {
      method: "POST",
      headers: JSON_TYPE,
      body: JSON.stringify({ query: print(UpdateGroupMemberDocument), variables: { input } }),
      dispatcher: agent,
      signal,
    });
    expect(answer.statusCode).toBe(200);
    const { data } = (await answer.body.json()) as { data: UpdateGroupMemberMutation };
    return data.updateGroupMember;
  });
}

/** The codes of all the vendor's answers, and the most calls it got in one second. */
function vendorStats(app: TestApp) {
  const calls = app.simulator.calls.list({ operation: COMMAND });
  const codes = new Set(calls.map(({ answered }) => ("code" in answered ? answered.code : answered.fault)));
  const most = app.simulator.calls.totals().find(({ operation }) => operation === COMMAND);
  return { codes: [...codes], highestInAnySecond: most?.highestInAnySecond ?? 0 };
}

test("300 simultaneous updates are all made, at the vendor's rate", async () => {
  await using app = await startApp({ school });
  const results = await Promise.all(burst(app, BURST, new AbortController().signal));
  expect(new Set(results.map(({ __typename }) => __typename))).toEqual(new Set(["UpdateGroupMemberSuccess"]));
  expect(new Set(bodiesOf(app, COMMAND).map((body) => body["NameCard"])).size).toBe(BURST);
  expect(vendorStats(app).codes).toEqual([0]);
  expect(vendorStats(app).highestInAnySecond).toBeLessThanOrEqual(200);
});

test("of 300 simultaneous updates, those that would wait too long are refused at once with a retry time", async () => {
  const callsPerSecond = 2;
  await using app = await startApp({
    school,
    env: { TENCENT_IM_CALLS_PER_SECOND: callsPerSecond.toString() },
  });
  const clientAbort = new AbortController();
  const answers: Result[] = [];
  const settled = burst(app, TOO_MANY, clientAbort.signal).map((result) =>
    result.then(
      (answer) => answers.push(answer),
      () => undefined,
    ),
  );
  // An update reserves 5 of its 20 seconds for reading back, so the queue is at most 15 seconds long.
  const refused = () => answers.filter(({ __typename }) => __typename === "RateLimitedError");
  await expect.poll(() => refused().length, PATIENTLY).toBeGreaterThanOrEqual(TOO_MANY / 2);
  clientAbort.abort();
  await Promise.all(settled);

  for (const answer of answers) {
    if (answer.__typename === "UpdateGroupMemberSuccess") continue;
    expect(answer).toMatchObject({ __typename: "RateLimitedError", vendor: "TENCENT_IM", vendorCode: null });
    if (answer.__typename !== "RateLimitedError") continue;
    // At most 15 seconds, minus the wait before the queue.
    expect(answer.retryAfterSeconds).toBeGreaterThanOrEqual(1);
    expect(answer.retryAfterSeconds).toBeLessThanOrEqual(16);
  }
  expect(vendorStats(app).codes).toEqual([0]);
  expect(vendorStats(app).highestInAnySecond).toBeLessThanOrEqual(callsPerSecond);
});
