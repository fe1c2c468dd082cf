import type { Page } from "playwright-core";

/** Keeps an operation of the page waiting. The returned function lets it continue, and all later ones. */
export async function holdOperation(page: Page, operationName: string): Promise<() => void> {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/graphql", async (route) => {
    if (route.request().postDataJSON().operationName === operationName) await released;
    await route.continue();
  });
  return release;
}
