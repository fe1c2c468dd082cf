import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { choose, find, PATH, rename, rowOf } from "./actions.js";
import { expectAccessible, expectText } from "./checks.js";
import { ADMINISTRATOR, type RosterSite, STUDENT, startRosterSite, TEACHER } from "./site.js";

const NAMES = {
  teacher_li: "李老师",
  student_001: "王小明",
  student_002: "李思雨",
  student_003: "Emma Thompson",
};

let site: RosterSite;
beforeAll(async () => {
  site = await startRosterSite();
  await site.setNames(NAMES);
});
beforeEach(() => {
  site.app.simulator.world.reset();
  site.app.simulator.faults.clear();
});
afterEach(() => site.leave());
afterAll(() => site[Symbol.asyncDispose]());

const memberOf = (userId: string) =>
  site.app.simulator.world.groups.get("course-561294")?.members.get(userId);

test("a teacher sees the members whose name card differs first, marked as such", async () => {
  const { page, complaints, hosts } = await site.visit({ as: TEACHER, path: PATH });
  await page.getByRole("heading", { name: "Algebra 2B" }).waitFor();
  await page.getByText("3 name cards differ from the official names.").waitFor();
  const rows = await page.getByRole("row").allInnerTexts();
  expect(rows.slice(1, 4).every((row) => row.includes("Differs"))).toBe(true);
  expect(rows[4]).toMatch(/李老师\s+teacher_li/);
  expect(rows[4]).not.toContain("Differs");
  await expectAccessible(page, "class-teacher");
  expect(complaints).toEqual([]);
  expect([...hosts]).toEqual([site.url]);
});

test("a visitor who signs in at the start gets to a class", async () => {
  const { page } = await site.visit();
  await page.getByRole("button", { name: "王小明 Wang Xiaoming" }).click();
  await page.getByRole("heading", { name: "Algebra 2B" }).waitFor();
  expect(new URL(page.url()).pathname).toBe(PATH);
});

test("the button fixes the class nicknames and the name cards", async () => {
  const { page } = await site.visit({ as: TEACHER, path: PATH });
  await page.getByRole("button", { name: "Fix names" }).click();
  await page
    .getByText("ClassIn now shows the registered names in this class. 3 name cards were set.")
    .waitFor();
  await page.getByText("Every name card shows the official name.").waitFor();
  const cards = Object.keys(NAMES).map((userId) => memberOf(userId)?.nameCard);
  expect(cards).toEqual(Object.values(NAMES));
  await page.getByText(/nicknames were last set/).waitFor();
  await expectAccessible(page, "class-fixed");
});

test("a member is renamed, gets the official name, is muted and unmuted, promoted and demoted", async () => {
  const { page } = await site.visit({ as: TEACHER, path: PATH });
  const row = (userId: string, text: RegExp) => rowOf(page, userId).filter({ hasText: text }).waitFor();

  await rename(page, "student_005", "陈浩然");
  await row("student_005", /陈浩然/);
  await expect.poll(() => memberOf("student_005")?.nameCard).toBe("陈浩然");

  await choose(page, "student_001", "Use the official name");
  await rowOf(page, "student_001").filter({ hasNotText: "Differs" }).waitFor();
  await expect.poll(() => memberOf("student_001")?.nameCard).toBe("王小明");

  await choose(page, "student_003", "Mute for an hour");
  await row("student_003", /Until/);
  await choose(page, "student_003", "Unmute");
  await rowOf(page, "student_003").filter({ hasNotText: "Until" }).waitFor();

  await choose(page, "student_004", "Make administrator");
  await row("student_004", /Administrator/);
  await expect.poll(() => memberOf("student_004")?.role).toBe("Admin");
  await choose(page, "student_004", "Make ordinary member");
  await row("student_004", /Member/);
  await expect.poll(() => memberOf("student_004")?.role).toBe("Member");
  expect(await page.getByRole("region", { name: "Messages" }).innerText()).toBe("");
});

test("a change shows at once, and is taken back if the vendor refuses it", async () => {
  const { page } = await site.visit({ as: TEACHER, path: PATH });
  await find(page, "student_005");
  let answer = (): void => undefined;
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route("**/graphql", async (route) => {
    await answered;
    await route.continue();
  });
  site.app.simulator.faults.add({ operation: "modify_group_member_info", kind: "code", code: 10004 });
  await rename(page, "student_005", "not for long");
  await rowOf(page, "student_005").filter({ hasText: "not for long" }).waitFor();
  answer();
  await rowOf(page, "student_005").filter({ hasText: "404 not found" }).waitFor();
  await page.getByText("“404 not found” was not changed. Tencent IM refused the change").waitFor();
  await expectAccessible(page, "class-failure");
  await page.getByRole("button", { name: "Close" }).click();
  expect(await page.getByRole("region", { name: "Messages" }).innerText()).toBe("");
});

