import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Far longer than any machine needs. It only stops a hung run. */
export const PATIENCE_MS = Number(process.env.PATIENCE_MS ?? 100_000);
const PATH = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Debian's headless Chromium, without its background requests. */
export function startChromium(): Promise<Browser> {
  if (!existsSync(PATH)) {
    throw new Error(
      `There is no Chromium at ${PATH}. Install it (apt-get install chromium) or say where it is with CHROMIUM.`,
    );
  }
  return chromium.launch({
    executablePath: PATH,
    timeout: PATIENCE_MS,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
