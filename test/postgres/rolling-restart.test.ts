import { Pool } from "undici";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import { startSimulator } from "../../src/simulator/simulator.js";
import { ServerProcess } from "../support/graphql-process.js";
import { type Postgres, startPostgres } from "../support/postgres.js";
import { type Backend, startRoundRobin } from "../support/round-robin.js";

const REQUESTS_PER_SECOND = 200;
/** Every fifth request is a write. */
const WRITE_EVERY = 5;
const TICK_MS = 20;
const GROUP = "course-1001";
const MEMBERS = 40;

const simulator = await startSimulator({
  school: aSchool({
    courses: [aCourse({ id: "1001" })],
    groups: [
      aGroup({
        id: GROUP,
        members: [
          { userId: "teacher_li", role: "Owner" },
          ...Array.from({ length: MEMBERS }, (_, index) => ({ userId: `stu_${index}` })),
        ],
      }),
    ],
  }),
});
let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);

interface Replica extends Backend {
  readonly process: ServerProcess;
}
const processes: ServerProcess[] = [];
afterAll(async () => {
  for (const server of processes) server.process.kill("SIGKILL");
  await Promise.all(processes.map(({ ended }) => ended));
  await simulator.close();
  await postgres[Symbol.asyncDispose]();
});

async function startReplica(): Promise<Replica> {
  const { classin, tencentIm } = simulator.accounts;
  const process = new ServerProcess({
    NODE_ENV: "test",
    PORT: "0",
    ADMIN_PORT: "0",
    DRAIN_SECONDS: "2",
    CLASSIN_URL: simulator.url,
    CLASSIN_SID: classin.sid,
    CLASSIN_SECRET: classin.secret,
    TENCENT_IM_URL: simulator.url,
    TENCENT_IM_SDK_APP_ID: tencentIm.sdkAppId.toString(),
    TENCENT_IM_SECRET_KEY: tencentIm.secretKey,
    TENCENT_IM_ADMIN: tencentIm.admin,
    DATABASE_URL: postgres.url,
    REPLICAS: "2",
  });
  processes.push(process);
  const url = await process.url();
  return { process, url, adminUrl: String(process.lines("listening")[0]?.["admin"]) };
}

const WRITE = `mutation ($input: UpdateGroupMemberInput!) { updateGroupMember(input: $input) { __typename } }`;
const READ = `{ group(id: "${GROUP}") { name member(userId: "stu_1") { role } } }`;

/** The n-th request. Each write sets a unique card, so its calls can be counted. */
const body = (n: number): string =>
  n % WRITE_EVERY === 0
    ? JSON.stringify({
        query: WRITE,
        variables: { input: { groupId: GROUP, userId: `stu_${n % MEMBERS}`, nameCard: `card ${n}` } },
      })
    : JSON.stringify({ query: READ });

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Sends requests at a steady rate, without waiting for answers, until stopped. `stop` returns the failed ones. */
function startLoad(url: string) {
  const pool = new Pool(new URL(url).origin, { connections: 200 });
  const answers: Promise<string | null>[] = [];
  const send = async (n: number): Promise<string | null> => {
    try {
      const answer = await pool.request({
        method: "POST",
        path: "/graphql",
        headers: { "content-type": "application/json" },
        body: body(n),
      });
      const text = await answer.body.text();
      const { data, errors } = JSON.parse(text) as {
        data?: { group?: { member: object | null } | null; updateGroupMember?: { __typename: string } };
        errors?: unknown;
      };
      const done =
        n % WRITE_EVERY === 0
          ? data?.updateGroupMember?.__typename === "UpdateGroupMemberSuccess"
          : data?.group?.member != null;
      return answer.statusCode === 200 && errors === undefined && done ? null : `request ${n}: ${text}`;
    } catch (error) {
      return `request ${n}: ${String(error)}`;
    }
  };
  const startedAt = performance.now();
  const timer = setInterval(() => {
    const due = ((performance.now() - startedAt) / 1000) * REQUESTS_PER_SECOND;
    // After a stall of this process, do not send all missed requests at once: the load must stay steady.
    for (let burst = 0; answers.length < due && burst < 2 * TICK_MS; burst += 1)
      answers.push(send(answers.length));
  }, TICK_MS);
  return {
    async stop() {
      clearInterval(timer);
      const failures = (await Promise.all(answers)).filter((failure) => failure !== null);
      await pool.close();
      return { sent: answers.length, failures };
    },
  };
}

test("restarting replicas one by one under load loses no request and repeats no write", async () => {
  const replicas = await Promise.all([startReplica(), startReplica()]);
  await using balancer = await startRoundRobin();
  for (const replica of replicas) balancer.add(replica);
  await expect.poll(() => balancer.ready(), { timeout: 10_000 }).toBe(2);

  const load = startLoad(balancer.url);
  await sleep(1_000);
  for (const old of replicas) {
    old.process.process.kill("SIGTERM");
    expect(await Promise.race([old.process.ended, sleep(25_000)])).toEqual({ code: 0, signal: null });
    balancer.remove(old);
    const fresh = await startReplica();
    balancer.add(fresh);
    await expect.poll(() => balancer.ready(), { timeout: 20_000 }).toBe(2);
    await sleep(500);
  }
  const { sent, failures } = await load.stop();

  expect(failures).toEqual([]);
  const writes = Math.ceil(sent / WRITE_EVERY);
  const cards = simulator.calls
    .list({ operation: "modify_group_member_info" })
    .map(({ body }) => (body as { NameCard: string }).NameCard);
  expect(new Set(cards).size).toBe(writes);
  expect(cards).toHaveLength(writes);
  // All four processes got requests, and the load never stopped.
  expect(balancer.sent.size).toBe(4);
  expect(sent).toBeGreaterThan(4 * REQUESTS_PER_SECOND);
}, 240_000);
