import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { membersOf, withoutMembers } from "../../src/classin/push/members.js";
import { readPush } from "../../src/classin/push/read-push.js";

const SECRET = "testSecret01";
const CREDENTIALS = { sid: "1234567", secret: SECRET };
const REMOVED = new Set(["SafeKey", "TimeStamp"]);

const name = fc.oneof(
  { arbitrary: fc.constantFrom("SafeKey", "TimeStamp", "a", 'b"', "c\\", "é", "{", ","), weight: 3 },
  { arbitrary: fc.string({ unit: "binary" }), weight: 1 },
);
const object = fc
  .array(fc.tuple(name, fc.jsonValue({ maxDepth: 4 })), { maxLength: 8 })
  .map((entries) => Object.fromEntries(entries));
const indent = fc.constantFrom("", " ", "\n\t ");

test("members are removed from the outermost object, and everything else stays as it was", () => {
  fc.assert(
    fc.property(object, indent, (value, space) => {
      const json = JSON.stringify(value, null, space);
      const kept = withoutMembers(json, membersOf(json), REMOVED);
      const { SafeKey: _key, TimeStamp: _stamp, ...rest } = value;
      expect(JSON.parse(kept)).toEqual(JSON.parse(JSON.stringify(rest)));
    }),
  );
});

test("also if a name is there twice, or written with escapes", () => {
  const json = String.raw`{ "SafeKey":"x", "a":{"SafeKey":1}, "Safe\u004bey":[1,{"b":"}"}] ,"TimeStamp": 1 }`;
  expect(withoutMembers(json, membersOf(json), REMOVED)).toBe('{  "a":{"SafeKey":1}}');
});

test("numbers keep their digits", () => {
  const json = '{"a":123456789012345678901,"TimeStamp":1}';
  expect(withoutMembers(json, membersOf(json), REMOVED)).toBe('{"a":123456789012345678901}');
});

test("any text can be read, and no credential is left in what would be stored", () => {
  const message = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.tuple(object, indent).map(([value, space]) => JSON.stringify(value, null, space)),
    fc
      .tuple(object, fc.nat(200))
      .map(([value, end]) => JSON.stringify({ SafeKey: "c0ffee", ...value }).slice(0, end)),
  );
  fc.assert(
    fc.property(message, (text) => {
      const read = readPush(text, CREDENTIALS);
      expect(read.verified).toBe(false);
      expect(read.key).toMatch(/^sha256:[0-9a-f]{64}$/);
      expect(read.body).not.toContain("c0ffee");
      expect(read.body + read.command).not.toContain("\0");
    }),
  );
});

test("a signed message is verified, whatever else is in it and wherever its key stands", () => {
  fc.assert(
    fc.property(object, object, fc.nat(4_000_000_000), fc.boolean(), (before, after, timeStamp, asText) => {
      const SafeKey = createHash("md5").update(`${SECRET}${timeStamp}`).digest("hex");
      const { SafeKey: _a, TimeStamp: _b, SID: _c, ...rest } = { ...before, ...after };
      const signature = {
        SafeKey,
        TimeStamp: asText ? String(timeStamp) : timeStamp,
        SID: asText ? "1234567" : 1234567,
      };
      const read = readPush(JSON.stringify({ ...rest, ...signature, Cmd: 1 }), CREDENTIALS);
      expect(read.verified).toBe(true);
      expect(JSON.parse(read.body)).toEqual(
        JSON.parse(JSON.stringify({ ...rest, SID: signature.SID, Cmd: 1 })),
      );
    }),
  );
});

test("the vendor's vector is verified, and a key of another second is not", () => {
  const message = { SID: 1234567, Cmd: "Test", Msg: "Register test.", TimeStamp: 1700000600 };
  const signed = { ...message, SafeKey: "0ede0b426b3f97ba408c87a2e131b8d7" };
  expect(readPush(JSON.stringify(signed), CREDENTIALS).verified).toBe(true);
  expect(readPush(JSON.stringify({ ...signed, TimeStamp: 1700000601 }), CREDENTIALS).verified).toBe(false);
});

test("a long message is read if it is signed; else only its hash is kept", () => {
  const message = {
    SID: 1234567,
    TimeStamp: 1700000600,
    SafeKey: "0ede0b426b3f97ba408c87a2e131b8d7",
    Cmd: "End",
  };
  const long = { ...message, Data: "x".repeat(300_000) };
  expect(readPush(JSON.stringify(long), CREDENTIALS)).toMatchObject({ verified: true, command: "End" });
  for (const forged of [
    { ...long, SafeKey: undefined },
    { ...long, SafeKey: "0".repeat(32) },
  ])
    expect(readPush(JSON.stringify(forged), CREDENTIALS)).toMatchObject({ verified: false, body: "" });
  expect(readPush(JSON.stringify({ ...long, SID: 7 }), CREDENTIALS).verified).toBe(false);
});
