import { expect, test } from "vitest";
import { SyncClassNicknamesDocument } from "../operations/generated/graphql.js";
import { startApp } from "../support/app.js";

test.each([21 * 60_000, -21 * 60_000])(
  "a clock that is %i ms off is reported to the operator with the refusal",
  async (ms) => {
    await using app = await startApp();
    app.simulator.world.clock.skewMs = ms;
    const { syncClassNicknames } = await app.run(SyncClassNicknamesDocument, { courseId: "561294" });
    expect(syncClassNicknames).toMatchObject({ __typename: "VendorMisconfiguredError", vendorCode: 102 });
    const [refused] = app.log.with("vendor call refused");
    expect(Math.abs(Number(refused?.["vendorClockAheadMs"]) - ms)).toBeLessThan(10_000);
    expect(app.log.text).toMatch(/clock and ClassIn's differ by 12\d\d s/);
  },
);

test("the log warns of two minutes once, before any call fails", async () => {
  await using app = await startApp();
  app.simulator.world.clock.skewMs = 150_000;
  for (let times = 0; times < 3; times += 1) {
    const { syncClassNicknames } = await app.run(SyncClassNicknamesDocument, { courseId: "561294" });
    expect(syncClassNicknames.__typename).toBe("SyncClassNicknamesSuccess");
  }
  expect(app.log.text.match(/clock and ClassIn's differ/g)).toHaveLength(1);
});
