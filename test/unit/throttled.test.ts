import { expect, test } from "vitest";
import { rowForCode } from "../../src/tencent-im/error-code.js";
import { adviceFor } from "../../src/vendor/code-table.js";
import { play, scriptedLimiter } from "../support/scripted-call.js";

test("only the codes that mean `too often` slow calls down", () => {
  const codes = Array.from({ length: 90_000 }, (_, code) => code);
  expect(codes.filter((code) => adviceFor(rowForCode(code)).throttled)).toEqual([
    10006, 60007, 60011, 60018, 60019,
  ]);
});

test("each throttling answer is reported to the limiter, other answers are not", async () => {
  const throttledBy = async (throttled: boolean) => {
    let limiter: ReturnType<typeof scriptedLimiter> | undefined;
    await play({
      script: [{ times: 2, throttled }],
      limiter: (clock) => (limiter = scriptedLimiter(clock, [0])),
    });
    return limiter?.timesThrottled;
  };
  expect(await throttledBy(true)).toBe(3);
  expect(await throttledBy(false)).toBe(0);
});
