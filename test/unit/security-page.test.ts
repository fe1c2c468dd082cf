import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const page = readFileSync("SECURITY.md", "utf8");
const rows = page.split("\n").filter((line) => /^\| \d+ \|/.test(line));

/** The tests of a row, as file and title: `` `test/…`: "…" ``. */
const testsOf = (row: string) =>
  [...row.matchAll(/`(test\/[^`]+\.test\.ts)`: "([^"]+)"/g)].map(([, file = "", title = ""]) => ({
    file,
    title,
  }));

test("the rows of SECURITY.md are in ascending order, and each names its tests", () => {
  const numbers = rows.map((row) => Number(row.split("|")[1]));
  expect(numbers.length).toBeGreaterThan(20);
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
  expect(rows.filter((row) => testsOf(row).length === 0)).toEqual([]);
});

test("the last column of each row holds only tests in the expected form", () => {
  const others = rows
    .map((row) => row.split(" | ").at(-1)?.replace(/ \|$/, "") ?? "")
    .map((named) => named.replaceAll(/`(test\/[^`]+\.test\.ts)`: "([^"]+)"(; )?/g, ""));
  expect(others.filter((text) => text !== "")).toEqual([]);
});

describe("every test that SECURITY.md names exists and runs", () => {
  const named = rows.flatMap(testsOf);
  test.for(named.map(({ file, title }) => [file, title] as const))("%s: %s", ([file, title]) => {
    expect(existsSync(file)).toBe(true);
    const source = readFileSync(file, "utf8");
    const place = source.indexOf(`"${title}"`);
    expect(place).toBeGreaterThan(-1);
    // A table of cases may stand between `test` and its title.
    const opened = [...source.slice(0, place).matchAll(/^\s*(test|describe)[\w.]*/gm)].at(-1)?.[0].trim();
    expect(opened).toMatch(/^test(\.(for|each))?$/);
  });
});
