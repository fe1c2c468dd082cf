import { expect, test } from "vitest";
import { readMemberChange } from "../../src/input/member-change.js";
import { IDS, pathsOf, problemsOf, readChange } from "../support/member-change.js";

const field = (key: string, value = "x") => ({ key, value });
const fields = (count: number) => Array.from({ length: count }, (_, index) => field(`Key${index}`));

test("passes on only the given fields, and null counts as not given", () => {
  expect(readChange({ role: "ADMIN", nameCard: null, messageDelivery: null, customFields: null })).toEqual({
    ok: true,
    value: { ...IDS, role: "ADMIN" },
  });
  const all = {
    ...IDS,
    role: "MEMBER",
    nameCard: "Lin Ya",
    messageDelivery: "DISCARD",
    customFields: [field("Seat", "12")],
    muteForSeconds: 60,
  } as const;
  expect(readMemberChange(all, "input")).toEqual({ ok: true, value: all });
});

test.each([{}, { nameCard: null }, { role: null, customFields: null, muteForSeconds: null }])(
  "an empty change (%j) is refused at the input itself",
  (change) => {
    expect(problemsOf(change)).toMatchObject([{ path: "input", limit: null, actual: null }]);
  },
);

test("five custom fields are allowed, six are not", () => {
  expect(problemsOf({ customFields: fields(5) })).toEqual([]);
  expect(problemsOf({ customFields: fields(6) })).toMatchObject([
    { path: "input.customFields", limit: 5, actual: 6 },
  ]);
});

test("an empty list of custom fields is refused: it would change nothing", () => {
  expect(pathsOf({ customFields: [] })).toEqual(["input.customFields"]);
});

test("a key of 16 bytes is allowed, and neither one of 17 nor an empty one", () => {
  expect(problemsOf({ customFields: [field("k".repeat(16))] })).toEqual([]);
  expect(problemsOf({ customFields: [field("k".repeat(17))] })).toMatchObject([
    { path: "input.customFields[0].key", limit: 16, actual: 17 },
  ]);
  expect(problemsOf({ customFields: [field("")] })).toMatchObject([
    { path: "input.customFields[0].key", limit: 16, actual: 0 },
  ]);
});

test.each(["a-b", "a b", "座位", "a.b", "Seat\n", "é"])("the key %j has forbidden characters", (key) => {
  expect(pathsOf({ customFields: [field(key)] })).toEqual(["input.customFields[0].key"]);
});

test("a value of 64 bytes is allowed, one of 65 is not", () => {
  expect(problemsOf({ customFields: [field("Seat", `${"课".repeat(21)}a`)] })).toEqual([]);
  expect(problemsOf({ customFields: [field("Seat", `${"课".repeat(21)}ab`)] })).toMatchObject([
    { path: "input.customFields[0].value", limit: 64, actual: 65 },
  ]);
});

test("a repeated key is reported at the repetition", () => {
  expect(pathsOf({ customFields: [field("A"), field("B"), field("A"), field("A")] })).toEqual([
    "input.customFields[2].key",
    "input.customFields[3].key",
  ]);
});

test("a key named like an object property is an ordinary key", () => {
  const customFields = [field("__proto__"), field("constructor")];
  expect(readChange({ customFields })).toMatchObject({ ok: true, value: { customFields } });
});

test.each([0, 1, 4_294_967_295])("a mute of %i seconds is allowed", (muteForSeconds) => {
  expect(readChange({ muteForSeconds })).toMatchObject({ ok: true, value: { muteForSeconds } });
});

test.each([
  [4_294_967_296, { limit: 4_294_967_295, actual: 4_294_967_296 }],
  [-1, { limit: 0, actual: -1 }],
  [1.5, { limit: null, actual: null }],
  [Number.NaN, { limit: null, actual: null }],
  [Number.POSITIVE_INFINITY, { limit: null, actual: null }],
])("a mute of %d seconds is refused", (muteForSeconds, measure) => {
  expect(problemsOf({ muteForSeconds })).toEqual([
    { path: "input.muteForSeconds", message: expect.any(String), ...measure },
  ]);
});

test("reports every problem at once, each at its path", () => {
  const change = {
    groupId: "课程",
    userId: "bob\nsmith",
    nameCard: "a\nb",
    customFields: [field("Seat", "\u0000"), field("bad key"), field("Seat")],
    muteForSeconds: -5,
  };
  expect(pathsOf(change)).toEqual([
    "input.groupId",
    "input.userId",
    "input.nameCard",
    "input.customFields[0].value",
    "input.customFields[1].key",
    "input.customFields[2].key",
    "input.muteForSeconds",
  ]);
});

test("a wrong id does not hide that the change is empty", () => {
  expect(pathsOf({ userId: "" })).toEqual(["input.userId", "input"]);
});

test("paths begin with the argument's name", () => {
  const read = readMemberChange({ groupId: "", userId: "", nameCard: "x" }, "changes[3]");
  expect(read).toMatchObject({
    ok: false,
    error: [{ path: "changes[3].groupId" }, { path: "changes[3].userId" }],
  });
});
