import fc from "fast-check";
import type { TestApp } from "./app.js";
import { memberIn } from "./graphql-suite.js";

/** Ids that Tencent IM has, and that this project once refused or a layer on the way could change. */
export const ODD_USER_IDS = [
  "li.ming",
  "a@b.cn",
  "auth0|5f",
  "学生1",
  "li ya",
  " ",
  "=1+1",
  "@SUM(A1)",
  "+86 138",
  "-",
  "'=1",
  "''@a",
  " =1",
  "＝1",
  'a"b,c;d',
  "%0d%0a",
  "__proto__",
  "<clear>",
  "\ufeffbom",
  // Tencent IM treats these as two ids, though they look the same.
  "caf\u00e9",
  "cafe\u0301",
  "😀".repeat(8),
] as const;

const NOT_PRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** Any id of 1 to 32 bytes of printable UTF-8. */
export const userId = (): fc.Arbitrary<string> =>
  fc
    .oneof(
      fc.constantFrom(...ODD_USER_IDS),
      fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 32 }),
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 }),
      fc.string({ unit: "binary", minLength: 1, maxLength: 8 }),
    )
    .filter(
      (id) => Buffer.byteLength(id) <= 32 && !NOT_PRINTABLE.test(id) && id !== "@TLS#NOT_FOUND" && id !== "",
    );

/** Adds a member to a group of the live world. It is like `student_001` except for the given fields. */
export function join(app: TestApp, groupId: string, userId: string, role?: "Owner" | "Admin"): void {
  const { world } = app.simulator;
  const like = memberIn(app, groupId, "student_001");
  world.accounts.add(userId);
  world.groups
    .get(groupId)
    ?.members.set(userId, { ...like, userId, customFields: {}, ...(role !== undefined && { role }) });
}
