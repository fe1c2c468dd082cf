import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { readCsv } from "../../cli/csv.js";
import { fileInput } from "../../cli/input.js";
import { MEMBERS } from "../../cli/members.js";
import { PART_LIMITS } from "../../cli/parts.js";
import { planFile, readParts } from "../../cli/plan.js";
import { markFormula, unmarkFormula } from "../../sheets/formula.js";
import { filesFolder } from "../support/bulk-command.js";
import { ODD_USER_IDS, userId } from "../support/user-ids.js";

const files = await filesFolder();
afterAll(() => files[Symbol.asyncDispose]());

const STARTS_A_FORMULA = /^\s*[=+\-@＝＋－＠]/u;

test.each([
  ["=1+1", "'=1+1"],
  ["@TGS#2CLUZEAEJ", "'@TGS#2CLUZEAEJ"],
  ["+86", "'+86"],
  ["-1", "'-1"],
  [" =1", "' =1"],
  ["＝1", "'＝1"],
  ["'=1", "''=1"],
  ["''=1", "'''=1"],
  ["student_001", "student_001"],
  ["a=1", "a=1"],
  ["'a", "'a"],
  ["", ""],
])("%j is written as %j, and read back unchanged", (text, cell) => {
  expect(markFormula(text)).toBe(cell);
  expect(unmarkFormula(cell)).toBe(text);
});

test("a text without a mark is read unchanged, even if writing would mark it", () => {
  for (const text of ["=1+1", "@TGS#1", "-", "'a", "'"]) expect(unmarkFormula(text)).toBe(text);
});

test("every text is read back unchanged, and no cell is a formula", () => {
  const text = fc.oneof(
    userId(),
    fc.stringMatching(/^[\s']{0,3}[=+\-@a＝]{0,2}$/),
    fc.string({ unit: "binary" }),
  );
  fc.assert(
    fc.property(text, (text) => {
      const cell = markFormula(text);
      expect(unmarkFormula(cell)).toBe(text);
      expect(cell).not.toMatch(STARTS_A_FORMULA);
    }),
    { numRuns: 1000 },
  );
});

let written = 0;
/** The user ids read from a members file with these cells. */
async function idsIn(cells: readonly string[]): Promise<unknown[]> {
  const rows = [["groupId", "userId", "nameCard"], ...cells.map((cell) => ["@TGS#1", cell, "=card"])];
  const path = await files.write(`${++written}.csv`, stringify(rows));
  const plan = await planFile(fileInput(path), MEMBERS, PART_LIMITS);
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  const found: unknown[] = [];
  for await (const part of readParts(fileInput(path), MEMBERS, plan.value, PART_LIMITS)) {
    if (part === false) throw new Error("another file");
    for (const { groupId, userId, nameCard } of part) {
      expect({ groupId, nameCard }).toEqual({ groupId: "@TGS#1", nameCard: "=card" });
      found.push(userId);
    }
  }
  return found;
}

test("any ids of a result are read back exactly when its rows are sent again", async () => {
  expect(await idsIn(ODD_USER_IDS.map(markFormula))).toEqual(ODD_USER_IDS);
  await fc.assert(
    fc.asyncProperty(fc.array(userId(), { minLength: 1, maxLength: 20 }), async (ids) => {
      expect(await idsIn(ids.map(markFormula))).toEqual(ids);
    }),
  );
});

test("ids without a mark are read unchanged", async () => {
  const plain = ["=1+1", "@a", "+86 138", "-", "auth0|5f", "学生1", " =1"];
  expect(await idsIn(plain)).toEqual(plain);
});

test("a name card keeps a leading apostrophe: it is part of the name, not a mark", async () => {
  const path = await files.write("card.csv", "groupId,userId,nameCard\ng,u,'=)\n");
  const rows = [];
  for await (const row of readCsv(fileInput(path))) rows.push(row);
  expect(rows).toContainEqual({ line: 2, cells: ["g", "u", "'=)"] });
  const plan = await planFile(fileInput(path), MEMBERS, PART_LIMITS);
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  for await (const part of readParts(fileInput(path), MEMBERS, plan.value, PART_LIMITS))
    expect(part).toMatchObject([{ nameCard: "'=)" }]);
});
