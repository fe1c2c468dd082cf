import { expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { ACCESS_ENV, asGateway, tokenOf } from "../support/access.js";
import { startApp } from "../support/app.js";
import { FakeClock } from "../support/fake-clock.js";
import { scrape, valueOf } from "../support/metrics.js";
import { waitUntil } from "../support/wait-until.js";

const PAIRS = 32;
const READ = "get_group_info";
const GATHER_MS = 5;
const SILENT = "silent-group";
const patience = { timeoutMs: 20_000 };

/** A server on a clock that only the test advances. Its budget is so small that most calls wait. */
async function startFlooded() {
  const clock = new FakeClock(new Date());
  const groups = [SILENT, "own-group", ...Array.from({ length: PAIRS }, (_, index) => `flood-${index}`)];
  const app = await startApp({
    clock,
    school: aSchool({ groups: groups.map((id) => aGroup({ id })) }),
    env: { ...ACCESS_ENV, TENCENT_IM_CALLS_PER_SECOND: "10" },
  });
  // While this call is in flight, reads are gathered until the clock moves.
  app.simulator.faults.add({ kind: "silence", target: SILENT });
  const headers = {
    flooder: asGateway(await tokenOf("flooder", "read")),
    teacher: asGateway(await tokenOf("teacher", "read")),
  };
  let expectedCalls = 0;
  const readsOf = new Map<string, { sent: number; answered: number }>();
  const reads: Promise<unknown>[] = [];

  /** The groups that calls to the vendor have read, in order. Each call reads one. */
  const groupsRead = (): string[] =>
    app.simulator.calls.list({ operation: READ }).map(({ body }) => {
      const { GroupIdList = [] } = (body ?? {}) as { GroupIdList?: string[] };
      return GroupIdList.join(" and ");
    });
  const waiting = async (): Promise<number> =>
    valueOf(await scrape(app.adminUrl), "class_groups_vendor_pacer_queue", { lane: "interactive" });
  /** True if every call waits for a permit or has reached the vendor, and every answer has reached its caller. */
  const isQuiet = async (): Promise<boolean> => {
    if (groupsRead().length !== expectedCalls - (await waiting())) return false;
    return groupsRead().every((id) => {
      const { sent, answered } = readsOf.get(id) ?? { sent: 0, answered: 0 };
      return id === SILENT || answered === sent;
    });
  };
  const untilQuiet = () => waitUntil(isQuiet, { ...patience, what: "calls and answers have arrived" });

  /** Sends `times` reads of one group together. With `joins`, they share a call that already waits. */
  const read = async (caller: keyof typeof headers, id: string, { times = 1, joins = false } = {}) => {
    const counts = readsOf.get(id) ?? { sent: 0, answered: 0 };
    readsOf.set(id, counts);
    // Each read has a timer for its deadline, and so has each new call.
    const timers = clock.timers + times + (joins ? 0 : 1);
    for (let time = 0; time < times; time += 1) {
      counts.sent += 1;
      const answer = app.send("query ($id: ID!) { group(id: $id) { id } }", { id }, headers[caller]);
      reads.push(answer.then(() => (counts.answered += 1)));
    }
    if (!joins) expectedCalls += 1;
    await waitUntil(() => clock.timers >= timers, { ...patience, what: "the server has the reads" });
    await clock.advance(GATHER_MS);
    await untilQuiet();
  };
  return {
    clock,
    read,
    waiting,
    groupsRead,
    untilQuiet,
    async [Symbol.asyncDispose]() {
      // This passes every deadline, so the server has nothing to wait for.
      await clock.advance(60_000);
      await Promise.all(reads);
      await app.close();
    },
  };
}

for (const { name, group, joins } of [
  { name: "another group", group: "own-group", joins: false },
  { name: "a group that the flood reads too", group: `flood-${PAIRS - 1}`, joins: true },
]) {
  test(`a caller's flood of paired reads does not delay another caller's read of ${name}`, async () => {
    await using flooded = await startFlooded();
    const { clock, read, waiting, groupsRead, untilQuiet } = flooded;
    await read("flooder", SILENT);
    for (let pair = 0; pair < PAIRS; pair += 1) await read("flooder", `flood-${pair}`, { times: 2 });
    expect(await waiting()).toBeGreaterThan(PAIRS / 2);

    await read("teacher", group, { joins });
    const before = groupsRead().length;
    while (!groupsRead().includes(group)) {
      await clock.advance(20);
      await untilQuiet();
    }
    // The two callers take turns, so at most one call of the flood goes first.
    expect(groupsRead().indexOf(group) - before).toBeLessThanOrEqual(1);
  });
}
