import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { studentAccount } from "../../src/simulator/names.js";
import { startApp } from "../support/app.js";
import { FakeClock } from "../support/fake-clock.js";
import { PATIENTLY } from "../support/patiently.js";

const CANARY = "canary-database-password";
const COMMAND = "modify_group_member_info";
const RATE = 100;
const REPLICAS = 4;
/** A fifth of the rate, divided by the replicas. */
const RESERVE = 5;
const CHANGES = 25;

/** A local address where nothing listens. */
async function deadAddress(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `127.0.0.1:${port}`;
}

test("with a dead database the server starts, warns, calls vendors at its reserve and stops in order", async () => {
  const clock = new FakeClock();
  const startedAt = clock.monotonicMs();
  const app = await startApp({
    clock,
    school: aSchool({ groups: [aGroup({ id: "group-1", members: CHANGES + 2 })] }),
    env: {
      DATABASE_URL: `postgres://user:${CANARY}@${await deadAddress()}/none`,
      TENCENT_IM_CALLS_PER_SECOND: RATE.toString(),
      REPLICAS: REPLICAS.toString(),
    },
  });
  const sent = () => app.simulator.calls.count({ operation: COMMAND });
  const answered = () => app.log.with("vendor call").filter((line) => line["operation"] === COMMAND).length;
  /** Advances the clock while no call is in flight. */
  const advance = async (ms: number) => {
    await expect.poll(() => answered() === sent(), PATIENTLY).toBe(true);
    await clock.advance(ms);
  };
  try {
    const update = async (from: number, count: number): Promise<string[]> => {
      const inputs = Array.from({ length: count }, (_, index) => ({
        groupId: "group-1",
        userId: studentAccount(from + index + 1),
        nameCard: `Card ${from + index}`,
      }));
      const state = { isDone: false };
      const updated = app
        .run<{ updateGroupMembers: { __typename: string }[] }>(
          "mutation ($inputs: [UpdateGroupMemberInput!]!) { updateGroupMembers(inputs: $inputs) { __typename } }",
          { inputs },
        )
        .finally(() => (state.isDone = true));
      const isDone = async () => {
        await advance(50);
        return state.isDone;
      };
      await expect.poll(isDone, PATIENTLY).toBe(true);
      return (await updated).updateGroupMembers.map(({ __typename }) => __typename);
    };
    // It waits first: the vendor may still count calls of a replica that it replaced.
    await expect.poll(() => update(0, 1), PATIENTLY).toEqual(["UpdateGroupMemberSuccess"]);
    expect(clock.monotonicMs() - startedAt).toBeGreaterThan(10_000);

    const before = sent();
    const beganAt = clock.monotonicMs();
    const outcomes = await update(1, CHANGES);
    const tookMs = clock.monotonicMs() - beganAt;
    expect(new Set(outcomes)).toEqual(new Set(["UpdateGroupMemberSuccess"]));
    expect(sent() - before).toBe(CHANGES);
    // The reserve is per second, and the calls of the first second go at once.
    expect(tookMs).toBeGreaterThanOrEqual((CHANGES / RESERVE - 1) * 1_000);

    expect(
      app.log.with(
        "the database does not answer: until it does, this replica calls the vendors only within its reserve",
      ),
    ).toMatchObject([{ replicas: REPLICAS }]);
  } finally {
    const closed = app.close();
    await clock.finish(closed).catch(() => closed);
  }
  expect(app.log.text).not.toContain(CANARY);
});
