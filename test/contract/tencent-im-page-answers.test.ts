import { expect, test } from "vitest";
import type { MemberPosition } from "../../src/tencent-im/member-pages.js";
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

test("a short page of any other group is not its last: an empty one is, whatever the count says", async () => {
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

test("a group whose pages are all nearly empty is not walked through: five calls, and where to go on", async () => {
  await using vendors = await startVendors();
  answerPages(
    vendors,
    Array.from({ length: 9 }, (_, index) => ({ members: [`user_${index}`] })),
  );
  const page = await readPage(vendors, "group-1", 9);
  expect(page).toMatchObject({ ok: true, value: { next: { by: "offset", offset: 5 } } });
  expect(vendors.calls()).toHaveLength(5);
});

test("a cursor that leads to itself is the end", async () => {
  await using vendors = await startVendors();
  answerPages(vendors, [
    { members: ["a"], next: "17" },
    { members: ["b"], next: "17" },
  ]);
  expect(await readPage(vendors)).toMatchObject({ ok: true, value: { next: null } });
  expect(vendors.calls()).toHaveLength(2);
});

test("behind a cursor, a page shorter than what is to be skipped is no reason to stop", async () => {
  await using vendors = await startVendors();
  answerPages(vendors, [
    { members: ["a", "b"], next: "18" },
    { members: ["c", "d"], next: "" },
  ]);
  const after = { by: "cursor", next: "17", skip: 3 } as const;
  const page = await vendors.im.memberPage({ ...query, after }, new Set(["role"]), vendors.context());
  expect(page.ok && page.value.members.map(({ member }) => member.userId)).toEqual(["d"]);
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

test("a page that holds more than was asked for is shown in parts", async () => {
  await using vendors = await startVendors();
  const whole = { members: ["a", "b", "c", "d", "e"], next: "" };
  answerPages(vendors, [whole, whole, whole]);
  const seen: string[][] = [];
  let after: MemberPosition | null = null;
  do {
    const asked = { ...query, first: 2, after };
    const page = await vendors.im.memberPage(asked, new Set(["role"]), vendors.context());
    if (!page.ok) throw new Error(page.error.why);
    seen.push(page.value.members.map(({ member }) => member.userId));
    after = page.value.next;
  } while (after !== null);
  expect(seen).toEqual([["a", "b"], ["c", "d"], ["e"]]);
  expect(vendors.calls()).toHaveLength(3);
});
