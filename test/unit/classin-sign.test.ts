import fc from "fast-check";
import { expect, test } from "vitest";
import { signClassin } from "../../src/classin/sign.js";
import { md5 } from "../support/md5.js";

test.each([
  ["testSecret01", 1_700_000_000, "0fbc3688e1bf369b744bc0c7485bd76b"],
  ["Mb7SR6H", 1_484_719_085, "d00e77997471d26fb068b01dccb2fd3a"],
])("signs with secret %s at %i as in ClassIn's documents", (secret, seconds, safeKey) => {
  expect(signClassin(secret, new Date(seconds * 1000))).toEqual({ timeStamp: String(seconds), safeKey });
});

test("the key is the MD5 of the secret directly followed by the sent timestamp in whole seconds", () => {
  const moments = fc.date({
    min: new Date("2001-09-09T01:46:40Z"),
    max: new Date("2100-01-01"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), moments, (secret, now) => {
      const { timeStamp, safeKey } = signClassin(secret, now);
      expect(timeStamp).toMatch(/^\d{10}$/);
      const age = now.getTime() - Number(timeStamp) * 1000;
      expect(age >= 0 && age < 1000).toBe(true);
      expect(safeKey).toBe(md5(secret + timeStamp));
    }),
  );
});

test("a secret with non-ASCII characters is hashed as UTF-8", () => {
  expect(signClassin("密钥", new Date(1_700_000_000_000)).safeKey).toBe(md5("密钥1700000000"));
});
