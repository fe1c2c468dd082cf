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

const inTime = (clock: FakeClock, ms: number): Date => new Date(clock.now().getTime() + ms);

test("messages pass until the token expires; the one that is waited for then is the error, and it is the last", async () => {
  const clock = new FakeClock();
  const { stream, seen, push } = aStream();
  const ending = untilTokenExpires(stream, inTime(clock, 2_500), clock);
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

test("a token that expires while nobody waits ends the next wait", async () => {
  const clock = new FakeClock();
  const ending = untilTokenExpires(aStream().stream, inTime(clock, 1_000), clock);
  await clock.advance(1_000);
  await expect(ending.next()).rejects.toMatchObject(EXPIRED);
  expect(await ending.next()).toEqual({ done: true, value: undefined });
});

test("a wall clock that is set forward is noticed within a second", async () => {
  const clock = new FakeClock();
  const ending = untilTokenExpires(aStream().stream, inTime(clock, 3_600_000), clock);
  const next = ending.next().catch((error: unknown) => error);
  clock.setWall(inTime(clock, 3_600_000));
  await clock.advance(1_000);
  expect(await next).toMatchObject(EXPIRED);
});

test.each(["ends", "is left", "fails"])("nothing is left behind when the stream %s first", async (how) => {
  const clock = new FakeClock();
  const { stream, finish } = aStream();
  if (how === "fails") stream.next = () => Promise.reject(new Error("gone"));
  const ending = untilTokenExpires(stream, inTime(clock, 5_000), clock);
  const next = ending.next().catch((error: unknown) => error);
  if (how === "ends") finish();
  if (how === "is left") await ending.return?.();
  if (how === "fails") expect(await next).toEqual(new Error("gone"));
  else expect(await next).toEqual({ done: true, value: undefined });
  expect(clock.timers).toBe(0);
  expect(await ending.next()).toEqual({ done: true, value: undefined });
});
