import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { beginCorrection, endMember, type Wanted } from "../../src/names/keep/card-corrections.js";
import { claimCards, dueMembers, releaseCards, settleMembers } from "../../src/names/keep/card-work.js";
import { countCorrections } from "../../src/names/keep/corrections.js";
import { markMembers } from "../../src/names/keep/marks.js";
import { setPolicy } from "../../src/names/keep/policies.js";
import { KEEP_RULES } from "../../src/names/keep/rules.js";
import { openEmbedded } from "../../src/store/embedded.js";
import type { Store } from "../../src/store/sql.js";
import { storeFolder } from "../support/store.js";

/**
 * A member who renames whenever they like, and workers that die between any two steps, or go on although another one has
 * taken over. Time is given, so it passes as fast as the test wants.
 */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const T0 = new Date("2026-11-20T08:00:00Z").getTime();

let store: Store;
let folder: Awaited<ReturnType<typeof storeFolder>>;
beforeAll(async () => {
  folder = await storeFolder();
  store = await openEmbedded(folder.path, new AbortController().signal);
});
afterAll(async () => {
  await store.close();
  await folder[Symbol.asyncDispose]();
});

/** After which step a worker dies. */
const DEATHS = ["never", "never", "never", "claim", "begin", "write"] as const;
const steps = fc.array(
  fc.record({
    minutes: fc.integer({ min: 0, max: 25 }),
    act: fc.constantFrom("rename", "rename", "join", "look"),
    /** Several workers at the same moment. The lease of the first ones has been taken. */
    deaths: fc.array(fc.constantFrom(...DEATHS), { minLength: 1, maxLength: 3 }),
  }),
  { minLength: 5, maxLength: 40 },
);

class World {
  now = T0;
  isRight = true;
  readonly writes: number[] = [];
  readonly renames: number[] = [];
  readonly disputes: number[] = [];

  readonly at = (): Date => new Date(this.now);

  /** One worker's turn, up to its death. */
  async work(death: (typeof DEATHS)[number]): Promise<void> {
    for (const claim of await claimCards(store, 1, this.at(), KEEP_RULES)) {
      if (death === "claim") return takeLeases();
      for (const member of await dueMembers(store, claim, this.at(), 50)) {
        if (this.isRight) {
          await settleMembers(store, claim, [member]);
          continue;
        }
        const wanted: Wanted = { claim, member, groupId: "g", at: this.at() };
        const begun = await beginCorrection(store, wanted, KEEP_RULES, () => {
          this.disputes.push(this.now);
          return Promise.resolve();
        });
        if (begun.kind !== "begun") continue;
        if (death === "begin") return takeLeases();
        this.writes.push(this.now);
        this.isRight = true;
        if (death === "write") return takeLeases();
        await endMember(store, wanted, begun.correction, succeeded(this.at()), KEEP_RULES);
      }
      await releaseCards(store, claim);
    }
  }
}

const takeLeases = async (): Promise<void> => {
  await store.rows("update kept_courses set cards_lease_until = clock_timestamp() - interval '1 second'");
};
const succeeded = (endedAt: Date) => ({
  outcome: "SUCCEEDED" as const,
  failure: null,
  code: null,
  extra: null,
  endedAt,
  worthRepeating: false,
  neverSent: false,
  courseIsOver: false,
});
const mostWithin = (times: readonly number[], ms: number): number =>
  Math.max(0, ...times.map((from) => times.filter((time) => time >= from && time < from + ms).length));

test("whatever a member does and whenever workers die: five corrections an hour, one dispute, then peace", async () => {
  let disputed = 0;
  await fc.assert(
    fc.asyncProperty(steps, async (given) => {
      await store.rows("truncate kept_courses, kept_members, name_corrections, official_names");
      await store.rows(
        "insert into official_names (user_id, name, folded, updated_at) values ('u1', 'Anna', 'anna', now())",
      );
      const world = new World();
      await setPolicy(store, ["1"], "KEEP", { at: world.at(), by: null }, KEEP_RULES);
      await store.rows("update kept_courses set look_due_at = null");
      for (const { minutes, act, deaths } of given) {
        world.now += minutes * MINUTE + 1;
        if (act === "rename") {
          world.isRight = false;
          world.renames.push(world.now);
        }
        const trigger = ({ rename: "MEMBER_RENAMED", join: "MEMBER_JOINED", look: "SCHEDULE" } as const)[act];
        await markMembers(store, { courseId: "1", userIds: ["u1"], trigger }, world.at(), KEEP_RULES);
        for (const death of deaths) await world.work(death);
      }
      expect(mostWithin(world.writes, HOUR)).toBeLessThanOrEqual(5);
      expect(mostWithin(world.disputes, HOUR)).toBeLessThanOrEqual(1);
      for (const at of world.disputes) {
        disputed += 1;
        // Peace lasts until an hour without a rename.
        const quiet = [at, ...world.renames.filter((time) => time > at)].find(
          (time, index, all) => (all[index + 1] ?? Number.POSITIVE_INFINITY) >= time + HOUR,
        );
        const broken = world.writes.filter((time) => time > at && time < (quiet ?? at) + HOUR);
        expect(broken).toEqual([]);
      }
      const counted = await countCorrections(store, { courseId: "1", userId: "u1" }, new Date(T0));
      expect(counted).toBeGreaterThanOrEqual(world.writes.length);
    }),
    { numRuns: 40 },
  );
  // Otherwise the test would prove little.
  expect(disputed).toBeGreaterThan(5);
});
