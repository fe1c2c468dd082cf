import { readdirSync } from "node:fs";
import { expect, test } from "vitest";

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();

test("src holds only folders and app.ts, main.ts and result.ts", () => {
  expect(filesIn("src")).toEqual(["app.ts", "main.ts", "result.ts"]);
});

test("each file in resolvers exports a resolver", async () => {
  for (const name of filesIn("resolvers")) {
    const exported = Object.keys((await import(`../../resolvers/${name}`)) as object);
    expect([name, exported]).toEqual([name, expect.arrayContaining([expect.stringMatching(/Resolver$/)])]);
  }
});
