import { randomUUID } from "node:crypto";
import type { Simulator } from "../../src/simulator/simulator.js";
import { sendTo } from "../../test/support/app.js";
import { quantile, round } from "./figures.js";
import { updates, warmUp } from "./members.js";
import { memberAt } from "./school.js";
import { startServers } from "./servers.js";

/** Each of the two kinds: a teacher's change, which shares its budget with the bulk operation, and a read. */
const PER_SECOND = 10;
/** Members whom the bulk operation does not touch. */
const FROM_MEMBER = 10_000;

const CHANGE = `mutation ($groupId: ID!, $userId: ID!) {
  updateGroupMember(input: { groupId: $groupId, userId: $userId, nameCard: "by hand" }) { __typename }
}`;
const READ =
  "query ($groupId: ID!, $userId: ID!) { groupMember(groupId: $groupId, userId: $userId) { nameCard } }";

/** How long teachers wait while a bulk operation of so many changes runs; all times end to end, as the client sees them. */
export async function measureInteractive(simulator: Simulator, count: number, replicas: number | "embedded") {
  await using servers = await startServers(simulator, replicas);
  await warmUp(servers, simulator);
  const { first, all } = servers;
  const urls = await Promise.all(all.map((server) => server.url()));
  const times: Record<"change" | "read", number[]> = { change: [], read: [] };
  let failures = 0;
  let turn = 0;
  const ask = async (kind: "change" | "read") => {
    const mine = turn++;
    const from = performance.now();
    const url = urls[mine % urls.length] ?? "";
    const { errors, text } = await sendTo(
      url,
      kind === "change" ? CHANGE : READ,
      memberAt(FROM_MEMBER + mine),
    );
    times[kind].push(performance.now() - from);
    if (errors.length > 0 || (kind === "change" && !text.includes("UpdateGroupMemberSuccess"))) failures += 1;
  };
  const asked: Promise<void>[] = [];
  await Promise.all((["change", "read"] as const).map(ask));
  const alone = await askFor(10_000, ask, asked, times);

  const id = await first.accept({ updates: updates(count), idempotencyKey: randomUUID() });
  const timer = every(ask, asked);
  const operation = await first.end(id, 600_000);
  clearInterval(timer);
  await Promise.all(asked);
  const seconds =
    (Date.parse(String(operation.finishedAt)) - Date.parse(String(operation.startedAt))) / 1_000;
  return {
    bulkItems: count,
    store: replicas === "embedded" ? "embedded" : "PostgreSQL",
    replicas: all.length,
    bulkItemsPerSecond: round(count / seconds),
    interactivePerSecond: 2 * PER_SECOND,
    failures,
    alone,
    besideBulk: summary(times),
  };
}

const every = (ask: (kind: "change" | "read") => Promise<void>, asked: Promise<void>[]) =>
  setInterval(() => asked.push(ask("change"), ask("read")), 1_000 / PER_SECOND);

/** The same for a while without a bulk operation, to compare with. */
async function askFor(
  ms: number,
  ask: (kind: "change" | "read") => Promise<void>,
  asked: Promise<void>[],
  times: Record<"change" | "read", number[]>,
) {
  const timer = every(ask, asked);
  await new Promise((resolve) => setTimeout(resolve, ms));
  clearInterval(timer);
  await Promise.all(asked.splice(0));
  const alone = summary(times);
  times.change.length = 0;
  times.read.length = 0;
  return alone;
}

const summary = (times: Record<"change" | "read", readonly number[]>) =>
  Object.fromEntries(
    Object.entries(times).map(([kind, values]) => [
      kind,
      {
        count: values.length,
        medianMs: round(quantile(values, 0.5)),
        p99Ms: round(quantile(values, 0.99)),
        highestMs: round(Math.max(...values)),
      },
    ]),
  );
