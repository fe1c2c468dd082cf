import type { Child } from "../child.js";
import { load, loadEach } from "../load.js";
import { bodiesOf } from "../operations.js";
import { quantile } from "../report.js";
import { startShipped } from "../shipped-server.js";
import { groupsOf, pagesOf, walk } from "./walks.js";

const CONNECTIONS = [1, 10, 50, 200] as const;
const MEMBERS = [100, 200, 500, 1_000, 2_000] as const;
/** As many walks at the same time for each size, so that the sizes share equally many group reads. */
const WALKS_AT_ONCE = 10;

/** The median of the rounds, and their middle half, which shows the machine's noise. */
export interface Spread {
  readonly median: number;
  readonly middleHalf: readonly [number, number];
}

/** CPU per request, in microseconds. */
export interface ByConnections {
  readonly connections: number;
  readonly q1: Spread;
  readonly m: Spread;
}

/** CPU in microseconds. */
export interface ByMembers {
  readonly members: number;
  readonly pages: number;
  readonly perPage: Spread;
  readonly perMember: Spread;
  readonly callsPerPage: Spread;
}

export interface Growth {
  readonly rounds: number;
  readonly requests: number;
  readonly membersRead: number;
  readonly byConnections: readonly ByConnections[];
  readonly byMembers: readonly ByMembers[];
}

export interface GrowthOptions {
  readonly rounds: number;
  /** The number of Q1 and of M requests, for each number of connections and round. */
  readonly requests: number;
  /** The members read for each size of the group and round. */
  readonly membersRead: number;
  readonly note: (line: string) => void;
}

interface Sample {
  readonly cpuMicros: number;
  readonly vendorCalls: number;
}

/** Measures the server's CPU for the same work over more connections, and for the same members in larger groups. */
export async function measureGrowth(options: GrowthOptions): Promise<Growth> {
  // The stub answers at once, so the limiter works at a rate that the load never reaches.
  await using shipped = await startShipped({ serverEnv: { TENCENT_IM_CALLS_PER_SECOND: "100000" } });
  const { server, vendor } = shipped;
  const samples = new Map<string, Sample[]>();
  const measure = async (name: string, isWarmUp: boolean, work: () => Promise<void>) => {
    const sample = await sampleOf(server, vendor, work);
    if (!isWarmUp) samples.set(name, [...(samples.get(name) ?? []), sample]);
  };

  // Each round has all of them, so that a busy minute affects them all.
  for (let round = -1; round < options.rounds; round += 1) {
    options.note(round < 0 ? "warming up" : `round ${round + 1} of ${options.rounds}`);
    for (const connections of rotated(CONNECTIONS, round)) {
      for (const name of ["Q1", "M"] as const) {
        const bodies = bodiesOf(name, options.requests);
        await measure(`${name} ${connections}`, round < 0, () => load(server.url, bodies, connections));
      }
    }
    for (const members of rotated(MEMBERS, round)) {
      const groups = groupsOf(members, groupCount(members, options), round);
      await measure(`walk ${members}`, round < 0, () =>
        loadEach(server.url, groups, WALKS_AT_ONCE, (id, send) => walk(id, members, send)),
      );
    }
  }

  const spread = (name: string, of: keyof Sample, units: number): Spread => {
    const values = (samples.get(name) ?? []).map((sample) => sample[of] / units);
    return {
      median: quantile(values, 0.5),
      middleHalf: [quantile(values, 0.25), quantile(values, 0.75)],
    };
  };
  return {
    ...options,
    byConnections: CONNECTIONS.map((connections) => ({
      connections,
      q1: spread(`Q1 ${connections}`, "cpuMicros", options.requests),
      m: spread(`M ${connections}`, "cpuMicros", options.requests),
    })),
    byMembers: MEMBERS.map((members) => {
      const [name, groups, pages] = [`walk ${members}`, groupCount(members, options), pagesOf(members)];
      return {
        members,
        pages,
        perPage: spread(name, "cpuMicros", groups * pages),
        perMember: spread(name, "cpuMicros", groups * members),
        callsPerPage: spread(name, "vendorCalls", groups * pages),
      };
    }),
  };
}

/** As many groups as have the members that a round reads. */
const groupCount = (members: number, { membersRead }: GrowthOptions): number =>
  Math.ceil(membersRead / members);

/** No collection before the work: it would throw away compiled code, and the work would pay for compiling it again. */
async function sampleOf(server: Child, vendor: Child, work: () => Promise<void>): Promise<Sample> {
  const [before, callsBefore] = [await server.usage(), (await vendor.usage()).calls];
  await work();
  const [after, callsAfter] = [await server.usage(), (await vendor.usage()).calls];
  return { cpuMicros: after.cpuMicros - before.cpuMicros, vendorCalls: callsAfter - callsBefore };
}

/** Another one is first in each round. */
function rotated<Item>(items: readonly Item[], round: number): readonly Item[] {
  const first = Math.max(0, round) % items.length;
  return [...items.slice(first), ...items.slice(0, first)];
}
