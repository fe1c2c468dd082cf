import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { aCourse, aGroup, aSchool } from "../../../src/simulator/builders.js";
import { gbk } from "../../support/gbk.js";
import { expectAccessible, expectText } from "./checks.js";
import { ADMINISTRATOR, type RosterSite, startRosterSite } from "./site.js";

const PATH = "/school";

let site: RosterSite;
beforeAll(async () => {
  site = await startRosterSite({
    school: aSchool({
      courses: [aCourse({ id: "1001" })],
      groups: [aGroup({ id: "course-1001", members: 3 })],
    }),
  });
});
afterEach(() => site.leave());
afterAll(() => site[Symbol.asyncDispose]());

/** Chooses a file, as from the disk. */
const chooseFile = (page: Page, content: string | Buffer, name = "names.csv"): Promise<void> =>
  page
    .locator("input[type=file]")
    .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content as string) });

const csv = (prefix: string, count: number): string =>
  ["userId,name", ...Array.from({ length: count }, (_, index) => `${prefix}_${index},Name ${index}`)].join(
    "\n",
  );

const namesLike = async (search: string): Promise<readonly { userId: string; name: string }[]> => {
  const operation =
    "query ($search: String) { officialNames(first: 100, search: $search) { nodes { userId name } } }";
  return (await site.run(ADMINISTRATOR, operation, { search })).officialNames.nodes;
};

test("a file is checked, shown and sent, and the result is shown", async () => {
  const { page, complaints } = await site.visit({ as: ADMINISTRATOR, path: PATH });
  await expectText(page, "ClassIn has not reported any course yet.");
  await expectAccessible(page, "school");
  await chooseFile(page, "用户ID,姓名\nfile_1,林雅\nfile_2,Jürgen Weiß\n");
  await expectText(page, "names.csv: 2 names, all good. Nothing has been sent yet.");
  expect(await page.getByRole("row").allInnerTexts()).toContain("2\tfile_1\t\t林雅");
  await expectAccessible(page, "school-preview");
  expect(await namesLike("file_")).toEqual([]);
  await page.getByRole("button", { name: "Set 2 names" }).click();
  await expectText(page, "2 names changed, 0 unchanged, 0 not set.");
  await expectAccessible(page, "school-done");
  expect(await namesLike("file_")).toEqual([
    { userId: "file_1", name: "林雅" },
    { userId: "file_2", name: "Jürgen Weiß" },
  ]);
  await page.getByRole("button", { name: "Close the result" }).click();
  await page.getByRole("button", { name: "Choose a file …" }).waitFor();
  expect(complaints).toEqual([]);
});

test("a file with problems is not sent, and each problem has its row", async () => {
  const { page } = await site.visit({ as: ADMINISTRATOR, path: PATH });
  await chooseFile(page, "userId,name\nbad_1,\nbad_2,ok\nbad_2,again\n");
  await expectText(page, "names.csv has 2 problems. Nothing was sent.");
  const rows = await page.getByRole("row").allInnerTexts();
  expect(rows[1]).toMatch(/^2\tname\tis empty/);
  expect(rows[2]).toMatch(/^4\t\tis the same as line 3/);
  expect(await page.getByRole("button", { name: /^Set/ }).count()).toBe(0);
  await expectAccessible(page, "school-problems");
});

test("a file of Excel in Chinese is read as GBK, and said to be", async () => {
  const { page } = await site.visit({ as: ADMINISTRATOR, path: PATH, locale: "zh-CN" });
  await chooseFile(page, gbk("用户ID,姓名\ngbk_1,林雅\n"));
  await expectText(page, "文件不是 UTF-8，按 GBK 读取。");
  expect(await page.getByRole("row").allInnerTexts()).toContain("2\tgbk_1\t\t林雅");
  await page.getByRole("button", { name: "设置 1 个姓名" }).click();
  await expectText(page, "更改了 1 个姓名，0 个未变，0 个未设置。");
});

