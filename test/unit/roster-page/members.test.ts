import { expect, test } from "vitest";
import { changedMember } from "../../../web/src/class-page/changed-member.js";
import { memberRights } from "../../../web/src/class-page/member-rights.js";
import { findMembers, sortMembers } from "../../../web/src/class-page/sort-members.js";
import type { Member } from "../../../web/src/class-page/types.js";
import { readClaims } from "../../../web/src/session/claims.js";
import { sessionOf } from "../../../web/src/session/model.js";
import { rightsOf } from "../../../web/src/session/rights.js";
import { tokenOf } from "../../support/access.js";

const aMember = (member: Partial<Member> = {}): Member => ({
  id: member.userId ?? "ann",
  groupId: "group-1",
  userId: "ann",
  role: "MEMBER",
  nameCard: "",
  mutedUntil: null,
  accountLost: false,
  officialName: null,
  nameMatches: null,
  ...member,
});

const names = (members: readonly Member[]) => members.map(({ userId }) => userId);

test("members who differ come first, then by role, then by name in the reader's language", () => {
  const members = [
    aMember({ userId: "zoe", officialName: "张三", nameMatches: true }),
    aMember({ userId: "li", officialName: "李四", nameMatches: true }),
    aMember({ userId: "teacher", role: "OWNER", officialName: "王五", nameMatches: true }),
    aMember({ userId: "cat", officialName: "赵六", nameMatches: false }),
  ];
  // By Pinyin: Li, Zhang.
  expect(names(sortMembers(members, "zh"))).toEqual(["cat", "teacher", "li", "zoe"]);
});

test("the search ignores case and blanks at the ends, and looks at names and ids", () => {
  const members = [aMember({ userId: "ann", nameCard: "Ann B" }), aMember({ userId: "ben" })];
  expect(names(findMembers(members, " aNN b "))).toEqual(["ann"]);
  expect(names(findMembers(members, "BEN"))).toEqual(["ben"]);
  expect(names(findMembers(members, " "))).toEqual(["ann", "ben"]);
});

test("what is assumed of a change is what was asked for, and nothing else", () => {
  const now = new Date("2026-11-28T09:00:00Z");
  const member = aMember({ officialName: "林雅", nameMatches: false });
  expect(changedMember(member, { nameCard: "林雅" }, now)).toEqual({
    ...member,
    nameCard: "林雅",
    nameMatches: true,
  });
  expect(changedMember(member, { nameCard: "x" }, now).nameMatches).toBe(false);
  expect(changedMember(member, { muteForSeconds: 60 }, now).mutedUntil).toBe("2026-11-28T09:01:00.000Z");
  expect(changedMember(member, { muteForSeconds: 0 }, now).mutedUntil).toBeNull();
  expect(changedMember(member, { role: "ADMIN" }, now)).toEqual({ ...member, role: "ADMIN" });
});

test.each([
  // Scopes, the caller's role in the group, and whether ordinary members, administrators and roles can be changed.
  [["write"], null, [true, true, true]],
  [["write:own"], "OWNER", [true, true, true]],
  [["write:own"], "ADMIN", [true, false, false]],
  [["write:own"], "MEMBER", [false, false, false]],
  [["write:own"], null, [false, false, false]],
  [["read"], "OWNER", [false, false, false]],
] as const)("with the scopes %j and the role %s, the page offers %j", async (scopes, role, offered) => {
  const token = await tokenOf("me", ...scopes);
  const [student, administrator] = [
    aMember({ userId: "student" }),
    aMember({ userId: "administrator", role: "ADMIN" }),
  ];
  const members = [student, administrator, ...(role === null ? [] : [aMember({ userId: "me", role })])];
  const rightsOver = memberRights(sessionOf(token), members);
  expect([
    rightsOver(student).change,
    rightsOver(administrator).change,
    rightsOver(student).changeRole,
  ]).toEqual(offered);
});

test("a token that cannot be read leaves everything to the graph", () => {
  for (const token of ["", "a.b.c", "not a token", "a.e30", "a.bnVsbA"])
    expect(rightsOf(readClaims(token)).changeAll).toBe(token !== "a.e30");
});
