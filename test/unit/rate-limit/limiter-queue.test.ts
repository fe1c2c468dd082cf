import fc from "fast-check";
import { expect, test } from "vitest";
import { type Asked, PacerHarness } from "../../support/pacer-harness.js";

const rates = fc.integer({ min: 1, max: 200 });

/** What a refusal tells about coming back. */
function retryAfterMs(answer: Asked["answer"]): number {
  if (answer?.refused == null || answer.refused.why === "caller-left")
    throw new Error("Not refused by the limiter.");
  return answer.refused.retryAfterMs;
}

/** Comes back a second too early, which must be in vain, and a second late, which must not. */
async function expectRightWithinASecond(harness: PacerHarness, afterMs: number): Promise<void> {
  const early = Math.max(0, afterMs - 1000);
  await harness.clock.advance(early);
  if (early > 0) {
    const tooEarly = harness.ask();
    await harness.clock.advance(0);
    expect(tooEarly.answer).toBe(null);
    tooEarly.leave();
  }
  await harness.clock.advance(afterMs - early + 1000);
  expect(await harness.askNow()).toMatchObject({ refused: null });
}

test("a wait that would pass the deadline is refused at once, and told when to come back", async () => {
  const waiting = fc.nat({ max: 300 });
  await fc.assert(
    fc.asyncProperty(rates, waiting, fc.nat({ max: 5000 }), async (callsPerSecond, waiting, timeoutMs) => {
      const harness = new PacerHarness(callsPerSecond);
      // The first takes what was saved up, so that the others do wait.
      harness.askMany(Math.ceil(callsPerSecond / 20) + waiting);
      const answer = await harness.askNow(timeoutMs);
      const last = harness.asked.at(-1);
      const granted = answer === null || answer.refused === null;
      if (granted) {
        // Nobody is made to wait past the deadline and then sent away.
        await harness.clock.advance(timeoutMs + 1000);
        expect(last?.answer).toMatchObject({ refused: null });
        return;
      }
      expect(answer.refused).toMatchObject({ why: "would-wait-too-long" });
      expect(retryAfterMs(answer)).toBeGreaterThanOrEqual(timeoutMs);
      await expectRightWithinASecond(harness, retryAfterMs(answer));
    }),
    { numRuns: 80 },
  );
});

test("no time left at all is refused, even by a limiter at rest", async () => {
  expect(await new PacerHarness(200).askNow(0)).toMatchObject({ refused: { why: "would-wait-too-long" } });
});

test("who has waited past the deadline because the loop stalled is refused, and spends no permit", async () => {
  const harness = new PacerHarness(1);
  const [first, late, patient] = [harness.ask(), harness.ask(2000), harness.ask()];
  await harness.clock.advance(100);
  await harness.clock.stall(3000);
  expect(first.answer).toMatchObject({ refused: null });
  expect(late.answer).toMatchObject({ refused: { why: "would-wait-too-long" } });
  expect(patient.answer).toMatchObject({ refused: null });
});

test("who is refused after a stall is told when to come back as well as who is refused at once", async () => {
  const harness = new PacerHarness(10);
  harness.ask();
  const late = harness.ask(2000);
  harness.askMany(50);
  await harness.clock.stall(2500);
  expect(late.answer?.refused).toMatchObject({ why: "would-wait-too-long" });
  await expectRightWithinASecond(harness, retryAfterMs(late.answer));
});

test("a full queue refuses, tells when to come back, and takes others again once it has moved", async () => {
  const harness = new PacerHarness(10, 20);
  harness.askMany(21);
  const answer = await harness.askNow();
  expect(answer?.refused).toMatchObject({ why: "queue-full" });
  await expectRightWithinASecond(harness, retryAfterMs(answer));
});

test("a queue holds ten thousand and not one more", async () => {
  const harness = new PacerHarness(200);
  harness.askMany(10_100);
  expect(await harness.askNow()).toMatchObject({ refused: { why: "queue-full" } });
  expect(harness.asked.filter(({ answer }) => answer === null)).toHaveLength(10_000);
});

test("who leaves is let go at once, and the others are served as if that one had never come", async () => {
  const leavers = fc.array(fc.boolean(), { minLength: 1, maxLength: 80 });
  await fc.assert(
    fc.asyncProperty(rates, leavers, async (callsPerSecond, leavers) => {
      const crowded = new PacerHarness(callsPerSecond);
      const calm = new PacerHarness(callsPerSecond);
      const burst = Math.ceil(callsPerSecond / 20) + 1;
      crowded.askMany(burst);
      calm.askMany(burst);

      const patient = leavers.map((leaves) => ({ leaves, asked: crowded.ask() }));
      calm.askMany(leavers.filter((leaves) => !leaves).length);
      for (const { leaves, asked } of patient) if (leaves) asked.leave();
      await crowded.clock.advance(0);
      for (const { leaves, asked } of patient) {
        if (leaves) expect(asked.answer).toMatchObject({ refused: { why: "caller-left" } });
      }
      await crowded.clock.advance(100_000);
      await calm.clock.advance(100_000);
      expect(crowded.grants).toEqual(calm.grants);
    }),
    { numRuns: 50 },
  );
});

test("who has left already gets no permit, even of a limiter at rest", async () => {
  expect(await new PacerHarness(200).askGone()).toMatchObject({ refused: { why: "caller-left" } });
});

test("leaving after the permit was granted takes nothing from the others", async () => {
  const harness = new PacerHarness(10);
  const [first, second] = [harness.ask(), harness.ask()];
  await harness.clock.advance(0);
  first.leave();
  await harness.clock.advance(200);
  expect(second.answer).toMatchObject({ refused: null });
});
