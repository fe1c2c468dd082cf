import { afterAll, beforeEach, expect, test } from "vitest";
import { aCourse, aSchool } from "../../src/simulator/builders.js";
import { startApp } from "../support/app.js";
import { PATIENTLY } from "../support/patiently.js";
import { storeFolder } from "../support/store.js";
import { signed } from "../support/webhooks.js";

const folder = await storeFolder();
const school = aSchool({ courses: ["1001", "1002", "1003"].map((id) => aCourse({ id })) });
const app = await startApp({ folder: folder.path, env: { WEBHOOKS_PORT: "0" }, school });
afterAll(async () => {
  await app.close();
  await folder[Symbol.asyncDispose]();
});
beforeEach(() => app.forgetCalls());

const SYNC = `mutation ($id: ID!) { syncClassNicknames(courseId: $id) {
  __typename ... on CourseExpiredError { courseId vendorCode } ... on CourseDeletedError { courseId vendorCode }
} }`;
const sync = (id: string) => app.run<{ syncClassNicknames: object }, { id: string }>(SYNC, { id });

let count = 0;
/** ClassIn says something about a course, some seconds from now by its clock. */
async function tell(courseId: string, inSeconds: number, opData: object): Promise<void> {
  const { secret, sid } = app.simulator.accounts.classin;
  const now = Math.floor(Date.now() / 1000);
  const message = signed(
    {
      SID: sid,
      Cmd: "eeoCourseInfoChange",
      opType: 3,
      opTime: now + inSeconds,
      opData: { courseId, ...opData },
      _id: `told-${(count += 1)}`,
    },
    now + 600,
    secret,
  );
  const response = await fetch(`${app.webhooksUrl}/classin`, {
    method: "POST",
    body: JSON.stringify(message),
  });
  expect(await response.text()).toContain('"errno":1');
}
const ENDED = { courseStatus: 3 };

test("a course that ended or was deleted is answered without a call", async () => {
  await tell("1001", 60, ENDED);
  await expect
    .poll(() => sync("1001"), PATIENTLY)
    .toEqual({
      syncClassNicknames: { __typename: "CourseExpiredError", courseId: "1001", vendorCode: null },
    });
  app.forgetCalls();
  await tell("1001", 61, { courseStatus: 4 });
  await expect
    .poll(() => sync("1001"), PATIENTLY)
    .toEqual({
      syncClassNicknames: { __typename: "CourseDeletedError", courseId: "1001", vendorCode: null },
    });
  expect(app.vendorCalls()).toEqual({});
});

test("ClassIn is asked if a sync has succeeded since, or the course runs again", async () => {
  const succeeded = { syncClassNicknames: { __typename: "SyncClassNicknamesSuccess" } };
  expect(await sync("1002")).toEqual(succeeded);
  await tell("1002", -60, ENDED);
  await tell("1003", 60, ENDED);
  await expect
    .poll(() => sync("1003"), PATIENTLY)
    .toMatchObject({ syncClassNicknames: { courseId: "1003" } });
  expect(await sync("1002")).toEqual(succeeded);

  await tell("1003", 61, { expiryTime: Math.floor(Date.now() / 1000) + 86_400 });
  await expect.poll(() => sync("1003"), PATIENTLY).toEqual(succeeded);
});
