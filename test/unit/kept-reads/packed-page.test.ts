import fc from "fast-check";
import { expect, test } from "vitest";
import { packPage, unpackPage } from "../../../src/tencent-im/kept-reads/packed-page.js";
import type { MemberPage, MemberPosition } from "../../../src/tencent-im/member-pages.js";
import type { MemberProfile, ReadMoment } from "../../../src/tencent-im/model.js";

const NOW_MS = 1_700_000_000_000;

const instant = fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true });
const moment: fc.Arbitrary<ReadMoment> = fc.record({ at: instant, monotonicMs: fc.nat() });
/** Also with the character that joins texts, which no vendor sends. */
const text = fc.string({ unit: fc.oneof(fc.constantFrom("\0", "雅", "😀", "\ud800"), fc.string()) });
const position: fc.Arbitrary<MemberPosition> = fc.oneof(
  fc.record({ by: fc.constant("offset" as const), offset: fc.nat() }),
  fc.record({ by: fc.constant("cursor" as const), next: fc.string(), skip: fc.nat(100) }),
);
const member: fc.Arbitrary<MemberProfile> = fc.record({
  groupId: fc.constant("group-1"),
  userId: text,
  role: fc.constantFrom("OWNER" as const, "MEMBER" as const, null),
  nameCard: fc.option(text),
  joinedAt: fc.option(instant),
  lastMessageAt: fc.option(instant),
  messageDelivery: fc.constantFrom("DISCARD" as const, null),
  mutedUntil: fc.option(
    fc.date({ min: new Date(NOW_MS + 1), max: new Date(NOW_MS * 2), noInvalidDate: true }),
  ),
  customFields: fc.option(fc.array(fc.record({ key: fc.string(), value: fc.string() }), { maxLength: 3 })),
  read: moment,
});
const page: fc.Arbitrary<MemberPage> = fc.record({
  members: fc.array(fc.record({ member, after: position }), { maxLength: 20 }),
  next: fc.option(position),
  groupMemberCount: fc.option(fc.nat()),
  read: moment,
});

test("a page comes out of its columns as it went in", () => {
  fc.assert(
    fc.property(page, (before) => {
      expect(unpackPage(packPage("group-1", before), NOW_MS)).toEqual(before);
    }),
  );
});

test("a mute that has ended since is not shown", () => {
  fc.assert(
    fc.property(page, fc.nat(), (before, laterMs) => {
      const nowMs = NOW_MS + laterMs * 1_000;
      for (const [row, { member }] of unpackPage(packPage("group-1", before), nowMs).members.entries()) {
        const mutedUntil = before.members[row]?.member.mutedUntil ?? null;
        expect(member.mutedUntil).toEqual(
          mutedUntil !== null && mutedUntil.getTime() > nowMs ? mutedUntil : null,
        );
      }
    }),
  );
});

test("equal values of all members are kept once", () => {
  const read = { at: new Date(NOW_MS), monotonicMs: 1 };
  const one = (userId: string, offset: number) => ({
    member: {
      groupId: "group-1",
      userId,
      role: "MEMBER" as const,
      nameCard: userId,
      joinedAt: null,
      lastMessageAt: null,
      messageDelivery: null,
      mutedUntil: null,
      customFields: null,
      read,
    },
    after: { by: "offset" as const, offset },
  });
  const packed = packPage("group-1", {
    members: [one("a", 1), one("b", 2)],
    next: null,
    groupMemberCount: 2,
    read,
  });
  expect(packed.values.read).toEqual({ all: read });
  expect(packed.userIds).toBe("a\0b");
});
