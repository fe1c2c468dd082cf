import { expect, test } from "vitest";
import { untilTokenExpires } from "../../src/auth/token-expiry.js";
import { FakeClock } from "../support/fake-clock.js";

const EXPIRED = { extensions: { code: "UNAUTHENTICATED", reason: "TOKEN_EXPIRED" } };

/** A stream whose messages a test pushes. */
function aStream() {
  const waiting: ((step: IteratorResult<number, undefined>) => void)[] = [];
  const seen = { returns: 0 };
  const finish = () => waiting.splice(0).forEach((resolve) => resolve({ done: true, value: undefined }));
  const stream: AsyncIterableIterator<number> = {
    next: () => new Promise((resolve) => waiting.push(resolve)),
    async return() {
      seen.returns += 1;
      finish();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => stream,
  };
  return { stream, seen, finish, push: (value: number) => waiting.shift()?.({ done: false, value }) };
}

const dateIn = (clock: FakeClock, ms: number): Date => new Date(clock.now().getTime() + ms);

test("messages pass until the token expires; then the pending read fails and the stream ends", async () => {
  const clock = new FakeClock();
  const { stream, seen, push } = aStream();
  const ending = untilTokenExpires(stream, dateIn(clock, 2_500), clock);
  const first = ending.next();
  push(7);
  expect(await first).toEqual({ done: false, value: 7 });
  const second = ending.next().catch((error: unknown) => error);
  await clock.advance(2_499);
  expect(seen.returns).toBe(0);
  await clock.advance(1);
  expect(await second).toMatchObject(EXPIRED);
  expect(await ending.next()).toEqual({ done: true, value: undefined });
  expect([seen.returns, clock.timers]).toEqual([1, 0]);
});

test("a token that expires between reads fails the next read", async () => {
  const clock = new FakeClock();
  const ending = untilTokenExpires(aStream().stream, dateIn(clock, 1_000), clock);
  await clock.advance(1_000);
  await expect(ending.next()).rejects.toMatchObject(EXPIRED);
  expect(await ending.next()).toEqual({ done: true, value: undefined });
});

test("a wall clock that is set forward is noticed within a second", async () => {
  const clock = new FakeClock();
  const ending = untilTokenExpires(aStream().stream, dateIn(clock, 3_600_000), clock);
  const next = ending.next().catch((error: unknown) => error);
  clock.setWall(dateIn(clock, 3_600_000));
  await clock.advance(1_000);
  expect(await next).toMatchObject(EXPIRED);
});

test.each(["ends", "is closed", "fails"])("no timer remains if the stream %s first", async (way) => {
  const clock = new FakeClock();
  const { stream, finish } = aStream();
  if (way === "fails") stream.next = () => Promise.reject(new Error("gone"));
  const ending = untilTokenExpires(stream, dateIn(clock, 5_000), clock);
  const next = ending.next().catch((error: unknown) => error);
  if (way === "ends") finish();
  if (way === "is closed") await ending.return?.();
  if (way === "fails") expect(await next).toEqual(new Error("gone"));
  else expect(await next).toEqual({ done: true, value: undefined });
  expect(clock.timers).toBe(0);
  expect(await ending.next()).toEqual({ done: true, value: undefined });
});
