import fc from "fast-check";
import { expect, test } from "vitest";
import type { Announcement } from "../../../src/announcements/announcements.js";
import { payloadsOf, readPayload } from "../../../src/announcements/payload.js";

/** PostgreSQL's limit. */
const TOO_LONG = 8_000;

const id = fc.string({ maxLength: 48, unit: "binary" });
const announcement: fc.Arbitrary<Announcement> = fc.oneof(
  fc.record({ kind: fc.constant("group-changed" as const), groupId: id }),
  fc.record({
    kind: fc.constant("group-changed" as const),
    groupId: id,
    writeId: fc.uuid(),
    outcomeUnknown: fc.constant(true as const),
  }),
  fc.record({ kind: fc.constant("group-write-begins" as const), groupId: id, writeId: fc.uuid() }),
  fc.record({ kind: fc.constant("course-changed" as const), courseId: id }),
  fc.constant({ kind: "webhooks-missed" } as const),
);

test("announcements are read as they were written, in payloads that PostgreSQL accepts", () => {
  fc.assert(
    fc.property(fc.array(announcement, { maxLength: 300 }), (all) => {
      const payloads = payloadsOf("a-replica", all);
      for (const payload of payloads) expect(Buffer.byteLength(payload)).toBeLessThan(TOO_LONG);
      const read = payloads.map((payload) => readPayload(payload));
      expect(read.flatMap((message) => message?.announcements ?? [])).toEqual(all);
    }),
  );
});

test("whatever else is sent on the channel is read without an error", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(() => readPayload(text)).not.toThrow();
    }),
  );
  expect(readPayload(undefined)).toBeNull();
});
