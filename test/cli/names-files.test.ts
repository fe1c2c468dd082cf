import { afterAll, expect, test } from "vitest";
import { fileInput, type Input } from "../../cli/input.js";
import { NAME_LIMITS } from "../../cli/parts.js";
import { planFile, readParts } from "../../cli/plan.js";
import { type CsvFormat, detectFormat } from "../../sheets/csv-format.js";
import { NAMES } from "../../sheets/names.js";
import { filesFolder } from "../support/bulk-command.js";
import { gbk } from "../support/gbk.js";

const files = await filesFolder();
afterAll(() => files[Symbol.asyncDispose]());

let written = 0;
async function inputOf(content: string | Buffer): Promise<Input> {
  const input = fileInput(await files.write(`${++written}.csv`, content));
  return { ...input, format: await detectFormat(input) };
}
async function read(content: string | Buffer) {
  const input = await inputOf(content);
  const plan = await planFile(input, NAMES, NAME_LIMITS);
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  const names = [];
  for await (const part of readParts(input, NAMES, plan.value, NAME_LIMITS))
    if (part !== false) names.push(...part);
  return names;
}
async function problemsOf(content: string | Buffer) {
  const plan = await planFile(await inputOf(content), NAMES, NAME_LIMITS);
  return plan.ok ? [] : plan.error;
}

const ROWS = "用户ID,ClassIn UID,姓名\r\nu1,1001,王小明\r\nu2,,李娜\r\n";
const NAMES_IN_IT = [
  { userId: "u1", classinUid: "1001", name: "王小明" },
  { userId: "u2", name: "李娜" },
];
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, "utf16le");
const tabs = ROWS.replaceAll(",", "\t");

test.for<[string, string | Buffer, CsvFormat]>([
  ["UTF-8", ROWS, { encoding: "utf-8", delimiter: "," }],
  ["UTF-8 with a byte order mark", `\ufeff${ROWS}`, { encoding: "utf-8", delimiter: "," }],
  ["UTF-8 with tabs", tabs, { encoding: "utf-8", delimiter: "\t" }],
  ["UTF-8 with semicolons", ROWS.replaceAll(",", ";"), { encoding: "utf-8", delimiter: ";" }],
  ["GBK", gbk(ROWS), { encoding: "gb18030", delimiter: "," }],
  ["GBK with tabs", gbk(tabs), { encoding: "gb18030", delimiter: "\t" }],
  ["UTF-16 with tabs", utf16(tabs), { encoding: "utf-16le", delimiter: "\t" }],
])("a file in %s is read as such", async ([, content, format]) => {
  expect((await inputOf(content)).format).toEqual(format);
  expect(await read(content)).toEqual(NAMES_IN_IT);
});

test("a file whose only Chinese character is in its last row is read as GBK", async () => {
  const rows = Array.from({ length: 30_000 }, (_, index) => `a${index},Ann ${index}\n`).join("");
  const names = await read(gbk(`userId,name\n${rows}z,明\n`));
  expect(names).toHaveLength(30_001);
  expect(names.at(-1)).toEqual({ userId: "z", name: "明" });
});

test.for([
  "userId,name",
  "User ID,Name",
  "user_id,Official Name",
  "账号,姓名",
  "用户编号,学生姓名",
  "ＩＭ-User-ID,姓 名",
])("the header %j is understood", async (header) => {
  expect(await read(`${header}\nu1,Ann\n`)).toEqual([{ userId: "u1", name: "Ann" }]);
});

test("problems are named with their line, their column and their cause", async () => {
  const problems = await problemsOf(
    `userId,classinUid,name\n` +
      `u1,1001,Ann\n` +
      `,1002,Bo\n` +
      `u3,12.5,Cy\n` +
      `u4,,\n` +
      `u5,,${"x".repeat(101)}\n` +
      `u1,,Ann\n` +
      `u7,1001,Di\n`,
  );
  expect(problems.map(({ line, column }) => [line, column])).toEqual([
    [3, "userId"],
    [4, "classinUid"],
    [5, "name"],
    [6, "name"],
    [7, null],
    [8, "classinUid"],
  ]);
  expect(problems.at(-2)?.message).toContain("line 2");
  expect(problems.at(-1)?.message).toContain("line 2");
});

test.for<[string, string]>([
  ["userId,Name,Klasse\nu1,Ann,7\n", "not a known column"],
  ["userId\nu1\n", "this column is missing"],
  ["userId,User ID,name\nu1,u1,Ann\n", "appears twice"],
  ["", "is empty"],
  ["userId,name\n", "no rows"],
])("%j is refused", async ([content, message]) => {
  expect(JSON.stringify(await problemsOf(content))).toContain(message);
});

test("a file in no known encoding is refused", async () => {
  const problems = await problemsOf(
    Buffer.concat([Buffer.from("userId,name\nu1,"), Buffer.from([0xff, 0xff]), Buffer.from("\n")]),
  );
  expect(JSON.stringify(problems)).toContain("is not UTF-8");
});

test("a file that is not there is reported by its reader", async () => {
  const input = fileInput(files.at("absent.csv"));
  expect(await detectFormat(input)).toEqual({ encoding: "utf-8", delimiter: "," });
});

test("a number is removed by <clear>, and the mark of a formula is taken off a user id", async () => {
  expect(await read("userId,classinUid,name\n'=u1,<clear>,Ann\n")).toEqual([
    { userId: "=u1", classinUid: "", name: "Ann" },
  ]);
});
