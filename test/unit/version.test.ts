import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { VERSION } from "../../src/telemetry/version.js";

test("the server's version is the package's", async () => {
  expect(JSON.parse(await readFile("package.json", "utf8"))).toMatchObject({ version: VERSION });
});
