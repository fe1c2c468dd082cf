import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { GUARD } from "../../../src/vendor/circuit/vendor-circuits.js";
import { find, PATH, rename, rowOf } from "./actions.js";
import { expectAccessible, expectText } from "./checks.js";
import { ADMINISTRATOR, type RosterSite, startRosterSite, STUDENT, TEACHER } from "./site.js";

/** The requirement is a second. The limit is generous, because test machines are shared. */
const LIMIT_MS = 5_000;

let site: RosterSite;
beforeAll(async () => {
  site = await startRosterSite({ behind: true });
});
beforeEach(() => {
  site.app.simulator.world.reset();
  site.app.simulator.faults.clear();
});
afterEach(() => site.leave());
afterAll(() => site[Symbol.asyncDispose]());

const panelOf = (page: Page) => page.getByRole("complementary", { name: "Behind the scenes" });

async function openPanel(page: Page): Promise<void> {
  await panelOf(page).getByText("Behind the scenes").click();
  await panelOf(page).getByRole("heading", { name: "Permits" }).waitFor();
}

const press = (page: Page, name: string) => panelOf(page).getByRole("button", { name, exact: true }).click();

/** Turns a fault on, and waits until the panel says so. */
async function turnOn(page: Page, fault: string): Promise<void> {
  await press(page, fault);
  await expect.poll(() => isOn(page, fault)).toBe(true);
}

const isOn = async (page: Page, fault: string): Promise<boolean> =>
  (await panelOf(page).getByRole("button", { name: fault, exact: true }).getAttribute("aria-pressed")) ===
  "true";

const callsOf = (page: Page) =>
  panelOf(page).getByRole("region", { name: "The last 20 calls to the vendors" }).getByRole("row");

test("the panel is closed at first, and then shows the calls, permits and circuits", async () => {
  const { page, complaints, hosts } = await site.visit({ as: TEACHER, path: PATH });
  await rowOf(page, "student_001").waitFor();
  expect(await panelOf(page).getByRole("button").count()).toBe(0);
  await openPanel(page);
  await panelOf(page).getByText("ClassIn: closed. Calls are sent.").waitFor();
  await callsOf(page)
    .filter({ hasText: /get_\w+\s*Code 0/ })
    .first()
    .waitFor();
  await panelOf(page)
    .getByRole("row", { name: /Tencent IM get_group_member_info \d 200 0/ })
    .waitFor();
  await expectAccessible(page, "behind");
  expect(complaints).toEqual([]);
  expect([...hosts]).toEqual([site.url]);
});

test("while the vendors are down, a rename fails in words, and the circuit opens", async () => {
  await using guarded = await startRosterSite({ behind: true, guard: GUARD });
  const { page } = await guarded.visit({ as: TEACHER, path: PATH });
  await openPanel(page);
  await turnOn(page, "Down");
  await expectText(page, /^Both vendors are down\. \d+ seconds left\.$/);
  for (const time of [0, 1, 2]) {
    await rename(page, "student_005", `Name ${time}`);
    await page
      .getByRole("region", { name: "Messages" })
      .getByText(/Tencent IM (?:cannot be reached|did not answer)/)
      .nth(time)
      .waitFor();
  }
  await callsOf(page)
    .filter({ hasText: /HTTP status 502/ })
    .first()
    .waitFor();
  await panelOf(page)
    .getByText(/^Tencent IM: (?:half )?open\./)
    .waitFor();
  await expectAccessible(page, "behind-down");
  await press(page, "Down");
  await expect.poll(() => isOn(page, "Down")).toBe(false);
  expect(guarded.app.simulator.faults.list()).toEqual([]);
});

test("while the vendors throttle, a rename fails in words", async () => {
  const { page } = await site.visit({ as: TEACHER, path: PATH });
  await openPanel(page);
  await turnOn(page, "Throttle");
  await rename(page, "student_005", "陈浩然");
  await expectText(page, /Tencent IM has too many requests/);
});

test("a slow vendor's calls show how long they took", async () => {
  const { page } = await site.visit({ as: TEACHER, path: PATH });
  await openPanel(page);
  await turnOn(page, "Slow");
  await rename(page, "student_005", "陈浩然");
  const slowCalls = callsOf(page).filter({ hasText: /Code 0\s*[2-9]\d{3}$/ });
  await expect.poll(() => slowCalls.count()).toBeGreaterThan(0);
});

test("after one odd answer, the server asks again and the rename succeeds", async () => {
  const { page } = await site.visit({ as: TEACHER, path: PATH });
  await openPanel(page);
  await turnOn(page, "One odd answer");
  await rename(page, "student_005", "陈浩然");
  await expect.poll(() => isOn(page, "One odd answer")).toBe(false);
  await rowOf(page, "student_005").filter({ hasText: "陈浩然" }).waitFor();
  await callsOf(page)
    .filter({ hasText: /modify_group_member_info\s*Code 0 \(2 attempts\)/ })
    .waitFor();
  expect(await page.getByRole("region", { name: "Messages" }).innerText()).toBe("");
});

test("a student who renames themselves appears at once, and so does one who joins", async () => {
  const { page } = await site.watch({ as: ADMINISTRATOR, path: PATH });
  await openPanel(page);
  await press(page, "A student renames themselves");
  const said = await panelOf(page)
    .getByText(/^student_\d+ now calls themselves/)
    .innerText();
  const [, userId = "", card = ""] = /^(\S+) now calls themselves “(.+)”\.$/.exec(said) ?? [];
  await (await find(page, userId)).filter({ hasText: card }).waitFor();
  await press(page, "A student joins");
  await expectText(page, "student_101 has joined the class.");
  await find(page, "student_101");
  await expectAccessible(page, "behind-students");
});

test("a rename by somebody else appears within a second", async () => {
  const { page } = await site.watch({ as: STUDENT, path: PATH });
  const row = await find(page, "student_002");
  const msUntilShown = async (nameCard: string): Promise<number> => {
    const happenedAt = performance.now();
    site.app.simulator.webhooks.renameMember({ groupId: "course-561294", userId: "student_002", nameCard });
    await expect
      .poll(async () => (await row.innerText()).includes(nameCard), { interval: 10, timeout: LIMIT_MS })
      .toBe(true);
    return Math.round(performance.now() - happenedAt);
  };
  const first = await msUntilShown("Dragon Queen");
  // The graph reports a group's changes at most once a second, so this one waits.
  const second = await msUntilShown("Dragon King");
  console.log(
    `From a rename at the vendor to the page: ${first} ms, and right after another one ${second} ms`,
  );
});

test("in Chinese, dark and on a phone, the panel works with the keyboard alone", async () => {
  const { page } = await site.visit({
    as: TEACHER,
    path: PATH,
    locale: "zh-CN",
    colorScheme: "dark",
    width: 360,
  });
  await page.getByText("幕后").focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "许可" }).waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expectText(page, /^两家厂商都回答调用过多。 还剩 \d+ 秒。$/);
  await expectAccessible(page, "behind-chinese-dark-phone");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});
