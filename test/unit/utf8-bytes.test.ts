import fc from "fast-check";
import { expect, test } from "vitest";
import { utf8Bytes } from "../../src/input/utf8-bytes.js";

test("a text has as many bytes as Node's encoder writes, also with lone surrogates", () =>
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary-ascii" }), (one, other) => {
      const text = `${one}\ud83d${other}\ude00`;
      expect(utf8Bytes(text)).toBe(Buffer.byteLength(text, "utf8"));
    }),
  ));
