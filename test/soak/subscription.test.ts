import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { sendTo } from "../support/app.js";
import { type WatchedOperation, watchOperation } from "../support/watched-operation.js";

const SECONDS = 90;

async function expectCompletion(watched: WatchedOperation): Promise<void> {
  await watched.goOn();
  await watched.stream.ended;
  expect(watched.stream.results.flatMap(({ errors = [] }) => errors)).toEqual([]);
  expect(watched.stream.results.at(-1)?.data).toMatchObject({
    bulkOperationProgressed: { state: "COMPLETED" },
  });
  expect((await sendTo(watched.gateway.url, "{ __typename }")).data).toEqual({ __typename: "Query" });
}

test("a subscription through the gateway lasts 90 s of real time, with and without events", async () => {
  await using quiet = await watchOperation();
  await using busy = await watchOperation();
  for (let second = 0; second < SECONDS; second += 10) {
    await busy.endItem();
    await wait(10_000);
  }
  expect(quiet.stream.results).toHaveLength(1);
  expect(busy.stream.results.length).toBeGreaterThan(5);
  await expectCompletion(quiet);
  await expectCompletion(busy);
});
