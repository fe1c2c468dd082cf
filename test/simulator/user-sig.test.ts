import { expect, test } from "vitest";
import { handMadeUserSig, nowSeconds, packed, simulate, tencent } from "./support.js";

const BY_NODE =
  "eJw1yl0LgjAYBeD-8l6HbEu3GHQhehGRF5J93A4340VccxuSRP890Dp35znnDc3pnEzGgwSWENgsHbWxETtcWOkBLYboVXz63yHoXjmHGiRNyRq6LhEHA5IKLhjLOCGrmpdDb0DuePqngA*QgD2vDsfrNJrMblt1n7smH6e8ai-MFmVTi1utyjlztA97*HwBxa80bw__";
const BY_PYTHON =
  "eJyrVgrxCdYrSy1SslIy0jNQ0gHzM1NS80oy0zLBwokpuZl5mcUlRYkl*UVQBcUp2YkFBZkpSlaGJgYQYAiRKcnMTQWKmpuZGxmZmhkYQERTKwoyi4DiFmYmMKHizHSg4ZnZZr4eXmFlhammecbJiRGVaSGOhWWOvsmhRnnOLiGB5uGBiS6VpgWG2cW2SrUAxa80bw__";
const request = { GroupId: "course-561294", User_Account: ["bob"] };
const at = (seconds: number) => ({ now: () => new Date(seconds * 1000) });

test.each([
  ["Node's zlib", BY_NODE],
  ["Python's zlib", BY_PYTHON],
])("the known signature packed by %s is valid until its last second", async (_, usersig) => {
  for (const [seconds, code] of [
    [1767225601, 0],
    [1767311999, 0],
    [1767312000, 70001],
    [1767312001, 70001],
  ] as const) {
    await using simulator = await simulate(at(seconds));
    expect(await tencent(simulator, "get_role_in_group", request, { usersig })).toMatchObject({
      ErrorCode: code,
    });
  }
});

test.each([
  ["another identifier", { identifier: "admin" }, 70013],
  ["another app", { sdkappid: "1400000002" }, 70014],
])("the known signature is refused when sent with %s", async (_, query, code) => {
  await using simulator = await simulate(at(1767225601));
  const answer = await tencent(simulator, "get_role_in_group", request, { usersig: BY_NODE, ...query });
  expect(answer.ErrorCode).toBe(code);
});

test.each([
  ["is missing", { usersig: undefined }, 70002],
  ["is empty", { usersig: "" }, 70002],
  ["is not the vendor's Base64", { usersig: "%%%" }, 70003],
  ["uses the usual URL-safe alphabet", { usersig: BY_NODE.replaceAll("_", "") }, 70003],
  ["is cut off", { usersig: BY_NODE.slice(0, 100) }, 70003],
  ["contains something else", { usersig: packed('{"TLS.ver":"2.0"}') }, 70003],
  [
    "inflates to more than any real ticket",
    { usersig: packed(JSON.stringify({ pad: "x".repeat(1_000_000) })) },
    70003,
  ],
  ["was made with another key", { usersig: handMadeUserSig({ key: "another" }) }, 70009],
  ["has expired", { usersig: handMadeUserSig({ time: nowSeconds - 86400 }) }, 70001],
  [
    "is for a user who is not an admin",
    { usersig: handMadeUserSig({ identifier: "bob" }), identifier: "bob" },
    60010,
  ],
  [
    "is for an app that does not exist",
    { usersig: handMadeUserSig({ sdkAppId: 1400000009 }), sdkappid: "1400000009" },
    70020,
  ],
])("refuses a call whose usersig %s", async (_, query, code) => {
  await using simulator = await simulate();
  expect((await tencent(simulator, "get_role_in_group", request, query)).ErrorCode).toBe(code);
});

test("a ticket whose values were changed after signing is refused", async () => {
  await using simulator = await simulate();
  const ticket = {
    "TLS.ver": "2.0",
    "TLS.identifier": "administrator",
    "TLS.sdkappid": 1400000001,
    "TLS.time": 1767225600,
    "TLS.expire": 864000000,
    "TLS.sig": "ik6MHJVvqe5n3caXyfTAqvAMcU2nCDTQ7WQaDy5p1ks=",
  };
  const usersig = packed(JSON.stringify(ticket));
  expect((await tencent(simulator, "get_role_in_group", request, { usersig })).ErrorCode).toBe(70009);
});

test("five bad signatures within ten seconds lock the app for a minute, for good signatures too", async () => {
  await using simulator = await simulate();
  const usersig = handMadeUserSig({ key: "another" });
  const code = async (query = {}) =>
    (await tencent(simulator, "get_role_in_group", request, query)).ErrorCode;
  for (let attempt = 1; attempt <= 5; attempt++) {
    simulator.time.monotonicMs += 2000;
    expect(await code({ usersig })).toBe(70009);
  }
  expect(await code()).toBe(70050);
  simulator.time.monotonicMs += 59_999;
  expect(await code({ usersig })).toBe(70050);
  simulator.time.monotonicMs += 1;
  expect(await code()).toBe(0);
});

test("bad signatures far apart do not lock the app", async () => {
  await using simulator = await simulate();
  const usersig = handMadeUserSig({ key: "another" });
  for (let attempt = 1; attempt <= 8; attempt++) {
    simulator.time.monotonicMs += 2501;
    expect((await tencent(simulator, "get_role_in_group", request, { usersig })).ErrorCode).toBe(70009);
  }
  expect((await tencent(simulator, "get_role_in_group", request)).ErrorCode).toBe(0);
});

test("the lock can be switched off", async () => {
  await using simulator = await simulate({ choices: { signatureLock: null } });
  const usersig = handMadeUserSig({ key: "another" });
  for (let attempt = 1; attempt <= 6; attempt++)
    await tencent(simulator, "get_role_in_group", request, { usersig });
  expect((await tencent(simulator, "get_role_in_group", request)).ErrorCode).toBe(0);
});
