import fc from "fast-check";
import { expect, test } from "vitest";
import { type Asked, LimiterDesk } from "../../support/limiter-desk.js";

const rates = fc.integer({ min: 1, max: 200 });

/** What a refusal tells about coming back. */
function retryAfterMs(told: Asked["told"]): number {
  if (told?.refused == null || told.refused.why === "caller-left")
    throw new Error("Not refused by the limiter.");
  return told.refused.retryAfterMs;
}

/** Comes back a second too early, which must be in vain, and a second late, which must not. */
async function expectRightWithinASecond(desk: LimiterDesk, afterMs: number): Promise<void> {
  const early = Math.max(0, afterMs - 1000);
  await desk.clock.advance(early);
  if (early > 0) {
    const tooEarly = desk.ask();
    await desk.clock.advance(0);
    expect(tooEarly.told).toBe(null);
    tooEarly.leave();
  }
  await desk.clock.advance(afterMs - early + 1000);
  expect(await desk.askNow()).toMatchObject({ refused: null });
}

test("a wait that would pass the deadline is refused at once, and told when to come back", async () => {
  const waiting = fc.nat({ max: 300 });
  await fc.assert(
    fc.asyncProperty(rates, waiting, fc.nat({ max: 5000 }), async (callsPerSecond, waiting, timeoutMs) => {
      const desk = new LimiterDesk(callsPerSecond);
      // The first takes what was saved up, so that the others do wait.
      desk.askMany(Math.ceil(callsPerSecond / 20) + waiting);
      const told = await desk.askNow(timeoutMs);
      const last = desk.asked.at(-1);
      const granted = told === null || told.refused === null;
      if (granted) {
        // Nobody is made to wait past the deadline and then sent away.
        await desk.clock.advance(timeoutMs + 1000);
        expect(last?.told).toMatchObject({ refused: null });
        return;
      }
      expect(told.refused).toMatchObject({ why: "would-wait-too-long" });
      expect(retryAfterMs(told)).toBeGreaterThanOrEqual(timeoutMs);
      await expectRightWithinASecond(desk, retryAfterMs(told));
    }),
    { numRuns: 80 },
  );
});

test("no time left at all is refused, even by a limiter at rest", async () => {
  expect(await new LimiterDesk(200).askNow(0)).toMatchObject({ refused: { why: "would-wait-too-long" } });
});

test("who has waited past the deadline because the loop stalled is refused, and spends no permit", async () => {
  const desk = new LimiterDesk(1);
  const [first, late, patient] = [desk.ask(), desk.ask(2000), desk.ask()];
  await desk.clock.advance(100);
  await desk.clock.stall(3000);
  expect(first.told).toMatchObject({ refused: null });
  expect(late.told).toMatchObject({ refused: { why: "would-wait-too-long" } });
  expect(patient.told).toMatchObject({ refused: null });
});

test("who is refused after a stall is told when to come back as well as who is refused at once", async () => {
  const desk = new LimiterDesk(10);
  desk.ask();
  const late = desk.ask(2000);
  desk.askMany(50);
  await desk.clock.stall(2500);
  expect(late.told?.refused).toMatchObject({ why: "would-wait-too-long" });
  await expectRightWithinASecond(desk, retryAfterMs(late.told));
});

test("a full queue refuses, tells when to come back, and takes others again once it has moved", async () => {
  const desk = new LimiterDesk(10, 20);
  desk.askMany(21);
  const told = await desk.askNow();
  expect(told?.refused).toMatchObject({ why: "queue-full" });
  await expectRightWithinASecond(desk, retryAfterMs(told));
});

test("a queue holds ten thousand and not one more", async () => {
  const desk = new LimiterDesk(200);
  desk.askMany(10_100);
  expect(await desk.askNow()).toMatchObject({ refused: { why: "queue-full" } });
  expect(desk.asked.filter(({ told }) => told === null)).toHaveLength(10_000);
});

test("who leaves is let go at once, and the others are served as if that one had never come", async () => {
  const leavers = fc.array(fc.boolean(), { minLength: 1, maxLength: 80 });
  await fc.assert(
    fc.asyncProperty(rates, leavers, async (callsPerSecond, leavers) => {
      const crowded = new LimiterDesk(callsPerSecond);
      const calm = new LimiterDesk(callsPerSecond);
      const burst = Math.ceil(callsPerSecond / 20) + 1;
      crowded.askMany(burst);
      calm.askMany(burst);

      const patient = leavers.map((leaves) => ({ leaves, asked: crowded.ask() }));
      calm.askMany(leavers.filter((leaves) => !leaves).length);
      for (const { leaves, asked } of patient) if (leaves) asked.leave();
      await crowded.clock.advance(0);
      for (const { leaves, asked } of patient) {
        if (leaves) expect(asked.told).toMatchObject({ refused: { why: "caller-left" } });
      }
      await crowded.clock.advance(100_000);
      await calm.clock.advance(100_000);
      expect(crowded.grants).toEqual(calm.grants);
    }),
    { numRuns: 50 },
  );
});

test("who has left already gets no permit, even of a limiter at rest", async () => {
  expect(await new LimiterDesk(200).askGone()).toMatchObject({ refused: { why: "caller-left" } });
});

test("leaving after the permit was granted takes nothing from the others", async () => {
  const desk = new LimiterDesk(10);
  const [first, second] = [desk.ask(), desk.ask()];
  await desk.clock.advance(0);
  first.leave();
  await desk.clock.advance(200);
  expect(second.told).toMatchObject({ refused: null });
});
