import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startApp, type TestApp } from "../support/app.js";
import { PATIENCE_MS, startChromium } from "./chromium.js";

let app: TestApp;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  app = await startApp({ env: { NODE_ENV: "development" } });
  browser = await startChromium();
});
afterEach(() => page.close());
afterAll(async () => {
  await browser.close();
  await app.close();
});

async function openPage(): Promise<void> {
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(PATIENCE_MS);
}

/** Opens the offline explorer. `hosts` collects the hosts that the page calls. */
async function openExplorer(): Promise<{ hosts: Set<string> }> {
  await openPage();
  const hosts = new Set<string>();
  page.on("request", (request) => {
    if (/^https?:/.test(request.url())) hosts.add(new URL(request.url()).host);
  });
  await page.goto(new URL("/explorer", app.url).href);
  await page.getByText("query Roster").first().waitFor();
  return { hosts };
}

/** Runs one of the document's operations like a user: clicks the button, then the operation's name. */
async function execute(operation: string): Promise<void> {
  await page.getByRole("button", { name: /Execute query/ }).click();
  await page.getByRole("menuitem", { name: operation }).click();
}

/** The displayed answer. The editor shows blanks as non-breaking ones. */
const answer = async (): Promise<string> =>
  (await page.locator(".result-window").innerText()).replaceAll("\u00a0", " ");

test("a new user runs the roster and sees its members, without the internet", async () => {
  const { hosts } = await openExplorer();
  await execute("Roster");
  await page.getByText("teacher_li").first().waitFor();
  expect(await answer()).toContain("Algebra 2B");
  expect([...hosts]).toEqual([new URL(app.url).host]);
  if (process.env.SCREENSHOT !== undefined) await page.screenshot({ path: process.env.SCREENSHOT });
});

test("a new user runs the mutation and sees its result", async () => {
  await openExplorer();
  await execute("FixNames");
  await page.getByText("SyncClassNicknamesSuccess").last().waitFor();
  expect(await answer()).toContain("syncedAt");
});

test("the mutation's failure shows as data too", async () => {
  app.simulator.faults.add({ vendor: "classin", kind: "code", code: 149 });
  await openExplorer();
  await execute("FixNames");
  await page.getByText("CourseDeletedError").first().waitFor();
  expect(await answer()).toContain("message");
  app.simulator.faults.clear();
});

test("Apollo Sandbox is at / and contains a sample document", async () => {
  await openPage();
  const opened = await page.goto(new URL("/", app.url).href, { waitUntil: "commit" });
  expect(opened?.status()).toBe(200);
  const html = (await opened?.text()) ?? "";
  expect(html).toContain("embeddable-sandbox.cdn.apollographql.com");
  expect(html).toMatch(/query( |%20)Roster/);
});

test("a page of another site cannot send a mutation", async () => {
  await openPage();
  await page
    .goto(new URL("/explorer", app.url).href.replace("127.0.0.1", "localhost"), { waitUntil: "commit" })
    .catch(() => null);
  const before = app.simulator.calls.count();
  const outcome = await page.evaluate(async (url) => {
    const query = 'mutation { syncClassNicknames(courseId: "561294") { __typename } }';
    const simple = await fetch(url, {
      method: "POST",
      mode: "no-cors",
      body: JSON.stringify({ query }),
    }).then(
      () => "sent",
      () => "refused",
    );
    const json = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query }),
    }).then(
      () => "sent",
      () => "refused",
    );
    return { simple, json };
  }, app.url);
  // The browser sends a simple request, and the server refuses it. The JSON request fails in its preflight.
  expect(outcome).toEqual({ simple: "sent", json: "refused" });
  expect(app.simulator.calls.count()).toBe(before);
});
