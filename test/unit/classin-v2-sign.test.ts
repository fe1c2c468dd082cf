import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assertSignable, type V2Body } from "../../src/classin/v2/body.js";
import { signV2 } from "../../src/classin/v2/sign.js";
import { md5 } from "../support/md5.js";

const ACCOUNT = { sid: "1234567", secret: "testSecret01" };
const NOW = new Date(1_700_000_000_999);
const signOf = (body: V2Body) => signV2(ACCOUNT, body, NOW)["X-EEO-SIGN"];

const COURSE = { courseId: 442447 };
const LESSON = {
  ...COURSE,
  unitId: 26020897,
  name: "Lesson 1",
  teacherUid: 1001001,
  startTime: 1700086400,
  endTime: 1700090000,
  uniqueIdentity: "w-1-2-3",
};

test.each<[what: string, body: V2Body, sign: string]>([
  ["only a list", { studentUids: [1001001, 1001002] }, "652ac89f6120aa83f3eb3f63686f77bf"],
  ["an empty list", { studentUids: [] }, "652ac89f6120aa83f3eb3f63686f77bf"],
  ["nothing", {}, "652ac89f6120aa83f3eb3f63686f77bf"],
  ["a list beside a number", { ...COURSE, teacherUids: [1001001] }, "e4b5939d18e84a06f0da14ee2b3db530"],
  [
    "characters that URLs escape",
    { ...COURSE, name: "单元一", content: "第 1 课 & a=b", publishFlag: 2 },
    "51bcc758b33c086bd7becc7e25651194",
  ],
  [
    "an empty text",
    { ...COURSE, name: "Unit 1", content: "", publishFlag: 0 },
    "cc5da7a40e534ccf4d7e703d60cbbb13",
  ],
  [
    "the same without the empty text",
    { ...COURSE, name: "Unit 1", publishFlag: 0 },
    "64c132aa025d25fb01c1a36bfe09b96e",
  ],
  ["a lesson", LESSON, "0ad7a2400cc9c827daaa26d74ec32903"],
  ["1023 bytes", { ...COURSE, content: "a".repeat(1023) }, "829f1ed4b7b4f75dff8de5593d776684"],
  ["1024 bytes", { ...COURSE, content: "a".repeat(1024) }, "e1796319713db16d5395038c978637b5"],
  ["1025 bytes, not signed", { ...COURSE, content: "a".repeat(1025) }, "e4b5939d18e84a06f0da14ee2b3db530"],
  [
    "400 characters of 3 bytes, not signed",
    { ...COURSE, content: "课".repeat(400) },
    "e4b5939d18e84a06f0da14ee2b3db530",
  ],
  ["upper case before lower case", { alpha: 2, Zeta: 1 }, "7d3e336e5381f26b44bc9bd0b31da051"],
  ["names sorted, not pairs", { name: "A", name1: "B" }, "d920e3591c1691c0a83480a2ed99e29e"],
])("signs a body with %s by the rule in ClassIn's prose", (_, body, sign) => {
  expect(signOf(body)).toBe(sign);
});

test("signs the sample of ClassIn's signature page", () => {
  const account = { sid: "1000082", secret: "Mb7SR6H" };
  expect(signV2(account, { courseId: 132323 }, new Date(1_721_095_405_000))).toEqual({
    "X-EEO-SIGN": "4f97f55addf4921a05c2395617cd8a7b",
    "X-EEO-UID": "1000082",
    "X-EEO-TS": "1721095405",
  });
});

/** The rule again, written another way: the smallest remaining name is taken until none is left. */
function signedByHand(body: V2Body, { sid, secret }: typeof ACCOUNT, seconds: number): string {
  const left = new Map<string, string>();
  for (const name in body) {
    const value = body[name];
    if (typeof value === "number") left.set(name, `${value}`);
    if (typeof value === "string" && new TextEncoder().encode(value).length < 1025) left.set(name, value);
  }
  left.set("sid", sid).set("timeStamp", `${seconds}`);
  let text = "";
  while (left.size > 0) {
    let first: string | null = null;
    for (const name of left.keys()) if (first === null || name < first) first = name;
    text += `${first}=${left.get(first ?? "")}&`;
    left.delete(first ?? "");
  }
  return md5(`${text}key=${secret}`);
}

const names = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,11}$/).filter((name) => !(name in Object.prototype));
const values: fc.Arbitrary<V2Body[string]> = fc.oneof(
  fc.maxSafeInteger(),
  fc.string({ unit: "grapheme", maxLength: 100 }),
  fc.constantFrom("a".repeat(1024), "a".repeat(1025), "课".repeat(341), "课".repeat(342)),
  fc.array(fc.maxSafeInteger(), { maxLength: 3 }),
);

test("the signature is the same as one made by an independent routine", () => {
  const moments = fc.integer({ min: 1, max: 4_000_000_000_000 });
  fc.assert(
    fc.property(fc.dictionary(names, values), fc.string(), moments, (body, secret, at) => {
      const account = { sid: "1234567", secret };
      const { "X-EEO-SIGN": sign, "X-EEO-TS": time } = signV2(account, body, new Date(at));
      expect(time).toBe(String(Math.floor(at / 1000)));
      expect(sign).toBe(signedByHand(body, account, Number(time)));
    }),
  );
});

describe("a body that ClassIn's samples would sign differently is refused", () => {
  test.each<[why: string, body: unknown]>([
    ["true", { flag: true }],
    ["null", { flag: null }],
    ["undefined", { flag: undefined }],
    ["a fraction", { score: 1.5 }],
    ["a number too large to be exact", { uid: 2 ** 53 }],
    ["NaN", { uid: Number.NaN }],
    ["an object", { settings: { a: 1 } }],
    ["a list of booleans", { flags: [true] }],
    ["a list of lists", { lists: [[1]] }],
    ["340 characters", { name: "课".repeat(340) }],
    ["a name that begins another name", { name: "A", name1: "B" }],
    ["the name sid", { sid: 1 }],
    ["the name timeStamp", { timeStamp: 1 }],
    ["the name key", { key: 1 }],
    ["a name that is not ASCII", { 名: 1 }],
    ["an empty name", { "": 1 }],
  ])("%s", (_, body) => {
    expect(() => assertSignable(body as V2Body)).toThrow(/ClassIn v2 body/);
  });

  test("but not integers, short texts and lists of them", () => {
    const body = { uid: 2 ** 53 - 1, zero: 0, text: "课".repeat(339), empty: "", list: [1, "2"], none: [] };
    expect(() => assertSignable(body)).not.toThrow();
  });

  test("the error does not show the value", () => {
    expect(() => assertSignable({ name: "canary".repeat(60) })).toThrow(/^(?!.*canary)/);
  });
});
