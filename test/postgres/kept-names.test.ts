import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import { type CallRecord, type Simulator, startSimulator } from "../../src/simulator/simulator.js";
import { openDatabase } from "../../src/store/database.js";
import { postgresStore } from "../../src/store/postgres.js";
import type { Store } from "../../src/store/sql.js";
import { sendTo } from "../support/app.js";
import { ServerProcess } from "../support/graphql-process.js";
import { COURSE, expectSoon, GROUP, openMessages } from "../support/kept-names.js";
import { type Postgres, startPostgres } from "../support/postgres.js";
import { PUSH_SECRET, TOKEN, webhookEnvironment } from "../support/webhooks.js";

const REPLICA = ["--import", "tsx", "test/postgres/names-replica.ts"];

let postgres: Postgres;
let store: Store;
beforeAll(async () => {
  postgres = await startPostgres();
  const database = openDatabase(postgres.url, () => undefined, { answerWithinMs: 10_000 });
  store = postgresStore(database, () => Promise.resolve());
}, 60_000);
afterAll(async () => {
  await store.close();
  await postgres[Symbol.asyncDispose]();
});

/** Two replicas in processes of their own, in front of one simulator. A killed one is started again. */
async function twoReplicas(simulator: Simulator, env: Readonly<Record<string, string>> = {}) {
  const { classin, tencentIm } = simulator.accounts;
  const start = () =>
    new ServerProcess(
      webhookEnvironment({
        DATABASE_URL: postgres.url,
        REPLICAS: "4",
        WEBHOOKS_PORT: "0",
        CLASSIN_URL: simulator.url,
        CLASSIN_SID: classin.sid,
        CLASSIN_SECRET: classin.secret,
        CLASSIN_PUSH_SECRET: PUSH_SECRET,
        TENCENT_IM_URL: simulator.url,
        TENCENT_IM_SDK_APP_ID: String(tencentIm.sdkAppId),
        TENCENT_IM_SECRET_KEY: tencentIm.secretKey,
        TENCENT_IM_ADMIN: tencentIm.admin,
        ...env,
      }),
      REPLICA,
    );
  const replicas = [start(), start()];
  const listeners = () =>
    replicas.flatMap((replica) => replica.lines("listening").map(({ webhooks }) => String(webhooks)));
  await Promise.all(replicas.map((replica) => replica.url()));
  return {
    listeners,
    run: async (operation: string, variables: object) => {
      const live = replicas.find((replica) => replica.lines("listening").length > 0);
      const { data, errors, text } = await sendTo<any>(
        await (live ?? replicas[0]!).url(),
        operation,
        variables as never,
      );
      if (errors.length > 0) throw new Error(text);
      return data;
    },
    kill(place: number): void {
      replicas[place]?.process.kill("SIGKILL");
      replicas[place] = start();
    },
    async [Symbol.asyncDispose]() {
      for (const replica of replicas) replica.process.kill("SIGKILL");
      await Promise.all(replicas.map(({ ended }) => ended));
    },
  };
}

const SET_NAMES = `mutation ($names: [OfficialNameInput!]!) {
  setOfficialNames(input: { names: $names }) { __typename } }`;
const KEEP = `mutation ($courseIds: [ID!]!) {
  setNamePolicy(input: { courseIds: $courseIds, policy: KEEP }) { __typename } }`;

beforeEach(async () => {
  // The tables exist only after the first server.
  await store
    .rows(
      "truncate kept_courses, kept_members, name_corrections, official_names, webhook_messages, nickname_syncs",
    )
    .catch(() => undefined);
});

