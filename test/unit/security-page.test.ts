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

test("the rows of SECURITY.md are numbered upwards, and each names what shows it", () => {
  const numbers = rows.map((row) => Number(row.split("|")[1]));
  expect(numbers.length).toBeGreaterThan(20);
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
  expect(rows.filter((row) => testsOf(row).length === 0)).toEqual([]);
});

test("everything in the last column of a row is a test in the form that is looked up", () => {
  const others = rows
    .map((row) => row.split(" | ").at(-1)?.replace(/ \|$/, "") ?? "")
    .map((named) => named.replaceAll(/`(test\/[^`]+\.test\.ts)`: "([^"]+)"(; )?/g, ""));
  expect(others.filter((text) => text !== "")).toEqual([]);
});

describe("every test that SECURITY.md names is there, and runs", () => {
  const named = rows.flatMap(testsOf);
  test.for(named.map(({ file, title }) => [file, title] as const))("%s: %s", ([file, title]) => {
    expect(existsSync(file)).toBe(true);
    const source = readFileSync(file, "utf8");
    const place = source.indexOf(`"${title}"`);
    expect(place).toBeGreaterThan(-1);
    // What opens the test may stand a table of cases before its title.
    const opened = [...source.slice(0, place).matchAll(/^\s*(test|describe)[\w.]*/gm)].at(-1)?.[0].trim();
    expect(opened).toMatch(/^test(\.(for|each))?$/);
  });
});