test("rows whose number belongs to another user are listed and saved, and the others are set", async () => {
  const { page } = await site.visit({ as: ADMINISTRATOR, path: PATH });
  const set =
    'mutation { setOfficialNames(input: { names: [{ userId: "holder", classinUid: "777", name: "H" }] }) { __typename } }';
  await site.run(ADMINISTRATOR, set);
  await chooseFile(page, "userId,classinUid,name\nwants,777,林雅\nfine,778,Fine\n");
  await page.getByRole("button", { name: "Set 2 names" }).click();
  await expectText(page, "1 name changed, 0 unchanged, 1 not set.");
  expect(await page.getByRole("row").allInnerTexts()).toContain(
    "2\twants\t777\tThe ClassIn UID belongs to holder. Correct one of the two.",
  );
  await expectAccessible(page, "school-refused");
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save the rows that were not set" }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe("not-set-names.csv");
  expect(await readFile(await saved.path(), "utf8")).toBe(
    "\ufeffline,userId,classinUid,name,heldBy\n2,wants,777,林雅,holder\n",
  );
});

/** Lets so many requests for names pass, and keeps the next ones waiting. */
async function holdAfter(page: Page, count: number): Promise<void> {
  let passed = 0;
  await page.route("**/graphql", async (route) => {
    if (route.request().postDataJSON().operationName !== "SetNames") return route.continue();
    if (passed >= count) return;
    passed += 1;
    return route.continue();
  });
}

test("10,000 names are sent with progress, and go on after the tab was closed", async () => {
  const { page, context } = await site.visit({ as: ADMINISTRATOR, path: PATH });
  await holdAfter(page, 4);
  await chooseFile(page, csv("many", 10_000), "many.csv");
  await page.getByRole("button", { name: "Set 10,000 names" }).click();
  await expectText(page, "many.csv: 4,000 of 10,000 names");
  await expectText(page, /names per second, [\d,]+ seconds? left/);
  await expectAccessible(page, "school-sending");
  await page.close();
  expect(await namesLike("many_3999")).toHaveLength(1);
  expect(await namesLike("many_9999")).toEqual([]);

  const again = await context.newPage();
  await again.goto(site.url + PATH);
  // The request that was on its way may have arrived. Then its names are sent again, and unchanged.
  await expectText(again, /^(10,000 names changed, 0|9,000 names changed, 1,000) unchanged, 0 not set\.$/);
  expect(await namesLike("many_9999")).toEqual([{ userId: "many_9999", name: "Name 9999" }]);
});

test("without a connection the sending stops in words, and goes on when asked", async () => {
  const { page, context } = await site.visit({ as: ADMINISTRATOR, path: PATH });
  await chooseFile(page, csv("offline", 3));
  await page.getByRole("button", { name: "Set 3 names" }).waitFor();
  await context.setOffline(true);
  await page.getByRole("button", { name: "Set 3 names" }).click();
  await expectText(page, "Stopped after 0 of 3 names. The server cannot be reached.");
  await expectAccessible(page, "school-stopped");
  await context.setOffline(false);
  await page.getByRole("button", { name: "Go on" }).click();
  await expectText(page, "3 names changed, 0 unchanged, 0 not set.");
});

test("a person who renames back again and again is listed", async () => {
  const [groupId, userId, name] = ["course-1001", "student_001", "王小明"];
  await site.setNames({ [userId]: name });
  const setPolicy = (policy: string) =>
    site.run(
      ADMINISTRATOR,
      'mutation ($policy: NamePolicy!) { setNamePolicy(input: { courseIds: ["1001"], policy: $policy }) { __typename } }',
      { policy },
    );
  const disputes = async (): Promise<readonly unknown[]> =>
    (await site.run(ADMINISTRATOR, "{ vendorEvents(kind: NAME_DISPUTE) { nodes { id } } }")).vendorEvents
      .nodes;
  const isRight = () => site.app.simulator.world.groups.get(groupId)?.members.get(userId)?.nameCard === name;
  await setPolicy("KEEP");
  await expect.poll(isRight).toBe(true);
  for (let time = 0; (await disputes()).length === 0; time += 1) {
    site.app.simulator.webhooks.renameMember({ groupId, userId, nameCard: `Captain ${time}` });
    await expect.poll(async () => isRight() || (await disputes()).length > 0).toBe(true);
  }
  const { page } = await site.visit({ as: ADMINISTRATOR, path: PATH });
  const listed = page.getByRole("region", { name: "People who keep renaming themselves" });
  await listed.getByText(userId).waitFor();
  await expectAccessible(page, "school-disputes");
});
