import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { CLASSIN_ERRNO } from "../../src/classin/errno.js";
import { ADD_COURSE_STUDENT_ERRNO, EDIT_STUDENT_ERRNO } from "../../src/classin/roster/codes.js";
import { STUDENT_SYNC_CODES } from "../../src/classin/v2/codes.js";
import { IM_ERROR_CODES } from "../../src/tencent-im/error-code.js";

const page = (name: string): string =>
  readFileSync(new URL(`../../docs/vendors/${name}`, import.meta.url), "utf8");

/** The text under a heading, up to the next heading of the same or a higher level. */
function section(text: string, heading: RegExp): string {
  const lines = text.split("\n");
  const from = lines.findIndex((line) => heading.test(line));
  const level = /^#+/.exec(lines[from] ?? "")?.[0].length ?? 0;
  const length = lines.slice(from + 1).findIndex((line) => {
    const marks = /^#+(?= )/.exec(line)?.[0];
    return marks !== undefined && marks.length <= level;
  });
  return lines.slice(from + 1, length === -1 ? undefined : from + 1 + length).join("\n");
}

/** Numbers of five or six digits are codes, except page numbers of the vendor's documents (T-34348, C-105353). */
const codesIn = (text: string): ReadonlySet<number> =>
  new Set([...text.matchAll(/(?<![-\d])\d{5,6}(?!\d)/g)].map(([code]) => Number(code)));

/** The first cell of each table row that begins with a number. */
const errnosIn = (text: string): ReadonlySet<number> =>
  new Set([...text.matchAll(/^\| (\d+) \|/gm)].map(([, errno]) => Number(errno)));

const missing = (of: Iterable<number>, from: { has(code: number): boolean }): number[] =>
  [...of].filter((code) => !from.has(code));

describe("the codes in the vendor contract pages and in the tables", () => {
  const tencentIm = page("tencent-im.md");
  const named = codesIn(
    section(tencentIm, /^## 6\. Public codes/) + section(tencentIm, /^## 7\. Group codes/),
  );

  test("every Tencent IM code on the page has a row", () => {
    expect(named.size).toBeGreaterThan(60);
    expect(missing(named, IM_ERROR_CODES)).toEqual([]);
  });

  test("every row of Tencent IM is on the page", () => {
    expect(missing(IM_ERROR_CODES.keys(), named)).toEqual([]);
  });

  const errnos = errnosIn(section(page("classin.md"), /^### 7\.6 Every errno/));

  test("ClassIn's page and the errno table have the same codes", () => {
    expect(errnos.size).toBeGreaterThan(12);
    expect(missing(errnos, CLASSIN_ERRNO)).toEqual([]);
    expect(missing(CLASSIN_ERRNO.keys(), errnos)).toEqual([]);
  });

  test("ClassIn's page and the table of the sync by student have the same codes", () => {
    const codes = errnosIn(section(page("classin.md"), /^### 9\.2 Sync by student/));
    expect([...codes]).toEqual([...STUDENT_SYNC_CODES.keys()]);
  });

  test("ClassIn's page and the tables of calls about students have the same codes", () => {
    const text = section(page("classin.md"), /^### 9\.4 Students/);
    expect([...errnosIn(text)]).toEqual([...ADD_COURSE_STUDENT_ERRNO.keys()]);
    const edits = new Set([...text.matchAll(/^\| (\d+) \| e/gm)].map(([, errno]) => Number(errno)));
    expect([...edits]).toEqual([...EDIT_STUDENT_ERRNO.keys()]);
  });

  test("a code that is in both of ClassIn's tables has one meaning", () => {
    const both = [...STUDENT_SYNC_CODES].filter(([code]) => code !== 1 && CLASSIN_ERRNO.has(code));
    expect(both).toHaveLength(2);
    for (const [code, row] of both) expect(CLASSIN_ERRNO.get(code)).toBe(row);
  });
});

test("a code without a row is detected", () => {
  const invented = "## 6. Public codes\n| fix | 61234 new (T-34348) · 60002 known |\n## 8. Other\n62345";
  expect(missing(codesIn(section(invented, /^## 6\./)), IM_ERROR_CODES)).toEqual([61234]);
  expect(missing(errnosIn("| 999 | new |\n| 1 | done |\n| none | – |"), CLASSIN_ERRNO)).toEqual([999]);
});
