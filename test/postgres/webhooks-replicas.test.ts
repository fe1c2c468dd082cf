import { afterAll, beforeAll, expect, test } from "vitest";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import { startApp, type TestApp } from "../support/app.js";
import { PATIENTLY } from "../support/patiently.js";
import { type Postgres, startPostgres } from "../support/postgres.js";
import { TOKEN } from "../support/webhooks.js";

const GROUP = "course-1001";
const CARDS = `{ group(id: "${GROUP}") { members(first: 50) { nodes { userId nameCard asOf } } } }`;

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres[Symbol.asyncDispose]());

const cardOf = async (app: TestApp, userId: string) =>
  (await app.run<any>(CARDS)).group.members.nodes.find((node: any) => node.userId === userId)?.nameCard;

test("a member whom a webhook reports is read with the new card through every replica", async () => {
  const env = {
    DATABASE_URL: postgres.url,
    REPLICAS: "2",
    TENCENT_IM_WEBHOOK_TOKEN: TOKEN,
    WEBHOOKS_PORT: "0",
    // So long that nothing becomes too old here.
    READ_MAX_AGE_SECONDS: "3600",
  };
  const school = aSchool({
    courses: [aCourse({ id: "1001" })],
    groups: [aGroup({ id: GROUP, members: [{ userId: "stu_1", nameCard: "Ann" }] })],
  });
  await using one = await startApp({ school, webhooks: { tencentToken: TOKEN }, env });
  const { url } = one.simulator;
  await using two = await startApp({ school, env: { ...env, CLASSIN_URL: url, TENCENT_IM_URL: url } });
  const { webhooks } = one.simulator;
  for (const [nameCard, receiver] of [
    ["🐱", one],
    ["Bob", two],
    ["Cy", one],
  ] as const) {
    webhooks.sendTo(receiver.webhooksUrl ?? "");
    await Promise.all([one, two].map((app) => cardOf(app, "stu_1")));
    webhooks.renameMember({ groupId: GROUP, userId: "stu_1", nameCard });
    await webhooks.settled();
    for (const reader of [one, two])
      await expect.poll(() => cardOf(reader, "stu_1"), PATIENTLY).toBe(nameCard);
  }
});
