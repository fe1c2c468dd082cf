import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { startApp } from "../support/app.js";

const CANARY = "canary-database-password";
const RATE = 100;
const REPLICAS = 4;

/** An address of this machine at which nobody listens. */
async function deadAddress(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `127.0.0.1:${port}`;
}

test("with a database that is dead it starts, warns, calls at its share, and stops in order", async () => {
  const members = 60;
  const app = await startApp({
    school: aSchool({ groups: [aGroup({ id: "group-1", members: members + 1 })] }),
    env: {
      DATABASE_URL: `postgres://user:${CANARY}@${await deadAddress()}/none`,
      TENCENT_IM_CALLS_PER_SECOND: RATE.toString(),
      REPLICAS: REPLICAS.toString(),
    },
  });
  try {
    const inputs = Array.from({ length: 50 }, (_, index) => ({
      groupId: "group-1",
      userId: `student_${(index + 1).toString().padStart(3, "0")}`,
      nameCard: `Card ${index}`,
    }));
    const { updateGroupMembers } = await app.run<{ updateGroupMembers: { __typename: string }[] }>(
      "mutation ($inputs: [UpdateGroupMemberInput!]!) { updateGroupMembers(inputs: $inputs) { __typename } }",
      { inputs },
    );
    expect(new Set(updateGroupMembers.map(({ __typename }) => __typename))).toEqual(
      new Set(["UpdateGroupMemberSuccess"]),
    );
    const command = app.simulator.calls
      .totals()
      .find(({ operation }) => operation === "modify_group_member_info");
    expect(command?.total).toBe(inputs.length);
    expect(command?.highestInAnySecond).toBeLessThanOrEqual(RATE / REPLICAS);

    const warnings = app.log.with("no slots from the database: calling at this replica's share");
    expect(warnings).toMatchObject([{ budget: "tencent-im modify_group_member_info", replicas: REPLICAS }]);
    expect(
      app.log.with(
        "the database cannot be used; until it can, this replica calls the vendors at its share of their limits",
      ),
    ).toHaveLength(1);
  } finally {
    await app.close();
  }
  expect(app.log.text).not.toContain(CANARY);
});
