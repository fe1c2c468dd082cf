import fc from "fast-check";
import { expect, test } from "vitest";
import { GroupMember, readMemberId } from "../../schema/group-member.js";

const groupIds = fc.stringMatching(/^[ -~]{1,48}$/);
const userIds = fc.stringMatching(/^[A-Za-z0-9_-]{1,32}$/);
const idOf = (groupId: string, userId: string): string => GroupMember.known(groupId, userId, {}, null).id;

test("every member id decodes to its group and user, and needs no escaping in a URL", () => {
  fc.assert(
    fc.property(groupIds, userIds, (groupId, userId) => {
      const id = idOf(groupId, userId);
      expect(id).toMatch(/^[A-Za-z0-9_-]+$/);
      expect(readMemberId(id)).toEqual({ groupId, userId });
    }),
  );
});

test("no two members share an id", () => {
  fc.assert(
    fc.property(groupIds, userIds, groupIds, userIds, (groupA, userA, groupB, userB) => {
      fc.pre(groupA !== groupB || userA !== userB);
      expect(idOf(groupA, userA)).not.toBe(idOf(groupB, userB));
    }),
  );
  expect(idOf("a", "bc")).not.toBe(idOf("ab", "c"));
});

test("garbage is not a member id", () => {
  const garbage = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("", "null", "__proto__", "561294"));
  fc.assert(
    fc.property(garbage, (id) => {
      expect(readMemberId(id)).toBe(null);
    }),
  );
});

const packed = (text: string | Uint8Array): string => Buffer.from(text).toString("base64url");

test.each([
  ["only one id", packed("group-1")],
  ["three ids", packed("group-1\nbob\neve")],
  ["padding", `${packed("group-12\nbob")}=`],
  ["the standard Base64 alphabet", Buffer.from("~~~???\nbob").toString("base64")],
  ["a trailing blank", `${packed("group-1\nbob")} `],
  ["bytes that are not UTF-8", packed(Buffer.from([0xff, 0x0a, 0x62]))],
])("an id with %s is refused: a member never has two ids", (_, id) => {
  expect(readMemberId(id)).toBe(null);
});
