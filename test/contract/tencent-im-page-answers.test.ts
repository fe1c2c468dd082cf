import { expect, test } from "vitest";
import type { MemberPosition } from "../../src/tencent-im/member-pages.js";
import { startVendors, type Vendors } from "../support/vendors.js";

const COMMUNITY = "@TGS#_community-1";
const query = { groupId: COMMUNITY, first: 10, after: null, roles: null };

/** Makes the vendor answer with these pages, one after the other. */
function answerPages(
  vendors: Vendors,
  pages: readonly { members: readonly string[]; next?: string }[],
): void {
  for (const { members, next } of pages) {
    const body = JSON.stringify({
      ActionStatus: "OK",
      ErrorCode: 0,
      MemberNum: 100_000,
      MemberList: members.map((Member_Account) => ({ Member_Account, Role: "Member" })),
      ...(next !== undefined && { Next: next }),
    });
    vendors.fault({ kind: "raw", operation: "get_group_member_info", body, times: 1 });
  }
}

const readPage = (vendors: Vendors, groupId = COMMUNITY, first = 10) =>
  vendors.im.memberPage({ ...query, groupId, first }, new Set(["role"]), vendors.context());

test("short pages of a community are combined", async () => {
  await using vendors = await startVendors();
  answerPages(vendors, [
    { members: ["a", "b"], next: "17" },
    { members: [], next: "18" },
    { members: ["c"], next: "" },
  ]);
  const page = await readPage(vendors);
  expect(page).toMatchObject({ ok: true, value: { next: null, groupMemberCount: 100_000 } });
  expect(page.ok && page.value.members.map(({ member }) => member.userId)).toEqual(["a", "b", "c"]);
  expect(vendors.calls().map(({ body }) => (body as { Next: string }).Next)).toEqual(["", "17", "18"]);
});

test("empty pages of a community end after five calls, with a position to continue from", async () => {
  await using vendors = await startVendors();
  answerPages(
    vendors,
    Array.from({ length: 9 }, (_, index) => ({ members: [], next: String(index + 1) })),
  );
  expect(await readPage(vendors)).toMatchObject({
    ok: true,
    value: { members: [], next: { by: "cursor", next: "5", skip: 0 } },
  });
  expect(vendors.calls()).toHaveLength(5);
});

test("a member that appears twice while members come and go is shown once", async () => {
  await using vendors = await startVendors();
  answerPages(vendors, [
    { members: ["a", "b"], next: "2" },
    { members: ["b", "c"], next: "" },
  ]);
  const page = await readPage(vendors);
  expect(page.ok && page.value.members.map(({ member }) => member.userId)).toEqual(["a", "b", "c"]);
});

test("an absent list is empty, and an absent cursor is the end", async () => {
  await using vendors = await startVendors();
  vendors.answer("get_group_member_info", '{"ActionStatus":"OK","ErrorCode":0}');
  for (const groupId of [COMMUNITY, "group-1"]) {
    expect(await readPage(vendors, groupId)).toEqual({
      ok: true,
      value: { members: [], next: null, groupMemberCount: null, read: expect.any(Object) },
    });
  }
  expect(vendors.calls()).toHaveLength(2);
});

test("in other groups the last page is an empty one, not a short one, with any count", async () => {
  await using vendors = await startVendors();
  answerPages(vendors, [{ members: ["a", "b"] }, { members: ["c"] }, { members: [] }]);
  const page = await readPage(vendors, "group-1");
  expect(page).toMatchObject({ ok: true, value: { next: null, groupMemberCount: 100_000 } });
  expect(page.ok && page.value.members.map(({ member }) => member.userId)).toEqual(["a", "b", "c"]);
  expect(vendors.calls().map(({ body }) => body)).toMatchObject([
    { Offset: 0, Limit: 10 },
    { Offset: 2, Limit: 8 },
    { Offset: 3, Limit: 7 },
  ]);
});

test("nearly empty pages of a group end after five calls, with a position to continue from", async () => {
  await using vendors = await startVendors();
  answerPages(
    vendors,
    Array.from({ length: 9 }, (_, index) => ({ members: [`user_${index}`] })),
  );
  const page = await readPage(vendors, "group-1", 9);
  expect(page).toMatchObject({ ok: true, value: { next: { by: "offset", offset: 5 } } });
  expect(vendors.calls()).toHaveLength(5);
});

test("a cursor that returns itself is the end", async () => {
  await using vendors = await startVendors();
  answerPages(vendors, [
    { members: ["a"], next: "17" },
    { members: ["b"], next: "17" },
  ]);
  expect(await readPage(vendors)).toMatchObject({ ok: true, value: { next: null } });
  expect(vendors.calls()).toHaveLength(2);
});

test("paging continues after a page with fewer members than the position skips", async () => {
  await using vendors = await startVendors();
  answerPages(vendors, [
    { members: ["a", "b"], next: "18" },
    { members: ["c", "d"], next: "" },
  ]);
  const after = { by: "cursor", next: "17", skip: 3 } as const;
  const page = await vendors.im.memberPage({ ...query, after }, new Set(["role"]), vendors.context());
  expect(page.ok && page.value.members.map(({ member }) => member.userId)).toEqual(["d"]);
});

test("a vendor cursor too large for a double keeps all its digits", async () => {
  await using vendors = await startVendors();
  answerPages(vendors, [{ members: ["a"], next: "18446744073709551615" }]);
  const page = await readPage(vendors, COMMUNITY, 1);
  expect(page).toMatchObject({ ok: true, value: { next: { next: "18446744073709551615" } } });
});

test("a page that fails half-way is a failure, not a partial page", async () => {
  await using vendors = await startVendors();
  answerPages(vendors, [{ members: ["a", "b"], next: "17" }]);
  vendors.fault({ kind: "code", code: 10018 });
  expect(await readPage(vendors)).toMatchObject({ ok: false, error: { kind: "rejected", code: 10018 } });
});

test("a page with more members than requested is returned in parts", async () => {
  await using vendors = await startVendors();
  const whole = { members: ["a", "b", "c", "d", "e"], next: "" };
  answerPages(vendors, [whole, whole, whole]);
  const seen: string[][] = [];
  let after: MemberPosition | null = null;
  do {
    const request = { ...query, first: 2, after };
    const page = await vendors.im.memberPage(request, new Set(["role"]), vendors.context());
    if (!page.ok) throw new Error(page.error.why);
    seen.push(page.value.members.map(({ member }) => member.userId));
    after = page.value.next;
  } while (after !== null);
  expect(seen).toEqual([["a", "b"], ["c", "d"], ["e"]]);
  expect(vendors.calls()).toHaveLength(3);
});
