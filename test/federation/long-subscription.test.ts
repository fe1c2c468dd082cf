import { afterEach, expect, test, vi } from "vitest";
import { sendTo } from "../support/app.js";
import { watchOperation } from "../support/watched-operation.js";

afterEach(() => {
  vi.useRealTimers();
});

const MINUTE_S = 60;

/** Advances all timers of this process. Sockets get time after each second. */
async function pass(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    await vi.advanceTimersByTimeAsync(1_000);
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }
}

test("a subscription through the gateway lasts ten minutes without messages, then gets the end", async () => {
  vi.useFakeTimers({
    toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"],
    shouldAdvanceTime: true,
  });
  await using watched = await watchOperation();
  const { stream, gateway } = watched;
  await expect.poll(() => stream.results.length).toBe(1);
  await pass(10 * MINUTE_S);
  expect(stream.results).toHaveLength(1);
  await watched.goOn();
  await stream.ended;
  expect(stream.results.flatMap(({ errors = [] }) => errors)).toEqual([]);
  expect(stream.results.at(-1)?.data).toMatchObject({ bulkOperationProgressed: { state: "COMPLETED" } });
  expect((await sendTo(gateway.url, "{ __typename }")).data).toEqual({ __typename: "Query" });
});

test("a subscription through the gateway lasts ten minutes with messages", async () => {
  vi.useFakeTimers({
    toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"],
    shouldAdvanceTime: true,
  });
  await using watched = await watchOperation();
  const { stream, gateway } = watched;
  for (let minute = 0; minute < 10; minute += 1) {
    await watched.endItem();
    await pass(MINUTE_S);
    await expect.poll(() => stream.results.length).toBeGreaterThan(minute);
  }
  await watched.goOn();
  await stream.ended;
  expect(stream.results.flatMap(({ errors = [] }) => errors)).toEqual([]);
  expect(stream.results.at(-1)?.data).toMatchObject({ bulkOperationProgressed: { state: "COMPLETED" } });
  expect((await sendTo(gateway.url, "{ __typename }")).data).toEqual({ __typename: "Query" });
});
