import { readFile, stat } from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import { expect, test } from "vitest";

const PAGES = ["README.md", "README.zh-CN.md", "docs/federation.md", "docs/roster-page.md"];
/** Pages must load quickly, and a clone stays small. */
const LARGEST: Readonly<Record<string, number>> = { ".png": 150_000, ".webp": 500_000, ".svg": 20_000 };

const picturesOf = async (page: string) =>
  [...(await readFile(page, "utf8")).matchAll(/!\[(.*?)\]\((.*?)\)/g)].map(([, text = "", path = ""]) => ({
    text,
    path: join(dirname(page), path),
  }));

async function problemOf({ text, path }: { text: string; path: string }): Promise<string | null> {
  if (text.length < 10) return `${path} has no words.`;
  const file = await stat(path).catch(() => null);
  if (file === null) return `${path} does not exist.`;
  const most = LARGEST[extname(path)] ?? 0;
  return file.size > 0 && file.size <= most ? null : `${path} has ${file.size} bytes, not 1 to ${most}.`;
}

test.for(PAGES)("the pictures of %s exist, are small, and are described in words", async (page) => {
  const pictures = await picturesOf(page);
  expect(pictures.length).toBeGreaterThan(0);
  const problems = await Promise.all(pictures.map(problemOf));
  expect(problems.filter((problem) => problem !== null)).toEqual([]);
});

test.for([
  ["README.md", "class.en.png"],
  ["README.zh-CN.md", "class.zh-CN.png"],
])("%s shows the page in its own language, and the animation", async ([page = "", screenshot]) => {
  const paths = (await picturesOf(page)).map(({ path }) => path);
  expect(paths).toContain(`docs/pictures/${screenshot}`);
  expect(paths).toContain("docs/pictures/name-put-right.webp");
});

test("the image's build gets no pictures: it gets only what .dockerignore lists, and docs is not listed", async () => {
  const lines = (await readFile(".dockerignore", "utf8")).split("\n");
  expect(lines).toContain("*");
  expect(lines.filter((line) => line.startsWith("!docs"))).toEqual([]);
});
