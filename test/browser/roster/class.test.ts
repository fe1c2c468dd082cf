import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { expectAccessible } from "./checks.js";
import { ADMINISTRATOR, type RosterSite, STUDENT, startRosterSite, TEACHER } from "./site.js";

const PATH = "/class/561294";
const NAMES = { teacher_li: "李老师", student_001: "王小明", student_002: "李思雨", student_003: "Emma Thompson" };

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

const rowOf = (page: Page, userId: string) => page.getByRole("row").filter({ hasText: userId });
const card = (userId: string) => site.app.simulator.world.groups.get("course-561294")?.members.get(userId)?.nameCard;

async function choose(page: Page, userId: string, action: string): Promise<void> {
  await rowOf(page, userId).getByRole("button").click();
  await page.getByRole("menuitem", { name: action }).click();
}

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

test("the button fixes the class nicknames and the name cards", async () => {
  const { page } = await site.visit({ as: TEACHER, path: PATH });
  await page.getByRole("button", { name: "Fix names" }).click();
  await page.getByText("ClassIn now shows the registered names in this class. 3 name cards were set.").waitFor();
  await page.getByText("Every name card shows the official name.").waitFor();
  expect(["student_001", "student_002", "student_003"].map(card)).toEqual(["王小明", "李思雨", "Emma Thompson"]);
  await page.getByText(/nicknames were last set/).waitFor();
});
