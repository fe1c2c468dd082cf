import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createUserSigs } from "../../src/tencent-im/user-sig.js";
import { FakeClock } from "../support/fake-clock.js";
import { openUserSig, signatureOf } from "../support/user-sig.js";

const NEW_YEAR = new Date("2026-01-01T00:00:00Z");
const HOUR = 60 * 60 * 1000;

// The vendor's library reads the machine's clock itself.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NEW_YEAR });
});
afterEach(() => {
  vi.useRealTimers();
});

const SIGNER = {
  sdkAppId: 1400000001,
  secretKey: "local-test-secret-key-0123456789abcdef",
  admin: "administrator",
};

test("signs the known values as the vendor's library and a second implementation do", () => {
  const sigs = createUserSigs({ ...SIGNER, clock: new FakeClock(NEW_YEAR) });
  expect(openUserSig(sigs.current())).toEqual({
    "TLS.ver": "2.0",
    "TLS.identifier": "administrator",
    "TLS.sdkappid": 1400000001,
    "TLS.time": 1767225600,
    "TLS.expire": 86400,
    "TLS.sig": "ik6MHJVvqe5n3caXyfTAqvAMcU2nCDTQ7WQaDy5p1ks=",
  });
});

test("with any key, app and administrator, a signature names its user and is signed with the key", () => {
  const admins = fc.stringMatching(/^[A-Za-z0-9_-]{1,32}$/);
  const keys = fc.string({ unit: "binary", minLength: 1, maxLength: 100 });
  fc.assert(
    fc.property(keys, fc.integer({ min: 1, max: 2 ** 32 - 1 }), admins, (secretKey, sdkAppId, admin) => {
      const userSig = createUserSigs({
        sdkAppId,
        secretKey,
        admin,
        clock: new FakeClock(NEW_YEAR),
      }).current();
      // Needs no escaping in a URL.
      expect(userSig).toMatch(/^[A-Za-z0-9*_-]+$/);
      const ticket = openUserSig(userSig);
      expect(ticket).toMatchObject({ "TLS.ver": "2.0", "TLS.identifier": admin, "TLS.sdkappid": sdkAppId });
      expect(ticket["TLS.sig"]).toBe(signatureOf(ticket, secretKey));
    }),
  );
});

test("one signature is used for three quarters of its day, then replaced", async () => {
  const clock = new FakeClock(NEW_YEAR);
  const sigs = createUserSigs({ ...SIGNER, clock });
  const pass = async (ms: number) => {
    await clock.advance(ms);
    vi.setSystemTime(clock.now());
  };
  const first = sigs.current();
  await pass(18 * HOUR - 1);
  expect(sigs.current()).toBe(first);
  await pass(1);
  const second = sigs.current();
  expect(openUserSig(second)["TLS.time"] - openUserSig(first)["TLS.time"]).toBe(18 * 60 * 60);
  await pass(18 * HOUR - 1);
  expect(sigs.current()).toBe(second);
});

test("setting the wall clock back does not keep an old signature in use", async () => {
  const clock = new FakeClock(NEW_YEAR);
  const sigs = createUserSigs({ ...SIGNER, clock });
  const first = sigs.current();
  await clock.advance(18 * HOUR);
  clock.setWall(new Date("2025-12-31T00:00:00Z"));
  vi.setSystemTime(clock.now());
  expect(sigs.current()).not.toBe(first);
});

test("drops the refused signature, and only that one", () => {
  const sigs = createUserSigs({ ...SIGNER, clock: new FakeClock(NEW_YEAR) });
  const refused = sigs.current();
  vi.setSystemTime(NEW_YEAR.getTime() + 1000);
  sigs.drop(refused);
  const renewed = sigs.current();
  expect(renewed).not.toBe(refused);

  vi.setSystemTime(NEW_YEAR.getTime() + 2000);
  // Many calls may be refused at once. The later ones must not drop the signature that the first one renewed.
  sigs.drop(refused);
  expect(sigs.current()).toBe(renewed);
  sigs.drop("never made here");
  expect(sigs.current()).toBe(renewed);
});
