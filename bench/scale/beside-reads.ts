import { ACCESS_ENV } from "../../test/support/access.js";
import { sendTo } from "../../test/support/app.js";
import type { BulkServer } from "../../test/support/bulk-server.js";
import { type Headers, headersOf } from "./callers.js";
import { ratesOf } from "./rates.js";
import { GROUPS, memberAt, STUDENTS } from "./school.js";
import { startServers } from "./servers.js";
import type { SimulatorProcess } from "./simulator-process.js";
import { singleCalls } from "./single-calls.js";

const READ = "get_specified_group_member_info";
const FLOOD = { atOnce: 32, forMs: 10_000 };
/** The flood reads members of these groups. Single reads use the other groups, so they cannot join the flood's calls. */
const FLOODED_GROUPS = 250;

const ONE =
  "query ($groupId: ID!, $userId: ID!) { groupMember(groupId: $groupId, userId: $userId) { nameCard } }";
const PAIR = `query ($groupA: ID!, $userA: ID!, $groupB: ID!, $userB: ID!) {
  a: groupMember(groupId: $groupA, userId: $userA) { nameCard }
  b: groupMember(groupId: $groupB, userId: $userB) { nameCard }
}`;

/** Measures how long a caller's single reads wait while another caller floods the server with reads. */
export async function measureBesideReads(simulator: SimulatorProcess) {
  const [flooder, teacher] = await Promise.all([headersOf("flooder"), headersOf("teacher")]);
  await using servers = await startServers(simulator, "embedded", { env: ACCESS_ENV });
  const { first } = servers;
  await simulator.reset();
  const flooding = flood(first, flooder);
  const single = await singleCalls(first, teacher, flooding, (index) => ({
    query: ONE,
    variables: firstMemberOf(FLOODED_GROUPS + (index % (GROUPS - FLOODED_GROUPS))),
    expected: "nameCard",
  }));
  return { flood: { ...FLOOD, ...(await flooding) }, single, ...ratesOf(await simulator.callsOf(READ)) };
}

/** Each request has two reads. It shares one with the previous request and the other with the next. */
async function flood(server: BulkServer, caller: Headers): Promise<{ requests: number; failures: number }> {
  const url = await server.url();
  const until = performance.now() + FLOOD.forMs;
  let requests = 0;
  let failures = 0;
  const keepAsking = async () => {
    while (performance.now() < until) {
      const index = requests++;
      const a = firstMemberOf(index % FLOODED_GROUPS);
      const b = firstMemberOf((index + 1) % FLOODED_GROUPS);
      const variables = { groupA: a.groupId, userA: a.userId, groupB: b.groupId, userB: b.userId };
      const { errors } = await sendTo(url, PAIR, variables, caller);
      if (errors.length > 0) failures += 1;
    }
  };
  await Promise.all(Array.from({ length: FLOOD.atOnce }, keepAsking));
  return { requests, failures };
}

const firstMemberOf = (group: number) => memberAt(group * STUDENTS);