test("with two replicas and kill -9 at any moment, a member who renames back for ever is set back at most five times, and reported once", async () => {
  const simulator = await startSimulator({
    school: aSchool({
      courses: [aCourse({ id: COURSE })],
      groups: [aGroup({ id: GROUP, members: [{ userId: "stu_1", nameCard: "Anna Li" }] })],
    }),
    webhooks: { tencentToken: TOKEN, classinSecret: PUSH_SECRET },
  });
  await using replicas = await twoReplicas(simulator, { LEASE_MS: "2000" });
  await replicas.run(SET_NAMES, { names: [{ userId: "stu_1", name: "Anna Li" }] });
  await replicas.run(KEEP, { courseIds: [COURSE] });
  const member = simulator.world.groups.get(GROUP)?.members.get("stu_1");
  let renames = 0;
  const rename = (): void => {
    const listeners = replicas.listeners();
    if (listeners.length === 0) return;
    simulator.webhooks.sendTo(listeners[renames % listeners.length] ?? null);
    renames += 1;
    // The member is also renamed if a dying replica does not get the event: the next event tells.
    simulator.webhooks.renameMember({ groupId: GROUP, userId: "stu_1", nameCard: `dragon ${renames}` });
  };
  const disputes = async () =>
    (await store.rows("select number from webhook_messages where command = 'NameDispute'")).length;
  let deaths = 0;
  for (let turn = 0; (await disputes()) === 0; turn += 1) {
    if (turn > 3_000) throw new Error("There is no dispute.");
    if (member?.nameCard === "Anna Li" || turn % 20 === 19) {
      rename();
      // While the event is processed, between any two steps.
      if (deaths < 6 && renames % 2 === 0) {
        await pause(Math.random() * 60);
        replicas.kill((deaths += 1) % 2);
      }
    }
    await pause(25);
  }
  const writes = (): number =>
    simulator.calls.list({ operation: "modify_group_member_info" }).filter(isMade).length;
  expect(writes()).toBeGreaterThan(0);
  expect(writes()).toBeLessThanOrEqual(5);
  // Peace: whatever happens now, nothing more is written.
  const before = writes();
  await expect.poll(() => replicas.listeners().length, { timeout: 60_000 }).toBe(2);
  for (let time = 0; time < 10; time += 1) rename();
  await simulator.webhooks.settled();
  await expectSoon(async () => (await openMessages(store)).length, 0);
  replicas.kill(0);
  replicas.kill(1);
  await expect.poll(() => replicas.listeners().length, { timeout: 60_000 }).toBe(2);
  rename();
  await simulator.webhooks.settled();
  await expectSoon(async () => (await openMessages(store)).length, 0);
  expect(await store.rows("select user_id from kept_members where due_at is not null")).toEqual([]);
  expect(writes()).toBe(before);
  expect(await disputes()).toBe(1);
  const rows = await store.rows(
    "select id from name_corrections where user_id = 'stu_1' and outcome <> 'FAILED'",
  );
  expect(rows).toHaveLength(5);
  await simulator.close();
});

test(
  "two replicas share the work on many courses: each course is synced once, and each wrong card is set once",
  { timeout: 400_000 },
  async () => {
    const courseIds = Array.from({ length: 20 }, (_, index) => String(3_001 + index));
    const users = Array.from({ length: 10 }, (_, index) => `stu_${index}`);
    const simulator = await startSimulator({
      school: aSchool({
        courses: courseIds.map((id) => aCourse({ id })),
        groups: courseIds.map((id) =>
          aGroup({
            id: `course-${id}`,
            members: users.map((userId, index) => ({
              userId,
              nameCard: index % 2 === 0 ? "🐱" : `Name ${userId}`,
            })),
          }),
        ),
      }),
      webhooks: { tencentToken: TOKEN, classinSecret: PUSH_SECRET },
    });
    await using replicas = await twoReplicas(simulator);
    await replicas.run(SET_NAMES, { names: users.map((userId) => ({ userId, name: `Name ${userId}` })) });
    await replicas.run(KEEP, { courseIds });
    const isRight = () =>
      [...simulator.world.groups.values()].every(({ members }) =>
        users.every((userId) => members.get(userId)?.nameCard === `Name ${userId}`),
      );
    // Replicas that another test killed keep their shares of the permits for half a minute, so these two have few at first.
    await expect.poll(isRight, { timeout: 240_000, interval: 100 }).toBe(true);
    const count = (operation: string) => simulator.calls.list({ operation }).length;
    await expectSoon(() => count("modifyGroupMemberNickname"), courseIds.length);
    await expectSoon(
      async () =>
        (await store.rows("select course_id from kept_courses where sync_due_at is not null")).length,
      0,
    );
    await expectSoon(
      async () => (await store.rows("select user_id from kept_members where due_at is not null")).length,
      0,
    );
    expect(count("modifyGroupMemberNickname")).toBe(courseIds.length);
    expect(count("modify_group_member_info")).toBe(courseIds.length * 5);
    // A tenth of 20 calls a second, and of 200.
    expect(simulator.calls.highestInAnySecond("modifyGroupMemberNickname")).toBeLessThanOrEqual(2);
    expect(simulator.calls.highestInAnySecond("modify_group_member_info")).toBeLessThanOrEqual(20);
    await simulator.close();
  },
);

/** Whether the simulator has carried out the call. */
const isMade = ({ answered }: CallRecord): boolean => "code" in answered && answered.code === 0;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
