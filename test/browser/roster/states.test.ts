import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { aCourse, aGroup, aSchool } from "../../../src/simulator/builders.js";
import { aToken, nowInSeconds } from "../../support/access.js";
import { choose, rename, rowOf } from "./actions.js";
import { expectAccessible, expectText } from "./checks.js";
import { ADMINISTRATOR, type RosterSite, STUDENT, startRosterSite, TEACHER } from "./site.js";

const PATH = "/class/1001";
const LIVE = "/class/1002";
const EMPTY_COURSE = "/class/1003";
const WORK = "/class/1004";

let site: RosterSite;
beforeAll(async () => {
  const group = (courseId: string) => ({ id: `course-${courseId}`, name: `Group of ${courseId}` });
  site = await startRosterSite({
    school: aSchool({
      courses: [aCourse({ id: "1001" })],
      groups: [
        aGroup({ ...group("1001"), members: 4 }),
        aGroup({ ...group("1002"), type: "AVChatRoom", members: 3 }),
        aGroup({ ...group("1004"), type: "Work", members: 3 }),
      ],
    }),
  });
});
beforeEach(() => {
  site.app.simulator.world.reset();
  site.app.simulator.faults.clear();
});
afterEach(() => site.leave());
afterAll(() => site[Symbol.asyncDispose]());

test("a visitor signs in as a person of the demo, reloads, and signs out", async () => {
  const { page, complaints } = await site.visit({ path: PATH });
  await expectAccessible(page, "sign-in");
  await page.getByRole("button", { name: "李老师 Ms Li" }).click();
  await rowOf(page, "student_001").waitFor();
  await page.reload();
  await rowOf(page, "student_001").waitFor();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in", exact: true }).waitFor();
  expect(complaints).toEqual([]);
});

test("a visitor signs in with a token, and opens a class by its number", async () => {
  const { page } = await site.visit();
  await page
    .getByLabel("Access token from your school")
    .fill(await aToken({ claims: { sub: "teacher_li" } }));
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expectText(page, "ClassIn has not reported any course yet.");
  await expectAccessible(page, "home");
  await page.getByLabel("Course number in ClassIn").fill("1001");
  await page.keyboard.press("Enter");
  await rowOf(page, "student_001").waitFor();
});

test("a token that expires leads to the sign-in, and from there back to the class", async () => {
  const { page } = await site.visit({ path: PATH });
  const expired = await aToken({ claims: { exp: nowInSeconds() - 10 } });
  await page.getByLabel("Access token from your school").fill(expired);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expectText(page, "Your sign-in has expired.");
  await expectAccessible(page, "sign-in-expired");
  await page.getByRole("button", { name: "李老师 Ms Li" }).click();
  await rowOf(page, "student_001").waitFor();
});

test("a token that the graph refuses leads to the sign-in too", async () => {
  const { page } = await site.visit({ path: PATH });
  await page.getByLabel("Access token from your school").fill("not-a-token");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expectText(page, "Your sign-in has expired.");
});

test("a class without a chat group, a live stream, and a wrong address each say so", async () => {
  const { page } = await site.visit({ as: ADMINISTRATOR, path: EMPTY_COURSE });
  await expectText(page, "There is no chat group for class 1003, or you are not in it.");
  await expectAccessible(page, "class-without-group");
  await page.goto(site.url + LIVE);
  await expectText(page, "Tencent IM keeps no list of its members.");
  await expectAccessible(page, "class-live-stream");
  await page.goto(`${site.url}/class/not-a-number`);
  await expectText(page, "This address does not name a class.");
});

test("a token without the right scope is refused in words", async () => {
  const { page } = await site.visit({ as: ["somebody", "names"], path: PATH });
  await expectText(page, "Your account does not allow this.");
  await expectAccessible(page, "class-refused");
});

test("a student of another class sees nothing of this one", async () => {
  const { page } = await site.visit({ as: ["student_099", "read:own"], path: PATH });
  await expectText(page, "There is no chat group for class 1001, or you are not in it.");
});

test("if the chat service is down, the page says so and tries again", async () => {
  site.app.simulator.faults.add({ vendor: "tencent-im", kind: "http", httpStatus: 503 });
  const { page } = await site.visit({ as: TEACHER, path: PATH });
  await expectText(page, "The chat service cannot be reached at the moment.");
  await expectAccessible(page, "class-unavailable");
  site.app.simulator.faults.clear();
  await page.getByRole("button", { name: "Try again" }).click();
  await rowOf(page, "student_001").waitFor();
});

test("while members arrive, the page says so", async () => {
  site.app.simulator.faults.add({ operation: "get_group_member_info", kind: "hold" });
  const { page } = await site.visit({ as: STUDENT, path: PATH });
  await expectText(page, "Loading …");
  await expectAccessible(page, "class-loading");
  site.app.simulator.faults.clear();
  await rowOf(page, "student_001").waitFor();
});

test("offline, the roster stays, a change is explained, and the page recovers by itself", async () => {
  const { page, context } = await site.visit({ as: TEACHER, path: PATH });
  await rowOf(page, "student_001").waitFor();
  await context.setOffline(true);
  await expectText(page, "You are offline. What you see may be out of date.");
  await choose(page, "student_001", "Make administrator");
  await expectText(page, "It is not known whether “student_001” was changed.");
  await rowOf(page, "student_001").filter({ hasText: "Member" }).waitFor();
  await expectAccessible(page, "class-offline");
  await context.setOffline(false);
  await page.getByText("You are offline").waitFor({ state: "detached" });
  await expectText(page, "Live");
});

test("a name that is too long is refused with its length and the limit", async () => {
  const { page } = await site.visit({ as: TEACHER, path: PATH });
  await rename(page, "student_001", "课".repeat(17));
  await expectText(page, "The text is not accepted. It is too long: 51 of at most 50 bytes.");
});

test("a change that a group of this kind does not allow is refused in words", async () => {
  const { page } = await site.visit({ as: ADMINISTRATOR, path: WORK });
  await choose(page, "student_001", "Make administrator");
  await expectText(page, "Groups of this kind do not allow this change.");
});

test("if nobody knows whether a change was made, the page says so and reads again", async () => {
  const { page } = await site.visit({ as: TEACHER, path: PATH });
  site.app.simulator.faults.add({ operation: "modify_group_member_info", kind: "reset" });
  await choose(page, "student_001", "Make administrator");
  await expectText(page, "It is not known whether “student_001” was changed.");
  await rowOf(page, "student_001").filter({ hasText: "Member" }).waitFor();
});

test("if some details cannot be read, the page shows the others and says so", async () => {
  const { page } = await site.visit();
  await page.route("**/graphql", async (route) => {
    if (route.request().postDataJSON().operationName !== "ClassRoster") return route.continue();
    const response = await route.fetch();
    const errors = [{ message: "The store is down.", extensions: { code: "STORE_UNAVAILABLE" } }];
    return route.fulfill({ response, json: { ...(await response.json()), errors } });
  });
  await page.goto(site.url + PATH);
  await page.getByRole("button", { name: "王小明 Wang Xiaoming" }).click();
  await expectText(page, "Some details could not be read.");
  await rowOf(page, "student_001").waitFor();
  await expectAccessible(page, "class-partial");
});
