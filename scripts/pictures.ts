import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { installPackages } from "./install.js";
import { runStep } from "./run-step.js";

/** The fonts that test/browser/pictures/fonts.conf names, where Debian's packages put them. */
const FONTS = [
  { file: "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", package: "fonts-noto-cjk" },
  { file: "/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf", package: "fonts-noto-color-emoji" },
] as const;

/** Writes the pictures of the READMEs to docs/pictures. The tests of the browser suite make them. */
async function main(): Promise<number> {
  const missing = FONTS.filter(({ file }) => !existsSync(file)).map((font) => font.package);
  if (missing.length > 0) {
    process.stderr.write(
      `The pictures need fonts with Chinese characters and emoji. Install them: apt-get install ${missing.join(" ")}\n`,
    );
    return 1;
  }
  installPackages("test/browser");
  return runStep(
    process.execPath,
    ["node_modules/vitest/vitest.mjs", "run", "--project", "browser", "test/browser/pictures"],
    {
      PICTURES: resolve("docs/pictures"),
      FONTCONFIG_FILE: resolve("test/browser/pictures/fonts.conf"),
    },
  );
}

process.exitCode = await main();
