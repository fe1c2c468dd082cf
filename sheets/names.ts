import { type CheckedName, readOfficialName } from "../src/input/official-names.js";
import { failed, ok } from "../src/result.js";
import { CLEAR } from "./clear.js";
import { unmarkFormula } from "./formula.js";
import type { RowKind } from "./row-kind.js";

/** How schools write the columns: in lower case, without blanks, hyphens and underscores. */
const HEADERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    userId: ["userid", "account", "imuserid", "用户id", "用户编号", "用户账号", "账号", "帐号", "学生账号"],
    classinUid: ["classinuid", "uid", "classin号", "classin用户号", "classin用户编号", "学生uid", "用户uid"],
    name: [
      "name",
      "officialname",
      "fullname",
      "realname",
      "姓名",
      "正式姓名",
      "真实姓名",
      "学生姓名",
      "名字",
    ],
  }).flatMap(([column, names]) => names.map((name) => [name, column] as const)),
);
/** A longer text is no name of a column. */
const LONGEST_HEADER = 100;

/** The text itself if it is not known, for the message that says so. */
function columnOf(header: string): string {
  if (header.length > LONGEST_HEADER) return header;
  const plain = header
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_-]/g, "");
  return HEADERS.get(plain) ?? header;
}

/** Each row is a person's official name. */
export const NAMES: RowKind<CheckedName> = {
  item: "name",
  items: "names",
  mayRepeat: false,
  targetOf: ({ userId }) => userId,
  unique: { column: "classinUid", of: ({ classinUid = "" }) => (classinUid === "" ? null : classinUid) },
  columns: {
    required: ["userId", "name"],
    known: (column) => ["userId", "classinUid", "name"].includes(column),
    allowed: "userId, classinUid and name",
    columnOf,
    read(cells) {
      const number = cells.get("classinUid");
      const input = {
        userId: unmarkFormula(cells.get("userId") ?? ""),
        ...(number !== undefined && { classinUid: number === CLEAR ? "" : number }),
        name: cells.get("name") ?? "",
      };
      const read = readOfficialName(input, "");
      if (read.ok) return ok(read.value);
      return failed(read.error.map(({ path, message }) => ({ column: path.slice(1), message })));
    },
  },
};
