import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { expect } from "vitest";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** Ignored by git. A run leaves a picture of each state here. */
const PICTURES = fileURLToPath(new URL("../screenshots/", import.meta.url));

/** Waits until the page shows a text. */
export const expectText = (page: Page, words: string | RegExp): Promise<void> =>
  page.getByText(words).first().waitFor();

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** Checks the page as it is now with all rules of axe, and keeps a picture of it. */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${PICTURES}${name}.png` });
  await page.evaluate(AXE);
  const findings = await page.evaluate<Finding[]>("axe.run().then(({ violations }) => violations)");
  expect(
    findings.map(({ id, nodes }) => [id, nodes.map(({ failureSummary, html }) => failureSummary + html)]),
  ).toEqual([]);
}
