import fc from "fast-check";
import { expect, test } from "vitest";
import { problemsOf, readChange } from "../support/member-change.js";
import { mayBeSent } from "../support/text-rules.js";

/** Any text that a JSON string can hold, with edge cases more often than by chance. */
const halves = fc
  .array(fc.integer({ min: 0xd700, max: 0xe0ff }), { maxLength: 8 })
  .map((units) => String.fromCharCode(...units));
const awkward = fc.constantFrom(
  ...Array.from(
    " \t\n\u0000\u007f\u0085\u00a0\u00ad\u061c\u1680\u180e\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202e",
  ),
  ...Array.from("\u202f\u205f\u2060\u2064\u2066\u2069\u206a\u206f\u3000\ufe0f\ufeff\ufffd"),
  ...Array.from("\u0301\u0308\u1100\u1161\u11a8\u0958\u2126\u0344"),
  "e",
  "课",
  "가",
  "👩‍👩‍👧",
  "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
  "🇨🇳",
);
const texts = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.string({ unit: "grapheme", maxLength: 30 }),
  fc.string({ unit: "grapheme-composite", maxLength: 30 }),
  fc.string({ unit: awkward, maxLength: 20 }),
  fc.tuple(fc.string({ unit: "grapheme", maxLength: 5 }), halves).map((parts) => parts.join("")),
);

test("a name card is accepted exactly if the rules allow it, as its NFC and never cut", () => {
  fc.assert(
    fc.property(texts, (nameCard) => {
      const read = readChange({ nameCard });
      expect(read.ok).toBe(mayBeSent(nameCard, 50, false));
      if (read.ok) expect(read.value.nameCard).toBe(nameCard.normalize("NFC"));
    }),
    { numRuns: 3000 },
  );
});

test("a custom value is accepted exactly if the rules allow it, as its NFC and never cut", () => {
  fc.assert(
    fc.property(texts, (value) => {
      const read = readChange({ customFields: [{ key: "Seat", value }] });
      expect(read.ok).toBe(mayBeSent(value, 64, true));
      if (read.ok) expect(read.value.customFields).toEqual([{ key: "Seat", value: value.normalize("NFC") }]);
    }),
    { numRuns: 3000 },
  );
});

test("a name card holds 16 Chinese characters and two letters: 50 bytes", () => {
  expect(problemsOf({ nameCard: `${"课".repeat(16)}ab` })).toEqual([]);
});

test("the error for 17 Chinese characters says that they are 51 bytes", () => {
  expect(problemsOf({ nameCard: "课".repeat(17) })).toEqual([
    {
      path: "input.nameCard",
      message: "is 51 bytes long in UTF-8; at most 50 are allowed",
      limit: 50,
      actual: 51,
    },
  ]);
});

test("bytes are counted after NFC, so a decomposed name is not refused for its spelling", () => {
  const decomposed = "e\u0301".repeat(25);
  expect(Buffer.byteLength(decomposed)).toBe(75);
  expect(readChange({ nameCard: decomposed })).toMatchObject({
    ok: true,
    value: { nameCard: "é".repeat(25) },
  });
});

test("bytes are counted after NFC also if NFC makes a text longer", () => {
  // U+0958 stays decomposed in NFC: 3 bytes become 6.
  expect(problemsOf({ nameCard: "\u0958".repeat(9) })).toMatchObject([{ limit: 50, actual: 54 }]);
});

test("an emoji family, a flag and a skin tone are kept whole or refused whole", () => {
  const family = "👩‍👩‍👧‍👦";
  expect(readChange({ nameCard: `${family}${family}` })).toMatchObject({
    ok: true,
    value: { nameCard: family + family },
  });
  expect(problemsOf({ nameCard: `${family}${family}a` })).toMatchObject([{ limit: 50, actual: 51 }]);
});

test.each([
  ["a NUL", "a\u0000b", "control"],
  ["a line feed", "a\nb", "control"],
  ["a DEL", "a\u007fb", "control"],
  ["a C1 control", "a\u0085b", "control"],
  ["a line separator", "a\u2028b", "control"],
  ["a paragraph separator", "a\u2029b", "control"],
  ["a direction embedding", "a\u202ab", "direction"],
  ["a direction override", "a\u202eb", "direction"],
  ["a direction isolate", "a\u2066b", "direction"],
  ["a pop direction isolate", "a\u2069b", "direction"],
  ["a zero-width space", "a\u200bb", "invisible"],
  ["a direction mark", "a\u200fb", "invisible"],
  ["an Arabic letter mark", "a\u061cb", "invisible"],
  ["a word joiner", "a\u2060b", "invisible"],
  ["a byte order mark", "\ufeffab", "invisible"],
  ["a soft hyphen", "a\u00adb", "invisible"],
  ["a Hangul filler", "\u3164", "invisible"],
  ["a Braille blank", "\u2800", "invisible"],
  ["the first half of a character", "a\ud83d", "half of a character"],
  ["the second half of a character", "\ude00a", "half of a character"],
  ["halves in the wrong order", "\ude00\ud83d", "half of a character"],
])("refuses a name card with %s and gives the reason", (_, nameCard, why) => {
  expect(problemsOf({ nameCard })).toEqual([
    { path: "input.nameCard", message: expect.stringContaining(why), limit: null, actual: null },
  ]);
});

test("reports every problem of one text", () => {
  const problems = problemsOf({ nameCard: `${"课".repeat(17)}\n\u202e\u200b` });
  expect(problems.map(({ message }) => message.slice(0, 24))).toHaveLength(4);
  expect(new Set(problems.map(({ path }) => path))).toEqual(new Set(["input.nameCard"]));
});

test.each([" ", "\u3000\u3000", "\u00a0", "\u200d", " \u200c "])(
  "a name card without visible characters (%j) is refused, with the way to clear it",
  (nameCard) => {
    expect(problemsOf({ nameCard })).toMatchObject([{ message: expect.stringContaining('send ""') }]);
  },
);

test("an empty name card clears it, and blank custom values are allowed", () => {
  expect(readChange({ nameCard: "", customFields: [{ key: "Seat", value: "  " }] })).toMatchObject({
    ok: true,
    value: { nameCard: "", customFields: [{ key: "Seat", value: "  " }] },
  });
});

test("no message repeats the input", () => {
  const problems = problemsOf({
    nameCard: `${"PLANTED".repeat(10)}\n`,
    customFields: [{ key: "PLANTED-and-too-long", value: "PLANTED".repeat(10) }],
  });
  expect(problems.length).toBeGreaterThan(3);
  expect(JSON.stringify(problems)).not.toContain("PLANTED");
});

test("a text whose NFC is allowed is not refused for its length before composing", () => {
  let longest = 0;
  for (let point = 0x20; point <= 0x10ffff; point += 1) {
    if (point >= 0xd800 && point <= 0xdfff) continue;
    const composed = String.fromCodePoint(point).normalize("NFC");
    longest = Math.max(longest, composed.normalize("NFD").length / Buffer.byteLength(composed));
  }
  expect(longest).toBe(1.5);
  const name = "ǖ".repeat(25).normalize("NFD");
  expect(name).toHaveLength(75);
  expect(problemsOf({ nameCard: name })).toEqual([]);
});
