import type { Locator, Page } from "playwright-core";

/** The class of the demo school that has 40 members. */
export const PATH = "/class/561294";

/** The row of a member. */
export const rowOf = (page: Page, userId: string): Locator =>
  page.getByRole("row").filter({ hasText: userId });

/** Searches for a member, since only rows in view are in the document, and a changed member may move out of it. */
export async function find(page: Page, userId: string): Promise<Locator> {
  await page.getByRole("searchbox").fill(userId);
  const row = rowOf(page, userId);
  await row.waitFor();
  return row;
}

/** Opens a member's menu and chooses an action in it. */
export async function choose(page: Page, userId: string, action: string): Promise<void> {
  await (await find(page, userId)).getByRole("button").click();
  await page.getByRole("menuitem", { name: action }).click();
}

/** Renames a member in the dialog. */
export async function rename(page: Page, userId: string, nameCard: string): Promise<void> {
  await choose(page, userId, "Rename …");
  await page.getByRole("textbox", { name: "Name card" }).fill(nameCard);
  await page.getByRole("button", { name: "Rename", exact: true }).click();
}
