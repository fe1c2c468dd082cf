import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import { startApp, type TestApp } from "../support/app.js";
import { PATIENTLY } from "../support/patiently.js";
import { type Postgres, startPostgres } from "../support/postgres.js";
import { TOKEN, tellOf } from "../support/webhooks.js";

const GROUP = "course-1001";
const NAME = `{ group(id: "${GROUP}") { name } }`;
const CARD = `{ groupMember(groupId: "${GROUP}", userId: "student_001") { nameCard } }`;
const UPDATE = `mutation ($card: String!) {
  updateGroupMember(input: { groupId: "${GROUP}", userId: "student_001", nameCard: $card }) { __typename }
}`;

let postgres: Postgres;
const apps: TestApp[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
});
afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.close()));
});
afterAll(() => postgres[Symbol.asyncDispose]());

/** Two replicas in front of one vendor. */
async function twoReplicas(env: Record<string, string>) {
  const school = aSchool({
    courses: [aCourse({ id: "1001" })],
    groups: [aGroup({ id: GROUP, members: 4 })],
  });
  const shared = {
    DATABASE_URL: postgres.url,
    REPLICAS: "2",
    TENCENT_IM_WEBHOOK_TOKEN: TOKEN,
    WEBHOOKS_PORT: "0",
    ...env,
  };
  const one = await startApp({ school, env: shared });
  apps.push(one);
  const { url } = one.simulator;
  const two = await startApp({ school, env: { ...shared, CLASSIN_URL: url, TENCENT_IM_URL: url } });
  apps.push(two);
  const { sdkAppId } = one.simulator.accounts.tencentIm;
  // Until an event has come, no replica relies on events.
  const event = {
    CallbackCommand: "Group.CallbackAfterGroupInfoChanged",
    GroupId: "other",
    EventTime: Date.now(),
  };
  await tellOf(one.webhooksUrl, event, { sdkAppId });
  const group = one.simulator.world.groups.get(GROUP) ?? expect.fail("no group");
  return { one, two, group, calls: () => one.vendorCalls(), forgetCalls: () => one.forgetCalls() };
}

const cardSeenBy = async (app: TestApp) => (await app.run<any>(CARD)).groupMember.nameCard;
const nameSeenBy = async (app: TestApp) => (await app.run<any>(NAME)).group.name;

test("a write of one replica drops what the other one keeps", async () => {
  // So long that nothing becomes too old here.
  const { one, two } = await twoReplicas({ READ_MAX_AGE_SECONDS: "3600" });
  for (const card of ["first", "second", "third"]) {
    await cardSeenBy(two);
    await one.run(UPDATE, { card });
    await expect.poll(() => cardSeenBy(two), PATIENTLY).toBe(card);
    expect(await cardSeenBy(one)).toBe(card);
  }
});

test("without LISTEN, reads have the short age until it works again", async () => {
  const { two, group, calls, forgetCalls } = await twoReplicas({
    READ_MAX_AGE_SECONDS: "1",
    READ_MAX_AGE_WITH_WEBHOOKS_SECONDS: "3600",
  });
  /** Whether a read is still served when it is older than the short age. */
  const keepsLong = async (): Promise<boolean> => {
    await nameSeenBy(two);
    forgetCalls();
    await sleep(1_200);
    await nameSeenBy(two);
    return calls()["get_group_info"] === undefined;
  };
  await expect.poll(keepsLong, PATIENTLY).toBe(true);
  group.name = "renamed while nothing is heard";
  await terminateListeners();
  // The read from before the gap is now older than the short age, and no announcement vouches for it.
  await sleep(1_200);
  await expect.poll(() => nameSeenBy(two), PATIENTLY).toBe("renamed while nothing is heard");
  await expect.poll(keepsLong, PATIENTLY).toBe(true);
});

async function terminateListeners(): Promise<void> {
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  const { rowCount } = await client.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen %'",
  );
  await client.end();
  expect(rowCount).toBeGreaterThan(0);
}
