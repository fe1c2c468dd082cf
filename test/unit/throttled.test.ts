import { expect, test } from "vitest";
import { rowForCode } from "../../src/tencent-im/error-code.js";
import { adviceFor } from "../../src/vendor/code-table.js";
import { play, scriptedPacer } from "../support/scripted-call.js";

test("the codes that say `too often` slow calls down, and no others do", () => {
  const codes = Array.from({ length: 90_000 }, (_, code) => code);
  expect(codes.filter((code) => adviceFor(rowForCode(code)).throttled)).toEqual([
    10006, 60007, 60011, 60018, 60019,
  ]);
});

test("each throttle answer is told to the pacer, other answers are not", async () => {
  const slowedBy = async (throttled: boolean) => {
    let pacer: ReturnType<typeof scriptedPacer> | undefined;
    await play({
      script: [{ times: 2, throttled }],
      pacer: (clock) => (pacer = scriptedPacer(clock, [0])),
    });
    return pacer?.slowedDown;
  };
  expect(await slowedBy(true)).toBe(3);
  expect(await slowedBy(false)).toBe(0);
});
