import fc from "fast-check";
import { expect, test } from "vitest";
import { memberCursor, offsetCursor, readMemberCursor, readOffsetCursor } from "../../src/graphql/cursors.js";

const GROUP = "course-561294";
const COMMUNITY = "@TGS#_community-1";

const offsets = fc.integer({ min: 0, max: 999_999_999 });
const vendorCursors = fc.oneof(fc.constant(""), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String));
const skips = fc.integer({ min: 0, max: 100 });

test("an offset survives the round trip through a cursor", () => {
  fc.assert(
    fc.property(offsets, (offset) => {
      const position = { by: "offset", offset } as const;
      expect(readMemberCursor(memberCursor(position), GROUP)).toEqual(position);
      expect(readOffsetCursor(offsetCursor(offset))).toBe(offset);
    }),
  );
});

test("a position in a community survives the round trip through a cursor", () => {
  fc.assert(
    fc.property(vendorCursors, skips, (next, skip) => {
      const position = { by: "cursor", next, skip } as const;
      expect(readMemberCursor(memberCursor(position), COMMUNITY)).toEqual(position);
    }),
  );
});

test("cursors need no escaping in a URL", () => {
  fc.assert(
    fc.property(vendorCursors, skips, (next, skip) => {
      expect(memberCursor({ by: "cursor", next, skip })).toMatch(/^[A-Za-z0-9_-]+$/);
    }),
  );
});

test("a cursor for another kind of paging is refused", () => {
  fc.assert(
    fc.property(offsets, vendorCursors, skips, (offset, next, skip) => {
      expect(readMemberCursor(memberCursor({ by: "offset", offset }), COMMUNITY)).toBe(null);
      expect(readMemberCursor(memberCursor({ by: "cursor", next, skip }), GROUP)).toBe(null);
      expect(readOffsetCursor(memberCursor({ by: "cursor", next, skip }))).toBe(null);
    }),
  );
});

const garbage = fc.oneof(fc.string({ unit: "binary" }), fc.base64String(), fc.constantFrom("", "null", "0"));

test("garbage is refused", () => {
  fc.assert(
    fc.property(garbage, (cursor) => {
      expect(readMemberCursor(cursor, GROUP)).toBe(null);
      expect(readMemberCursor(cursor, COMMUNITY)).toBe(null);
      expect(readOffsetCursor(cursor)).toBe(null);
    }),
  );
});

const packed = (text: string): string => Buffer.from(text).toString("base64url");

test.each([
  "offset:",
  "offset:-1",
  "offset:1.5",
  "offset:1e3",
  "offset:1234567890",
  "offset: 1",
  "offset:1\n",
  "Offset:1",
  "next:1",
  "next:1:",
  "next::",
  "next:-1:0",
  "next:1:1000",
  "next:123456789012345678901:0",
  "next:1:0:0",
  '{"by":"offset","offset":1}',
])("a forged cursor that holds %j is refused", (text) => {
  expect(readMemberCursor(packed(text), GROUP)).toBe(null);
  expect(readMemberCursor(packed(text), COMMUNITY)).toBe(null);
  expect(readOffsetCursor(packed(text))).toBe(null);
});
