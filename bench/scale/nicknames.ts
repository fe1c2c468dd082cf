import { randomUUID } from "node:crypto";
import { BulkItemsDocument, StartBulkNicknameSyncDocument } from "../../test/operations/generated/graphql.js";
import { sendTo } from "../../test/support/app.js";
import type { BulkServer } from "../../test/support/bulk-server.js";
import { round, secondsOf } from "./figures.js";
import { ratesOf } from "./rates.js";
import { coursesOf } from "./school.js";
import { firstStart, startServers } from "./servers.js";
import { startSimulatorProcess } from "./simulator-process.js";

/** For one course in twenty, ClassIn answers that it was deleted or has expired. */
const FAULTY_EVERY = 20;
const CODES = [149, 153] as const;
const WITHIN_MS = 600_000;

const SYNC = "modifyGroupMemberNickname";

/** Measures a nickname sync of all courses and checks which were reported as refused. */
export async function measureNicknames(courses: number) {
  const courseIds = coursesOf(courses);
  const faulty = new Set(courseIds.filter((_, index) => index % FAULTY_EVERY === 7));
  await using simulator = await startSimulatorProcess(courses);
  for (const [index, target] of [...faulty].entries()) {
    const code = CODES[index % CODES.length] ?? 149;
    await simulator.addFault({ vendor: "classin", kind: "code", code, target });
  }
  await using servers = await startServers(simulator, "embedded");
  const { first } = servers;
  const input = { courseIds: [...courseIds], idempotencyKey: randomUUID() };
  const id = await firstStart(async () => {
    const { data, text } = await sendTo(await first.url(), StartBulkNicknameSyncDocument, { input });
    const started = data?.startBulkNicknameSync;
    if (started?.__typename !== "StartBulkOperationSuccess") throw new Error(text);
    return started.operation.id;
  });
  const operation = await first.end(id, WITHIN_MS);
  const seconds = secondsOf(operation);
  const items = await itemsOf(first, operation.id);
  return {
    courses,
    faulty: faulty.size,
    seconds: round(seconds),
    coursesPerSecond: round(courses / seconds),
    ...ratesOf(await simulator.callsOf(SYNC)),
    progress: operation.progress,
    /** Courses whose reported outcome differs from the simulator's answer. */
    differences: items.filter(
      ({ courseId, outcome }) => outcome !== (faulty.has(courseId) ? "FAILED" : "SUCCEEDED"),
    ).length,
    failures: countBy(items.filter(({ outcome }) => outcome === "FAILED").map(({ type }) => type)),
  };
}

async function itemsOf(server: BulkServer, id: string) {
  const items: { courseId: string; outcome: string; type: string }[] = [];
  for (let after: string | null = null; ;) {
    const variables: { id: string; first: number; after: string | null } = { id, first: 100, after };
    const { data } = await sendTo(await server.url(), BulkItemsDocument, variables);
    const operation = data?.bulkOperation;
    if (operation?.__typename !== "NicknameSyncOperation")
      throw new Error(`There is no nickname sync ${id}.`);
    for (const { courseId, outcome, result } of operation.courses.nodes)
      items.push({ courseId, outcome, type: result?.__typename ?? "none" });
    if (!operation.courses.pageInfo.hasNextPage) return items;
    after = operation.courses.pageInfo.endCursor ?? null;
  }
}

function countBy(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
