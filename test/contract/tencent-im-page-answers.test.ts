import { expect, test } from "vitest";
import { startVendors, type Vendors } from "../support/vendors.js";

const COMMUNITY = "@TGS#_community-1";
const query = { groupId: COMMUNITY, first: 10, after: null, roles: null };

/** Answers page after page, each of these members with the cursor of the next. */
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

test("short pages of a community are put together", async () => {
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

test("a community of which the vendor shows nothing is not walked through: five calls, and where to go on", async () => {
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

test("who appears twice while members come and go is shown once", async () => {
  await using vendors = await startVendors();
  answerPages(vendors, [
    { members: ["a", "b"], next: "2" },
    { members: ["b", "c"], next: "" },
  ]);
  const page = await readPage(vendors);
  expect(page.ok && page.value.members.map(({ member }) => member.userId)).toEqual(["a", "b", "c"]);
});

test("an absent list is an empty one, and an absent cursor the end", async () => {
  await using vendors = await startVendors();
  vendors.answer("get_group_member_info", '{"ActionStatus":"OK","ErrorCode":0}');
  for (const groupId of [COMMUNITY, "group-1"]) {
    expect(await readPage(vendors, groupId)).toEqual({
      ok: true,
      value: { members: [], next: null, groupMemberCount: null },
    });
  }
  expect(vendors.calls()).toHaveLength(2);
});

test("a short page of any other group is its last, whatever the count says", async () => {
  await using vendors = await startVendors();
  answerPages(vendors, [{ members: ["a", "b"] }]);
  expect(await readPage(vendors, "group-1")).toMatchObject({ ok: true, value: { next: null } });
  expect(vendors.calls()).toHaveLength(1);
});

test("a cursor of the vendor's beyond what a double can hold is kept digit for digit", async () => {
  await using vendors = await startVendors();
  answerPages(vendors, [{ members: ["a"], next: "18446744073709551615" }]);
  const page = await readPage(vendors, COMMUNITY, 1);
  expect(page).toMatchObject({ ok: true, value: { next: { next: "18446744073709551615" } } });
});

test("a page that fails half-way is a failure, not half a page", async () => {
  await using vendors = await startVendors();
  answerPages(vendors, [{ members: ["a", "b"], next: "17" }]);
  vendors.fault({ kind: "code", code: 10018 });
  expect(await readPage(vendors)).toMatchObject({ ok: false, error: { kind: "rejected", code: 10018 } });
});
