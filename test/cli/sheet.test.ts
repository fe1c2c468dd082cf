import { afterAll, expect, test } from "vitest";
import { readCsv } from "../../cli/csv.js";
import { fileInput } from "../../cli/input.js";
import { MEMBERS } from "../../cli/members.js";
import { NICKNAMES } from "../../cli/nicknames.js";
import { PART_LIMITS } from "../../cli/parts.js";
import { planFile, readParts } from "../../cli/plan.js";
import { filesFolder } from "../support/bulk-command.js";

const files = await filesFolder();
afterAll(() => files[Symbol.asyncDispose]());

let written = 0;
const fileOf = (content: string | Buffer) => files.write(`${++written}.csv`, content);
async function planOf(content: string, kind: typeof MEMBERS | typeof NICKNAMES = NICKNAMES) {
  const path = await fileOf(content);
  const planned =
    kind === NICKNAMES
      ? await planFile(fileInput(path), NICKNAMES, PART_LIMITS)
      : await planFile(fileInput(path), MEMBERS, PART_LIMITS);
  if (!planned.ok) throw new Error(JSON.stringify(planned.error));
  return planned.value;
}
async function problemsOf(content: string | Buffer, kind: typeof MEMBERS | typeof NICKNAMES = NICKNAMES) {
  const path = await fileOf(content);
  const planned =
    kind === NICKNAMES
      ? await planFile(fileInput(path), NICKNAMES, PART_LIMITS)
      : await planFile(fileInput(path), MEMBERS, PART_LIMITS);
  return planned.ok ? [] : planned.error;
}

test("each row has the number of its first line", async () => {
  const path = await fileOf('\ufeffa,b\r\n1,"x\r\ny"\r\n\r\n,\r\n3,"4,""5"""\r\nlast,');
  const rows = [];
  for await (const row of readCsv(fileInput(path))) rows.push(row);
  expect(rows).toEqual([
    { line: 1, cells: ["a", "b"] },
    { line: 2, cells: ["1", "x\ny"] },
    { line: 6, cells: ["3", '4,"5"'] },
    { line: 7, cells: ["last", ""] },
  ]);
});

test("a line end that falls across two reads counts once", async () => {
  // 64 KiB are read at a time. Rows of 11 bytes make some line ends fall across two reads.
  const path = await fileOf(`a\r\n${"123456789\r\n".repeat(70_000)}`);
  let last = 0;
  let rows = 0;
  for await (const row of readCsv(fileInput(path))) {
    last = row.line ?? 0;
    rows += 1;
  }
  expect({ rows, last }).toEqual({ rows: 70_001, last: 70_001 });
});

test.for<[string, string | Buffer, string]>([
  ["is empty", "", "is empty; its first row must name the columns"],
  ["has no rows", "courseId\n", "has a header and no rows; add some"],
  // 王, as Windows writes it in China.
  ["is not UTF-8", Buffer.from([...Buffer.from("courseId\n"), 0xcd, 0xf5]), 'save it as "CSV UTF-8"'],
  ["is UTF-16", Buffer.from("\ufeffcourseId\n1001\n", "utf16le"), "is not UTF-8"],
  ["has semicolons", "courseId;title\n1001;x\n", "not separated by commas"],
  ["has an open quote", 'courseId\n"1001\n1002\n', "is never closed"],
  ["has a quote inside a cell", 'courseId\n"10"01\n', "a cell contains a quote"],
  ["lacks a column", "course\n1001\n", "this column is missing; add it"],
  ["names a column twice", "courseId,courseId\n1001,1001\n", "this column appears twice"],
])("a file that %s is refused with the reason", async ([, content, message]) => {
  const problems = await problemsOf(content);
  expect(problems.map((problem) => problem.message).join("\n")).toContain(message);
});

test("a missing file and a folder are refused with the reason", async () => {
  const missing = await planFile(fileInput(files.at("nowhere.csv")), NICKNAMES, PART_LIMITS);
  expect(missing).toMatchObject({
    error: [{ line: null, message: "there is no such file; check the path" }],
  });
  const folder = await planFile(fileInput(files.at(".")), NICKNAMES, PART_LIMITS);
  expect(folder).toMatchObject({ error: [{ message: "is a folder; name a CSV file in it" }] });
});

test("an invalid custom field is reported by its column", async () => {
  const problems = await problemsOf(
    `groupId,userId,customFields.seat,customFields.a b,role\ng,u,,x,TEACHER\ng,u,${"x".repeat(65)},,ADMIN\n`,
    MEMBERS,
  );
  expect(problems).toEqual([
    { line: 2, column: "role", message: "must be ADMIN, MEMBER or empty" },
    { line: 2, column: "customFields.a b", message: "must consist of letters, digits and _" },
    { line: 3, column: "customFields.seat", message: "is 65 bytes long in UTF-8; at most 64 are allowed" },
  ]);
});

test("a name card of blanks is refused; the message says how to clear one", async () => {
  expect(await problemsOf('groupId,userId,nameCard\ng,u,"  "\n', MEMBERS)).toMatchObject([
    { line: 2, column: "nameCard", message: "consists of blanks only; write <clear> to clear it" },
  ]);
});

test("the key depends on the changes in a file, not on its formatting", async () => {
  const plain = await planOf("groupId,userId,nameCard\ng,u,Ana\ng,v,Bo\n", MEMBERS);
  const other = await planOf('\ufeffuserId,nameCard,role,groupId\r\nu,"Ana",,g\r\n\r\nv,Bo,,g\r\n', MEMBERS);
  expect(other.hash).toBe(plain.hash);
  const different = await planOf("groupId,userId,nameCard\ng,u,Ana\ng,v,Bob\n", MEMBERS);
  expect(different.hash).not.toBe(plain.hash);
});

test("a file that changed after it was checked is not sent", async () => {
  const path = await files.write("changing.csv", "courseId\n1001\n1002\n1003\n");
  const limits = { ...PART_LIMITS, items: 2 };
  const planned = await planFile(fileInput(path), NICKNAMES, limits);
  if (!planned.ok) throw new Error("not planned");
  for (const rest of ["1004\n", "1003\n1004\n", ""]) {
    await files.write("changing.csv", `courseId\n1001\n1002\n${rest}`);
    const parts = [];
    for await (const part of readParts(fileInput(path), NICKNAMES, planned.value, limits)) parts.push(part);
    expect(parts).toEqual([["1001", "1002"], false]);
  }
});
