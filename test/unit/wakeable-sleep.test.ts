import { expect, test } from "vitest";
import { WakeableSleep } from "../../src/vendor/wakeable-sleep.js";
import { FakeClock } from "../support/fake-clock.js";

/** Records the state of a sleep. */
function watch(sleep: Promise<void>): { isOver: boolean } {
  const state = { isOver: false };
  void sleep.then(() => (state.isOver = true));
  return state;
}

test("sleeps for its time, unless it is woken", async () => {
  const clock = new FakeClock();
  const pause = new WakeableSleep(clock);
  const whole = watch(pause.sleep(1_000));
  await clock.advance(999);
  expect(whole.isOver).toBe(false);
  await clock.advance(1);
  expect(whole.isOver).toBe(true);

  const woken = watch(pause.sleep(1_000));
  pause.wake();
  await clock.advance(0);
  expect(woken.isOver).toBe(true);
  expect(clock.timers).toBe(0);
});

test("a wake without a sleeper ends the next sleep, and only that one", async () => {
  const clock = new FakeClock();
  const pause = new WakeableSleep(clock);
  pause.wake();
  pause.wake();
  await pause.sleep(1_000);
  const next = watch(pause.sleep(1_000));
  await clock.advance(500);
  expect(next.isOver).toBe(false);
});
