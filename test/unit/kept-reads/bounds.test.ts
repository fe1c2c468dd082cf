import fc from "fast-check";
import { expect, test } from "vitest";
import { ok } from "../../../src/result.js";
import { GROUP_MASKS, MEMBER_MASKS } from "../../../src/tencent-im/kept-reads/field-masks.js";
import { KeptReads } from "../../../src/tencent-im/kept-reads/kept-reads.js";
import { FakeClock } from "../../support/fake-clock.js";
import { AGES, aGroupProfile } from "../../support/two-replicas.js";

const MAX_WEIGHT = 100;
const NAME = GROUP_MASKS.maskOf(new Set(["name"]));
const CARD = MEMBER_MASKS.maskOf(new Set(["nameCard"]));

/** Kept reads with little room. */
function aSmallStore() {
  const clock = new FakeClock();
  const dropped: Record<string, number> = {};
  const kept = new KeptReads({
    ages: AGES,
    clock,
    heardSince: () => clock.monotonicMs(),
    maxGroupWeight: MAX_WEIGHT,
    observer: {
      hit: () => undefined,
      miss: () => undefined,
      dropped: (why, count) => void (dropped[why] = (dropped[why] ?? 0) + count),
    },
  });
  const moment = { at: clock.now(), monotonicMs: clock.monotonicMs() };
  const inFlight = { beganMs: moment.monotonicMs, isCurrent: () => true };
  const read = { monotonicMs: moment.monotonicMs, isAnnounced: true };
  return {
    kept,
    dropped,
    keepGroup: (id: string, weight = 1) =>
      kept.keep(
        "groups",
        id,
        id,
        { ...read, mask: NAME, weight, value: ok(aGroupProfile(id, moment)) },
        inFlight,
      ),
    keepMember: (id: string, userId: string) =>
      kept.keep("members", id, userId, { ...read, mask: CARD, weight: 1, value: ok(null) }, inFlight),
    hasGroup: (id: string) =>
      kept.find("groups", id, id, { mask: NAME, isAnnounced: true, nowMs: clock.monotonicMs() }) !== null,
  };
}

test("kept reads never take more room than allowed, whatever is kept", () => {
  const read = fc.record({
    group: fc.nat(60),
    user: fc.option(fc.nat(200)),
    weight: fc.integer({ min: 1, max: 30 }),
  });
  fc.assert(
    fc.property(fc.array(read, { maxLength: 300 }), (reads) => {
      const { kept, keepGroup, keepMember } = aSmallStore();
      for (const { group, user, weight } of reads) {
        if (user === null) keepGroup(`group-${group}`, weight);
        else keepMember(`group-${group}`, `user-${user}`);
        expect(kept.weight).toBeLessThanOrEqual(MAX_WEIGHT);
      }
    }),
  );
});

test("the group that was not used for longest goes first, and is counted", () => {
  const { dropped, keepGroup, hasGroup } = aSmallStore();
  keepGroup("used");
  keepGroup("unused");
  for (let index = 0; index < MAX_WEIGHT / 2 - 1; index += 1) {
    expect(hasGroup("used")).toBe(true);
    keepGroup(`group-${index}`);
  }
  expect([hasGroup("used"), hasGroup("unused")]).toEqual([true, false]);
  expect(dropped).toEqual({ evicted: 1 });
});

test("one group with very many members does not push out the others", () => {
  const { dropped, keepGroup, keepMember, hasGroup } = aSmallStore();
  keepGroup("small");
  for (let index = 0; index < 10 * MAX_WEIGHT; index += 1) keepMember("large", `user-${index}`);
  expect(hasGroup("small")).toBe(true);
  expect(dropped["evicted"]).toBeGreaterThan(9 * MAX_WEIGHT);
});

test("a read that alone would take too much room is not kept, and neither are its predecessors lost", () => {
  const { kept, keepGroup, hasGroup } = aSmallStore();
  keepGroup("one");
  keepGroup("two", MAX_WEIGHT);
  expect([hasGroup("one"), hasGroup("two")]).toEqual([true, false]);
  expect(kept.weight).toBeGreaterThan(0);
});
