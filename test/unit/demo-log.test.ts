import fc from "fast-check";
import { expect, test } from "vitest";
import { describeLine } from "../../demo/log/describe.js";
import { eachLine, readLogLine } from "../../demo/log/log-line.js";

const at = { time: Date.UTC(2026, 10, 28, 8, 53, 14, 79), level: 30 };
const described = (line: object) => describeLine({ ...at, msg: "", ...line })?.replace(/ {2,}/g, "  ");
const withoutTime = (line: object) => described(line)?.replace(/^\d\d:\d\d:14\.079/, "");

test("an operation shows its fields or name, its outcome and its time", () => {
  const operation = { msg: "operation", operation: "mutation", operationName: null, errors: [], tookMs: 12 };
  const outcomes = ["updateGroupMember: ok", "updateGroupMember: GroupNotFoundError"];
  expect(withoutTime({ ...operation, outcomes })).toBe(
    "  mutation updateGroupMember  GroupNotFoundError  12 ms",
  );
  expect(withoutTime({ ...operation, outcomes: ["a: ok", "b: ok"] })).toBe("  mutation a, b  ok  12 ms");
  expect(withoutTime({ ...operation, operationName: "Rename", outcomes: ["a: ok"] })).toBe(
    "  mutation Rename  ok  12 ms",
  );
  expect(withoutTime({ ...operation, operation: null, outcomes: [], errors: ["GRAPHQL_PARSE_FAILED"] })).toBe(
    "  (not understood)  GRAPHQL_PARSE_FAILED  12 ms",
  );
});

test("a vendor call shows vendor, command, code, attempts and time, and a warning its reason", () => {
  const call = { vendor: "classin", operation: "sync", code: 842, why: null, attempts: 4, tookMs: 772 };
  expect(withoutTime({ ...call, msg: "vendor call" })).toBe("  ClassIn sync  code 842, 4 attempts  772 ms");
  const failed = { ...call, vendor: "tencent-im", code: null, why: "no answer in time", attempts: 1 };
  expect(withoutTime({ ...failed, msg: "vendor call failed" })).toBe(
    "  Tencent IM sync  no answer in time  772 ms",
  );
  expect(withoutTime({ level: 40, msg: "the store is unavailable", why: "it is full" })).toBe(
    "  warning: the store is unavailable  it is full",
  );
  expect(described({ msg: "mutation" })).toBeUndefined();
});

test("any line of JSON is described in one line or left out", () =>
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom("operation", "vendor call", "other"), (value, msg) => {
      const line = readLogLine(JSON.stringify({ ...(value as object), ...at, level: 50, msg }));
      expect(line === null ? "" : describeLine(line)).not.toContain("\n");
      expect(readLogLine(JSON.stringify(value))).toBeNull();
    }),
  ));

test("lines are the same however the stream is cut, and one without an end is dropped", () =>
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z😀]{0,5}$/u)), fc.array(fc.nat(20)), (lines, cuts) => {
      const seen: string[] = [];
      const read = eachLine((line) => seen.push(line));
      let text = [...lines, ""].join("\n");
      for (const cut of cuts) {
        read(text.slice(0, cut));
        text = text.slice(cut);
      }
      read(text);
      expect(seen).toEqual(lines);
    }),
  ));
