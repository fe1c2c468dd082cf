import fc from "fast-check";
import { expect, test } from "vitest";
import { RateLimit } from "../../src/simulator/rate-limit.js";
import { handMadeUserSig, simulate, tencent } from "./support.js";

const request = { GroupId: "course-561294", User_Account: ["bob"] };

test("accepts 200 calls of a command in any second, and refuses the next", async () => {
  await using simulator = await simulate();
  const burst = async (calls: number) => {
    const answers = await Promise.all(
      Array.from({ length: calls }, () => tencent(simulator, "get_role_in_group", request)),
    );
    return answers.map(({ ErrorCode }) => ErrorCode);
  };
  simulator.time.monotonicMs = 600;
  expect(new Set(await burst(200))).toEqual(new Set([0]));
  expect(await burst(1)).toEqual([60007]);
  // A fixed window would reset at 1000. This one slides, and includes its end, so 1600 is still in it.
  for (const at of [1000, 1599, 1600]) {
    simulator.time.monotonicMs = at;
    expect(await burst(1)).toEqual([60007]);
  }
  simulator.time.monotonicMs = 1601;
  expect(await burst(1)).toEqual([0]);
  expect(simulator.calls.count({ operation: "get_role_in_group" })).toBe(205);
  // Refused calls count as arrivals: 200 + 1 at 600, and those up to 1599.
  expect(simulator.calls.highestInAnySecond("get_role_in_group")).toBe(203);
});

test("counts each command separately", async () => {
  await using simulator = await simulate({ choices: { callsPerSecond: 1 } });
  expect(await tencent(simulator, "get_role_in_group", request)).toMatchObject({ ErrorCode: 0 });
  expect(await tencent(simulator, "get_role_in_group", request)).toMatchObject({ ErrorCode: 60007 });
  expect(await tencent(simulator, "get_group_info", { GroupIdList: ["x"] })).toMatchObject({ ErrorCode: 0 });
});

test.each([
  ["old", 60011],
  ["new", 60018],
] as const)("can limit the whole app, with its own code: of the %s codes %i", async (gateCodes, code) => {
  await using simulator = await simulate({ choices: { callsPerSecondOfApp: 1, gateCodes } });
  expect(await tencent(simulator, "get_role_in_group", request)).toMatchObject({ ErrorCode: 0 });
  expect(await tencent(simulator, "get_group_info", { GroupIdList: ["x"] })).toMatchObject({
    ErrorCode: code,
  });
});

test("calls with an invalid signature do not count against the app's limit", async () => {
  await using simulator = await simulate({ choices: { callsPerSecond: 1 } });
  const usersig = handMadeUserSig({ key: "another" });
  await tencent(simulator, "get_role_in_group", request, { usersig });
  expect(await tencent(simulator, "get_role_in_group", request)).toMatchObject({ ErrorCode: 0 });
});

test("no second, ends included, holds more than the limit, and no call is refused without need", () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 120 });
  fc.assert(
    fc.property(gaps, fc.integer({ min: 1, max: 5 }), (steps, limit) => {
      const rate = new RateLimit(limit);
      const granted: number[] = [];
      let at = 0;
      for (const step of steps) {
        at += step;
        const inWindow = granted.filter((time) => time >= at - 1000 && time <= at).length;
        const admitted = rate.admits(at);
        expect(admitted).toBe(inWindow < limit);
        if (admitted) granted.push(at);
      }
    }),
  );
});
