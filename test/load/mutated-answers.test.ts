import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { startSimulator } from "../../src/simulator/simulator.js";
import { GUARD } from "../../src/vendor/circuit/vendor-circuits.js";
import { startApp, type TestApp } from "../support/app.js";
import { samplesOf, scrape } from "../support/metrics.js";
import { mutatingProxy } from "../support/mutating-proxy.js";
import { mutatedInTurn, type Path } from "../support/mutations.js";

const MUTATED = 2_000;
const GROUPS = 20;
/** The test's own logs need far less. A leak of one answer each would be more. */
const MAX_GROWTH_BYTES = 8 * 2 ** 20;

const school = aSchool({
  groups: Array.from({ length: GROUPS }, (_, index) => [
    aGroup({ id: `odd-${index}`, name: `Odd ${index}`, members: ["odd-ann", "odd-bob"] }),
    aGroup({ id: `good-${index}`, name: `Good ${index}`, members: ["ann", "bob"] }),
  ]).flat(),
});

/** Elements of healthy groups are not mutated. */
function isHealthyElement([list, at]: Path, json: unknown): boolean {
  const items = (json as Record<string, unknown>)[String(list)];
  const item: unknown = Array.isArray(items) ? items[Number(at)] : undefined;
  return JSON.stringify(item ?? null).includes('"good-');
}

const oddRequests = (app: TestApp, turn: number) => {
  const id = `odd-${turn % GROUPS}`;
  return [
    app.send("query ($id: ID!) { group(id: $id) { name type memberCount owner { userId } } }", { id }),
    app.send(
      "query ($id: ID!) { group(id: $id) { members { totalCount nodes { userId role nameCard } } } }",
      { id },
    ),
    app.send(
      'query ($id: ID!) { groupMember(groupId: $id, userId: "odd-bob") { role nameCard mutedUntil } }',
      { id },
    ),
    app.send(
      'mutation ($id: ID!) { updateGroupMember(input: { groupId: $id, userId: "odd-bob", nameCard: "Bob" }) { __typename } }',
      { id },
    ),
  ];
};

async function expectHealthy(app: TestApp, turn: number): Promise<void> {
  const number = turn % GROUPS;
  const id = `good-${number}`;
  const query = `query ($id: ID!) { group(id: $id) { name memberCount members { nodes { userId } } member(userId: "bob") { role } } }`;
  expect(await app.run(query, { id })).toEqual({
    group: {
      name: `Good ${number}`,
      memberCount: 2,
      members: { nodes: [{ userId: "ann" }, { userId: "bob" }] },
      member: { role: "MEMBER" },
    },
  });
}

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;
function heapBytes(): number {
  collectGarbage();
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

test(`${MUTATED} mutated answers do not affect healthy callers`, async () => {
  const choices = { callsPerSecond: 1_000_000 };
  await using vendors = await startSimulator({ school, choices });
  await using proxy = await mutatingProxy(vendors.url, {
    isOdd: (body) => body.includes('"odd-'),
    mutate: (answer, turn) => mutatedInTurn(answer, turn, isHealthyElement),
  });
  await using app = await startApp({
    guard: GUARD,
    env: { TENCENT_IM_URL: proxy.url, TENCENT_IM_CALLS_PER_SECOND: "50000", LOG_LEVEL: "fatal" },
  });

  let heapAtHalf: number | null = null;
  for (let turn = 0; proxy.mutated() < MUTATED; turn += 1) {
    const odd = Promise.all(oddRequests(app, turn));
    await Promise.all([expectHealthy(app, turn), expectHealthy(app, turn + 7)]);
    for (const { status, errors } of await odd) {
      const codes = errors.map(({ extensions }) => extensions["code"]);
      expect({ status, codes: codes.filter((code) => !String(code).startsWith("VENDOR_")) }).toEqual({
        status: 200,
        codes: [],
      });
    }
    if (heapAtHalf === null && proxy.mutated() >= MUTATED / 2) {
      vendors.calls.clear();
      heapAtHalf = heapBytes();
    }
  }
  vendors.calls.clear();
  expect(heapBytes() - (heapAtHalf ?? 0)).toBeLessThan(MAX_GROWTH_BYTES);

  const metrics = await scrape(app.adminUrl);
  const closed = samplesOf(metrics, "class_groups_vendor_breaker_state", { state: "closed" });
  expect(closed.map(({ value }) => value)).toEqual([1, 1]);
  expect(samplesOf(metrics, "class_groups_vendor_calls_total", { outcome: "circuit-open" })).toEqual([]);
});
