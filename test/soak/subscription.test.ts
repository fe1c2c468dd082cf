import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { sendTo } from "../support/app.js";
import { type WatchedOperation, watchOperation } from "../support/watched-operation.js";

const SECONDS = 90;

async function ends(watched: WatchedOperation): Promise<void> {
  await watched.goOn();
  await watched.stream.ended;
  expect(watched.stream.results.flatMap(({ errors = [] }) => errors)).toEqual([]);
  expect(watched.stream.results.at(-1)?.data).toMatchObject({
    bulkOperationProgressed: { state: "COMPLETED" },
  });
  expect((await sendTo(watched.gateway.url, "{ __typename }")).data).toEqual({ __typename: "Query" });
}

test("a subscription through the gateway lives for 90 s of real time, with news and without", async () => {
  await using quiet = await watchOperation();
  await using busy = await watchOperation();
  for (let second = 0; second < SECONDS; second += 10) {
    await busy.endItem();
    await wait(10_000);
  }
  expect(quiet.stream.results).toHaveLength(1);
  expect(busy.stream.results.length).toBeGreaterThan(5);
  await ends(quiet);
  await ends(busy);
});
