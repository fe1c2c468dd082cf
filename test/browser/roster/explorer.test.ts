import { afterAll, beforeAll, expect, test } from "vitest";
import { ADMINISTRATOR, type RosterSite, startRosterSite } from "./site.js";

let site: RosterSite;
beforeAll(async () => {
  site = await startRosterSite();
});
afterAll(() => site[Symbol.asyncDispose]());

test("the demo's explorer reads the joined graph and shows changes as they happen, without the internet", async () => {
  const { page, hosts } = await site.visit({ path: "/explorer" });
  await page.getByText("query JoinedRoster").first().waitFor();
  const execute = async (operation: string) => {
    await page.getByRole("button", { name: /Execute query/ }).click();
    await page.getByRole("menuitem", { name: operation }).click();
  };
  const answer = async () => (await page.locator(".result-window").innerText()).replaceAll("\u00a0", " ");
  await execute("JoinedRoster");
  await expect.poll(answer).toContain("Algebra, second year");
  await expect.poll(answer).toContain("student_001");
  await execute("GroupChanged");
  const subscribed = () =>
    site.app.log.with("operation").some(({ operation }) => operation === "subscription");
  await expect.poll(subscribed).toBe(true);
  const input = { groupId: "course-561294", userId: "student_007", nameCard: "Bruce" };
  await site.run(
    ADMINISTRATOR,
    "mutation ($input: UpdateGroupMemberInput!) { updateGroupMember(input: $input) { __typename } }",
    { input },
  );
  await expect.poll(answer).toContain('"groupChanged"');
  expect([...hosts].filter((host) => host.startsWith("http"))).toEqual([site.url]);
});
