import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import sharp from "sharp";

/** Where pictures are written. `npm run pictures` names docs/pictures; a run of the tests leaves them beside its screenshots. */
const FOLDER = process.env.PICTURES ?? fileURLToPath(new URL("../screenshots/", import.meta.url));

/** One picture of an animation. */
export interface Frame {
  readonly png: Buffer;
  readonly forMs: number;
}

/** What the page shows, without the blinking cursor and running transitions. */
export const shoot = (page: Page): Promise<Buffer> =>
  page.screenshot({ animations: "disabled", caret: "hide" });

/** Writes what the page shows, in few colours: a screenshot in all of them is three times as large. */
export async function savePicture(page: Page, name: string): Promise<void> {
  const png = await sharp(await shoot(page))
    .png({ palette: true, colours: 128, effort: 10, compressionLevel: 9 })
    .toBuffer();
  await write(`${name}.png`, png);
}

/** Writes an animated WebP that repeats for ever. */
export async function saveAnimation(name: string, frames: readonly Frame[]): Promise<void> {
  const webp = await sharp(
    frames.map(({ png }) => png),
    { join: { animated: true } },
  )
    .webp({ delay: frames.map(({ forMs }) => forMs), loop: 0, nearLossless: true, quality: 60, effort: 6 })
    .toBuffer();
  await write(`${name}.webp`, webp);
}

async function write(fileName: string, content: Buffer): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  await writeFile(join(FOLDER, fileName), content);
}
