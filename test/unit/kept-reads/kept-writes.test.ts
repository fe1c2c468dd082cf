import { expect, test } from "vitest";
import { failed, ok, type Result } from "../../../src/result.js";
import { KeptReads } from "../../../src/tencent-im/kept-reads/kept-reads.js";
import { announceWrites } from "../../../src/tencent-im/kept-reads/kept-writes.js";
import type { GroupNews } from "../../../src/tencent-im/kept-reads/news.js";
import type { VendorFailure } from "../../../src/vendor/failure.js";
import { FakeClock, settled } from "../../support/fake-clock.js";
import { AGES, GROUP } from "../../support/two-replicas.js";

type Outcome = Result<string, VendorFailure>;

/** Writes whose announcements end when the test says so. */
function aWriter() {
  const clock = new FakeClock();
  const announced: GroupNews[] = [];
  const sending: (() => void)[] = [];
  const kept = new KeptReads({ ages: AGES, clock, heardSince: () => null });
  const write = announceWrites({
    kept,
    clock,
    announce(news) {
      announced.push(news);
      return new Promise((resolve) => sending.push(resolve));
    },
  });
  const state = { isDone: false };
  const begin = (outcome: Promise<Outcome>) => {
    const written = write(GROUP, () => outcome);
    void written
      .finally(() => {
        state.isDone = true;
      })
      .catch(() => undefined);
    return written;
  };
  return { clock, kept, announced, sending, state, begin };
}

const failure = (kind: "outcome-unknown" | "rejected"): Outcome =>
  failed({ kind, vendor: "tencent-im", code: null, why: "for this test" });

test("a write is sent at once, and answers when its beginning was announced", async () => {
  const { announced, sending, state, begin } = aWriter();
  const written = begin(Promise.resolve(ok("written")));
  await settled();
  expect(announced).toEqual([{ kind: "group-write-begins", groupId: GROUP, writeId: expect.any(String) }]);
  expect(state.isDone).toBe(false);
  sending[0]?.();
  expect(await written).toEqual(ok("written"));
  const [begun, ended] = announced;
  expect(ended).toEqual({ ...begun, kind: "group-changed" });
});

test("a write waits at most half a second for its announcement", async () => {
  const { clock, state, begin } = aWriter();
  const written = begin(Promise.resolve(ok("written")));
  await clock.advance(499);
  expect(state.isDone).toBe(false);
  await clock.advance(1);
  expect(await written).toEqual(ok("written"));
  expect(clock.timers).toBe(0);
});

test.each([
  ["a lost answer", () => Promise.resolve(failure("outcome-unknown")), true],
  ["a defect", () => Promise.reject<Outcome>(new Error("a defect")), true],
  ["a refusal", () => Promise.resolve(failure("rejected")), undefined],
])("%s is announced as an end", async (_name, outcome, outcomeUnknown) => {
  const { clock, kept, announced, begin } = aWriter();
  await clock.finish(begin(outcome())).catch(() => undefined);
  expect(announced.at(-1)).toEqual({
    kind: "group-changed",
    groupId: GROUP,
    writeId: expect.any(String),
    ...(outcomeUnknown && { outcomeUnknown }),
  });
  expect(kept.mayJoin(GROUP)).toBe(outcomeUnknown !== true);
  await clock.advance(10_001);
  expect(kept.mayJoin(GROUP)).toBe(true);
});

test("a write whose end is never announced blocks its group for 30 seconds", async () => {
  const { clock, kept } = aWriter();
  kept.heard({ kind: "group-write-begins", groupId: GROUP, writeId: "another replica's" });
  await clock.advance(29_999);
  expect(kept.mayJoin(GROUP)).toBe(false);
  await clock.advance(2);
  expect(kept.mayJoin(GROUP)).toBe(true);
});
