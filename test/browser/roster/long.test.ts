import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { aGroup, aSchool } from "../../../src/simulator/builders.js";
import { studentAccount } from "../../../src/simulator/names.js";
import { PATH, rowOf } from "./actions.js";
import { ADMINISTRATOR, type RosterSite, startRosterSite } from "./site.js";

const COUNT = 2_000;
/** The budget for everything that a first visit loads, compressed. */
const MOST_BYTES = 250_000;

let site: RosterSite;
beforeAll(async () => {
  const members = [
    { userId: "teacher_li", role: "Owner" as const },
    ...Array.from({ length: COUNT - 1 }, (_, index) => studentAccount(index + 1, 4)),
  ];
  site = await startRosterSite({
    school: aSchool({
      groups: [aGroup({ id: "course-561294", name: "Everybody", maxMembers: COUNT, members })],
    }),
  });
});
afterEach(() => site.leave());
afterAll(() => site[Symbol.asyncDispose]());

const rowsInDocument = (page: Page) => page.getByRole("row").count();

test("2,000 members are loaded in parts, and scroll with only some rows in the document", async () => {
  const { page } = await site.visit({ as: ADMINISTRATOR });
  let goOn = (): void => undefined;
  const isAwaited = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  await page.route("**/graphql", async (route) => {
    if (route.request().postDataJSON().variables.after != null) await isAwaited;
    await route.continue();
  });
  await page.goto(site.url + PATH);
  await page.getByText("100 of 2,000 members loaded").waitFor();
  goOn();
  await page.getByText(/members loaded/).waitFor({ state: "detached" });
  await page.getByText("2,000 members", { exact: true }).waitFor();
  const table = page.getByRole("table");
  expect(await table.getAttribute("aria-rowcount")).toBe(String(COUNT + 1));
  expect(await rowsInDocument(page)).toBeLessThan(60);

  await page.keyboard.press("End");
  await rowOf(page, studentAccount(COUNT - 1, 4)).waitFor();
  expect(await rowOf(page, studentAccount(COUNT - 1, 4)).getAttribute("aria-rowindex")).toBe(
    String(COUNT + 1),
  );
  expect(await rowsInDocument(page)).toBeLessThan(60);
  await page.keyboard.press("Home");
  await rowOf(page, "teacher_li").waitFor();
});

test("a first visit loads at most 250 kB, all of it from the page's own origin", async () => {
  const { page, hosts } = await site.visit();
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  let bytes = 0;
  session.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.reload({ waitUntil: "networkidle" });
  expect(bytes).toBeGreaterThan(100_000);
  expect(bytes).toBeLessThan(MOST_BYTES);
  expect([...hosts]).toEqual([site.url]);
});
