import fc from "fast-check";
import { expect, test } from "vitest";
import { type Asked, CALL_MS, PacerHarness } from "../../support/pacer-harness.js";

const rates = fc.integer({ min: 1, max: 200 });

/** The retry time in a refusal. */
function retryAfterMs(answer: Asked["answer"]): number {
  if (answer?.refused == null || answer.refused.why === "caller-left")
    throw new Error("Not refused by the limiter.");
  return answer.refused.retryAfterMs;
}

/** Asks again one second too early, which must fail, and one second later than needed, which must succeed. */
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

test("a wait that would pass the deadline is refused at once, with the time to retry", async () => {
  const waiting = fc.nat({ max: 300 });
  await fc.assert(
    fc.asyncProperty(rates, waiting, fc.nat({ max: 5000 }), async (callsPerSecond, waiting, timeoutMs) => {
      const harness = new PacerHarness(callsPerSecond);
      // The first uses up the saved permits, so that the others wait.
      harness.askMany(Math.ceil(callsPerSecond / 20) + waiting);
      const answer = await harness.askNow(timeoutMs);
      const last = harness.asked.at(-1);
      const granted = answer === null || answer.refused === null;
      if (granted) {
        // No caller waits past the deadline and is then refused.
        await harness.clock.advance(timeoutMs + 1000);
        expect(last?.answer).toMatchObject({ refused: null });
        return;
      }
      expect(answer.refused).toMatchObject({ why: "would-wait-too-long" });
      // After the wait, the call would need the time of its answer.
      expect(retryAfterMs(answer) + CALL_MS).toBeGreaterThanOrEqual(timeoutMs);
      await expectRightWithinASecond(harness, retryAfterMs(answer));
    }),
    { numRuns: 80 },
  );
});

test("a caller without time left is refused, even by an idle limiter", async () => {
  expect(await new PacerHarness(200).askNow(0)).toMatchObject({ refused: { why: "would-wait-too-long" } });
});

test("a caller whose deadline passed during a stall is refused, and uses no permit", async () => {
  const harness = new PacerHarness(1);
  const [first, late, patient] = [harness.ask(), harness.ask(2000), harness.ask()];
  await harness.clock.advance(100);
  await harness.clock.stall(3000);
  expect(first.answer).toMatchObject({ refused: null });
  expect(late.answer).toMatchObject({ refused: { why: "would-wait-too-long" } });
  expect(patient.answer).toMatchObject({ refused: null });
});

test("a caller whose time would end before the usual answer is refused, and uses no permit", async () => {
  const answerTo = async (timeoutMs: number) => {
    const harness = new PacerHarness(1);
    await harness.askNow();
    // The permit is free after 20 ms and a cooling second. The next answer would come 20 ms later.
    const asked = harness.ask(timeoutMs);
    await harness.clock.advance(3_000);
    return { answer: asked.answer, calls: harness.calls.length };
  };
  expect(await answerTo(1_040)).toMatchObject({
    answer: { refused: { why: "would-wait-too-long" } },
    calls: 1,
  });
  expect(await answerTo(1_100)).toMatchObject({ answer: { refused: null }, calls: 2 });
});

test("a refusal after a stall gives as good a time to retry as a refusal at once", async () => {
  const harness = new PacerHarness(10);
  harness.ask();
  const late = harness.ask(2000);
  harness.askMany(50);
  await harness.clock.stall(2500);
  expect(late.answer?.refused).toMatchObject({ why: "would-wait-too-long" });
  await expectRightWithinASecond(harness, retryAfterMs(late.answer));
});

test("a full queue refuses, with the time to retry, and accepts again once it has moved", async () => {
  const harness = new PacerHarness(10, 20);
  harness.askMany(21);
  const answer = await harness.askNow();
  expect(answer?.refused).toMatchObject({ why: "queue-full" });
  await expectRightWithinASecond(harness, retryAfterMs(answer));
});

test("a queue holds ten thousand callers, not one more", async () => {
  const harness = new PacerHarness(200);
  harness.askMany(10_100);
  expect(await harness.askNow()).toMatchObject({ refused: { why: "queue-full" } });
  expect(harness.asked.filter(({ answer }) => answer === null)).toHaveLength(10_000);
});

test("a caller who leaves is answered at once, and does not affect the others", async () => {
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

test("a caller who has already left gets no permit, even from an idle limiter", async () => {
  expect(await new PacerHarness(200).askGone()).toMatchObject({ refused: { why: "caller-left" } });
});

test("leaving after the permit was granted does not affect the others", async () => {
  const harness = new PacerHarness(10);
  const [first, second] = [harness.ask(), harness.ask()];
  await harness.clock.advance(0);
  first.leave();
  await harness.clock.advance(200);
  expect(second.answer).toMatchObject({ refused: null });
});