test("a student's own rename appears by itself, and in what happened lately", async () => {
  const { page } = await site.watch({ as: ADMINISTRATOR, path: PATH });
  const row = await find(page, "student_002");
  await row.filter({ hasText: "xX_dragon_Xx" }).waitFor();
  const [groupId, userId] = ["course-561294", "student_002"];
  site.app.simulator.webhooks.renameMember({ groupId, userId, nameCard: "Dragon Queen" });
  await row.filter({ hasText: "Dragon Queen" }).waitFor();
  const newest = page.getByRole("list", { name: "Reported about the group" }).getByRole("listitem").first();
  await newest.filter({ hasText: "A member’s name card or role was changed" }).waitFor();
  await newest.filter({ hasText: "李思雨" }).waitFor();
  await expectAccessible(page, "class-administrator");
});

test("with names kept fixed, a student's own rename is set back before one's eyes", async () => {
  const { page } = await site.watch({ as: ADMINISTRATOR, path: PATH });
  const keep = page.getByRole("switch", { name: "Keep names fixed" });
  expect(await keep.isChecked()).toBe(false);
  await page.getByText("Keep names fixed").click();
  await expect.poll(() => keep.isChecked()).toBe(true);
  const row = await find(page, "student_001");
  await row.filter({ hasNotText: "Differs" }).waitFor();
  const [groupId, userId] = ["course-561294", "student_001"];
  site.app.simulator.webhooks.renameMember({ groupId, userId, nameCard: "🦊" });
  await page
    .getByRole("list", { name: "Names put right" })
    .getByRole("listitem")
    .filter({ hasText: "After a rename" })
    .filter({ hasText: "王小明" })
    .first()
    .waitFor();
  await expect.poll(() => memberOf("student_001")?.nameCard).toBe("王小明");
  await expectAccessible(page, "class-kept");
  await page.getByText("Keep names fixed").click();
  await expect.poll(() => keep.isChecked()).toBe(false);
});

test("a rename by another administrator appears by itself", async () => {
  const { page } = await site.watch({ as: STUDENT, path: PATH });
  const row = await find(page, "student_007");
  await row.filter({ hasText: "theRealBatman" }).waitFor();
  const input = { groupId: "course-561294", userId: "student_007", nameCard: "Bruce" };
  await site.run(
    ADMINISTRATOR,
    "mutation ($input: UpdateGroupMemberInput!) { updateGroupMember(input: $input) { __typename } }",
    { input },
  );
  await expectText(page, "Bruce");
});

test("a student sees the roster without official names, and can change nobody", async () => {
  const { page } = await site.visit({ as: STUDENT, path: PATH });
  await rowOf(page, "student_001").waitFor();
  const text = await page.getByRole("main").innerText();
  expect(text).not.toMatch(/Differs|official|Fix names|王小明/);
  expect(await page.getByRole("table").getByRole("button").count()).toBe(0);
  await expectAccessible(page, "class-student");
});

test("the search finds members by their names and ids", async () => {
  const { page } = await site.visit({ as: TEACHER, path: PATH });
  const search = page.getByRole("searchbox", { name: "Search members" });
  await search.fill("emma");
  await expect.poll(() => page.getByRole("row").count()).toBe(2);
  await rowOf(page, "student_003").waitFor();
  await search.fill("nobody here");
  await expectText(page, "No loaded member matches “nobody here”.");
});

test("everything works with the keyboard alone", async () => {
  const { page } = await site.visit({ as: TEACHER, path: PATH });
  await rowOf(page, "student_001").waitFor();
  await page.getByRole("searchbox").focus();
  await page.keyboard.type("student_001");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Use the official name" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await expectAccessible(page, "class-rename");
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("小明");
  await page.keyboard.press("Enter");
  await expect.poll(() => memberOf("student_001")?.nameCard).toBe("小明");
  // The focus is back where it was.
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label")))
    .toMatch(/^Actions for/);
});

test("in Chinese, dark and on a phone, the page is as complete", async () => {
  const { page, complaints } = await site.visit({
    as: ADMINISTRATOR,
    path: PATH,
    locale: "zh-CN",
    colorScheme: "dark",
    width: 360,
  });
  await page.getByText("3 张群名片与正式姓名不一致。").waitFor();
  expect(await page.locator("html").getAttribute("lang")).toBe("zh-CN");
  await expectAccessible(page, "class-chinese-dark-phone");
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(360);
  await choose(page, "student_001", "使用正式姓名");
  await rowOf(page, "student_001").filter({ hasNotText: "不一致" }).waitFor();
  await page.getByRole("radio", { name: "English" }).click();
  await page.getByText("2 name cards differ from the official names.").waitFor();
  expect(complaints).toEqual([]);
});
