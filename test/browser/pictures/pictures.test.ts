import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { PATH, rowOf } from "../roster/actions.js";
import { expectText } from "../roster/checks.js";
import { ADMINISTRATOR, type RosterSite, startRosterSite, TEACHER } from "../roster/site.js";
import { clockOfFirstDay, cardOf, keepNames, officialNames, renameThemselves, setCards } from "./class.js";
import { holdOperation } from "./hold-operation.js";
import { saveAnimation, savePicture, shoot } from "./picture.js";

/** The page gets the changes of others. */
const LIVE = /^(Live|实时)$/;

/** As large as the text of the README on a wide screen, and sharp on fine ones. */
const SIZE = { width: 1120, height: 700, scale: 2 };

let site: RosterSite;
beforeAll(async () => {
  site = await startRosterSite({ clock: clockOfFirstDay() });
  await site.setNames(officialNames(site));
});
beforeEach(() => site.app.simulator.world.reset());
afterEach(() => site.leave());
afterAll(() => site[Symbol.asyncDispose]());

// In this order, since a name that was put right stays in the list of what happened lately.
describe("the pictures of the READMEs, which `npm run pictures` writes", { shuffle: false }, () => {
  test.for([
    ["en-GB", "class.en", "4 name cards differ from the official names."],
    ["zh-CN", "class.zh-CN", "4 张群名片与正式姓名不一致。"],
  ] as const)(
    "in %s: a class with the members first whose name card differs",
    async ([locale, name, words]) => {
      setCards(site);
      const { page } = await site.watch({ ...SIZE, as: TEACHER, path: PATH, locale });
      await expectText(page, words);
      await expectText(page, LIVE);
      await savePicture(page, name);
    },
  );

  test("the school, with a file of names before it is sent", async () => {
    const { webhooks } = site.app.simulator;
    webhooks.makeCourse({ courseId: "561401", name: "Physics 1A" });
    webhooks.makeCourse({ courseId: "561402", name: "Literature 3C" });
    await webhooks.settled();
    const { page } = await site.visit({ ...SIZE, height: 900, as: ADMINISTRATOR, path: "/school" });
    const lines = ["userId,name", ...Object.entries(officialNames(site)).map((entry) => entry.join())];
    const file = { name: "algebra-2b.csv", mimeType: "text/csv", buffer: Buffer.from(lines.join("\n")) };
    await page.locator("input[type=file]").setInputFiles(file);
    await page.getByRole("button", { name: "Set 40 names" }).waitFor();
    await expectText(page, "Literature 3C");
    await savePicture(page, "school.en");
  });

  test("an animation: a student renames themselves, and the server sets the name back", async () => {
    const { faults } = site.app.simulator;
    setCards(site, new Set());
    await keepNames(site);
    const { page } = await site.watch({ ...SIZE, as: TEACHER, path: PATH });
    await expectText(page, "Every name card shows the official name.");
    await expectText(page, LIVE);
    await page.getByRole("searchbox").fill("student_00");
    await rowOf(page, "student_002").waitFor();
    await page.getByRole("searchbox").blur();
    const before = await shoot(page);

    // The server is quick. Without this, nobody would see the name that the student chose.
    const change = faults.add({ kind: "hold", operation: "modify_group_member_info" });
    const release = await holdOperation(page, "RecentCorrections");
    renameThemselves(site, "student_002", "xX_dragon_Xx");
    await rowOf(page, "student_002").filter({ hasText: "Differs" }).waitFor();
    await expect.poll(() => faults.held(change)).toBe(1);
    const renamed = await shoot(page);

    faults.release(change);
    release();
    await expectText(page, "After a rename");
    await page.getByText("A name was put right").nth(1).waitFor();
    await expectText(page, "Every name card shows the official name.");
    expect(cardOf(site, "student_002")).toBe("李思雨");
    const putRight = await shoot(page);

    await saveAnimation("name-put-right", [
      { png: before, forMs: 1_500 },
      { png: renamed, forMs: 2_000 },
      { png: putRight, forMs: 3_000 },
    ]);
  });
});
