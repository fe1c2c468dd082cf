import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { beginCorrection, endMember, reportLongName } from "../../src/names/keep/card-corrections.js";
import {
  advanceLook,
  claimCards,
  dueMembers,
  putOffLook,
  releaseCards,
  settleMembers,
} from "../../src/names/keep/card-work.js";
import { listCorrections } from "../../src/names/keep/corrections.js";
import { expireCorrections } from "../../src/names/keep/expiry.js";
import { markAll, markCourse, markLooks, markMembers } from "../../src/names/keep/marks.js";
import type { Attempted, NameTrigger } from "../../src/names/keep/model.js";
import { keptAmong, setPolicy } from "../../src/names/keep/policies.js";
import { KEEP_RULES } from "../../src/names/keep/rules.js";
import { claimSyncs, beginSync, endSync, releaseSync } from "../../src/names/keep/sync-work.js";
import { openEmbedded } from "../../src/store/embedded.js";
import type { Store } from "../../src/store/sql.js";
import { storeFolder } from "../support/store.js";

/** Times are given, so nothing here waits. */
const T0 = new Date("2026-11-20T08:00:00Z").getTime();
const SECOND = 1_000;
const MINUTE = 60_000;
const at = (ms: number): Date => new Date(T0 + ms);
const RULES = KEEP_RULES;

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
beforeEach(async () => {
  await store.rows("truncate kept_courses, kept_members, name_corrections, official_names, nickname_syncs");
  await store.rows(
    `insert into official_names (user_id, name, folded, updated_at)
     select 'u' || number, 'Name ' || number, 'name', '2026-11-01T00:00:00Z' from generate_series(1, 9) as number`,
  );
});

const attempted = (ms: number, given: Partial<Attempted> = {}): Attempted => ({
  outcome: "SUCCEEDED",
  failure: null,
  code: null,
  extra: null,
  endedAt: at(ms),
  worthRepeating: false,
  neverSent: false,
  courseIsOver: false,
  ...given,
});
const FAILED = { outcome: "FAILED", failure: "unavailable", worthRepeating: true } as const;

let ids = 0;
const nextId = (): string => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, "0")}`;

const keep = (ms: number, ...courseIds: string[]) =>
  setPolicy(store, courseIds, "KEEP", { at: at(ms), by: "office" }, RULES);
const claimed = (ms: number) => claimSyncs(store, 10, at(ms), RULES);
/** Syncs whatever is due. Returns the courses. */
async function syncDue(ms: number, given: Partial<Attempted> = {}): Promise<string[]> {
  const claims = await claimed(ms);
  for (const claim of claims) {
    const id = nextId();
    expect(await beginSync(store, claim, id, at(ms))).toBe(true);
    await endSync(store, claim, id, attempted(ms, given), RULES);
  }
  return claims.map(({ courseId }) => courseId);
}
const markRoster = (ms: number, courseId = "1") => markCourse(store, courseId, at(ms), RULES);

describe("syncs of courses", () => {
  test("a course that becomes kept is due at once; keeping it again changes nothing", async () => {
    expect(await keep(0, "1", "2")).toBe(2);
    expect(await keep(1, "2", "1")).toBe(0);
    expect((await syncDue(0)).toSorted()).toEqual(["1", "2"]);
    expect(await keep(2, "1")).toBe(0);
    expect(await claimed(60 * MINUTE)).toEqual([]);
    expect(await keptAmong(store, ["1", "3"])).toEqual(new Set(["1"]));
  });

  test("a sync waits 30 s for the last message, but not longer than 5 minutes", async () => {
    await keep(0, "1");
    await syncDue(0);
    const first = 10 * MINUTE;
    await markRoster(first);
    await markRoster(first + 20 * SECOND);
    expect(await claimed(first + 49 * SECOND)).toEqual([]);
    expect(await syncDue(first + 50 * SECOND)).toEqual(["1"]);
    const storm = 30 * MINUTE;
    for (let ms = 0; ms < 5 * MINUTE; ms += 10 * SECOND) {
      await markRoster(storm + ms);
      expect(await claimed(storm + ms)).toEqual([]);
    }
    expect(await syncDue(storm + 5 * MINUTE)).toEqual(["1"]);
  });

  test("a course is synced at most once in 5 minutes, also if the process dies in between", async () => {
    await keep(0, "1");
    await syncDue(0);
    await markRoster(1 * MINUTE);
    expect(await claimed(5 * MINUTE - 1)).toEqual([]);
    const [claim] = await claimed(5 * MINUTE);
    expect(claim).toMatchObject({ courseId: "1", trigger: "ROSTER_CHANGE" });
    await beginSync(store, claim!, nextId(), at(5 * MINUTE));
    // It dies here, and its lease ends.
    await store.rows("update kept_courses set sync_lease_until = clock_timestamp() - interval '1 second'");
    expect(await claimed(10 * MINUTE - 1)).toEqual([]);
    expect(await syncDue(10 * MINUTE)).toEqual(["1"]);
    expect(await claimed(60 * MINUTE)).toEqual([]);
    expect(await outcomes()).toEqual(["SUCCEEDED", "UNKNOWN", "SUCCEEDED"]);
  });

  test("keeping a course again does not get around the 5 minutes", async () => {
    await keep(0, "1");
    await syncDue(0);
    await setPolicy(store, ["1"], "MANUAL", { at: at(1), by: null }, RULES);
    await keep(2, "1");
    expect(await claimed(5 * MINUTE - 1)).toEqual([]);
    expect(await syncDue(5 * MINUTE)).toEqual(["1"]);
  });

  test("a message that comes during a sync causes another one", async () => {
    await keep(0, "1");
    const [claim] = await claimed(0);
    const id = nextId();
    await beginSync(store, claim!, id, at(0));
    await markRoster(1 * SECOND);
    await endSync(store, claim!, id, attempted(2 * SECOND), RULES);
    expect(await claimed(5 * MINUTE - 1)).toEqual([]);
    expect(await syncDue(5 * MINUTE)).toEqual(["1"]);
    expect(await claimed(60 * MINUTE)).toEqual([]);
  });

  test("a failed sync is repeated after 5, 10 and 20 minutes, and then waits for a message", async () => {
    await keep(0, "1");
    const made: number[] = [];
    for (let minute = 0; minute < 120; minute += 1)
      if ((await syncDue(minute * MINUTE, FAILED)).length > 0) made.push(minute);
    expect(made).toEqual([0, 5, 15, 35]);
    await markRoster(120 * MINUTE);
    expect(await syncDue(121 * MINUTE)).toEqual(["1"]);
  });

  test("a sync that was never sent is no correction, and does not count", async () => {
    await keep(0, "1");
    for (let ms = 0; ms < 10 * MINUTE; ms += MINUTE)
      expect(await syncDue(ms, { ...FAILED, neverSent: true })).toEqual(["1"]);
    expect(await outcomes()).toEqual([]);
  });

  test("the daily look syncs no course that is over, until a message shows that it is not", async () => {
    await keep(0, "1");
    await syncDue(0, { outcome: "FAILED", failure: "course-deleted", courseIsOver: true });
    await markAll(store, at(10 * MINUTE), at(10 * MINUTE), RULES);
    expect(await claimed(20 * MINUTE)).toEqual([]);
    await markRoster(20 * MINUTE);
    expect(await syncDue(21 * MINUTE)).toEqual(["1"]);
    await markAll(store, at(30 * MINUTE), at(30 * MINUTE), RULES);
    expect(await syncDue(30 * MINUTE)).toEqual(["1"]);
  });

  test("each daily moment makes a course due once", async () => {
    await keep(0, "1");
    await syncDue(0);
    await markAll(store, at(-1), at(6 * MINUTE), RULES);
    expect(await claimed(60 * MINUTE)).toEqual([]);
    await markAll(store, at(6 * MINUTE), at(6 * MINUTE), RULES);
    await markAll(store, at(6 * MINUTE), at(7 * MINUTE), RULES);
    const [claim] = await claimed(7 * MINUTE);
    expect(claim).toMatchObject({ trigger: "SCHEDULE" });
  });

  test("a worker whose lease was taken neither begins nor settles a sync", async () => {
    await keep(0, "1");
    const [old] = await claimed(0);
    await store.rows("update kept_courses set sync_lease_until = clock_timestamp() - interval '1 second'");
    expect(await beginSync(store, old!, nextId(), at(0))).toBe(false);
    const [taken] = await claimed(0);
    const id = nextId();
    await beginSync(store, taken!, id, at(0));
    await releaseSync(store, old!);
    await endSync(store, old!, nextId(), attempted(0), RULES);
    expect(await claimed(10 * MINUTE)).toEqual([]);
    await endSync(store, taken!, id, attempted(0, FAILED), RULES);
    expect(await syncDue(10 * MINUTE)).toEqual(["1"]);
  });

  test("no message makes a course due that is not kept", async () => {
    await setPolicy(store, ["1"], "MANUAL", { at: at(0), by: null }, RULES);
    expect(await markRoster(0)).toBe(false);
    expect(await markRoster(0, "2")).toBe(false);
    await markAll(store, at(MINUTE), at(MINUTE), RULES);
    expect(await claimed(60 * MINUTE)).toEqual([]);
    expect(await claimCards(store, 10, at(60 * MINUTE), RULES)).toEqual([]);
  });
});

const outcomes = async () =>
  (await listCorrections(store, { courseId: null, userId: null, after: null, limit: 100 })).map(
    ({ outcome }) => outcome,
  );

const disputes: string[] = [];
const noteDispute = (_: unknown, { userId }: { userId: string }) => {
  disputes.push(userId);
  return Promise.resolve();
};

const markCards = (ms: number, trigger: NameTrigger = "MEMBER_RENAMED", ...userIds: string[]) =>
  markMembers(
    store,
    { courseId: "1", userIds: userIds.length > 0 ? userIds : ["u1"], trigger },
    at(ms),
    RULES,
  );

/** Sets the cards of all due members. Returns who was set. */
async function setDue(ms: number, given: Partial<Attempted> = {}): Promise<string[]> {
  const set: string[] = [];
  for (const claim of await claimCards(store, 10, at(ms), RULES)) {
    for (const member of await dueMembers(store, claim, at(ms), 50)) {
      const wanted = { claim, member, groupId: "g", at: at(ms) };
      const begun = await beginCorrection(store, wanted, RULES, noteDispute);
      if (begun.kind !== "begun") continue;
      await endMember(store, wanted, begun.correction, attempted(ms, given), RULES);
      set.push(member.userId);
    }
    await releaseCards(store, claim);
  }
  return set;
}

describe("name cards", () => {
  beforeEach(async () => {
    disputes.length = 0;
    await keep(0, "1");
    await store.rows("update kept_courses set look_due_at = null, sync_due_at = null");
  });

  test("only members with an official name become due, and an event during the work is not lost", async () => {
    expect(await markCards(0, "MEMBER_JOINED", "stranger")).toBe(false);
    expect(await markCards(0, "MEMBER_JOINED", "u1", "stranger")).toBe(true);
    const [claim] = await claimCards(store, 10, at(0), RULES);
    const members = await dueMembers(store, claim!, at(0), 50);
    expect(members).toMatchObject([{ userId: "u1", trigger: "MEMBER_JOINED", name: "Name 1" }]);
    await markCards(1);
    const wanted = { claim: claim!, member: members[0]!, groupId: "g", at: at(1) };
    expect(await beginCorrection(store, wanted, RULES, noteDispute)).toEqual({ kind: "lost" });
    await settleMembers(store, claim!, members);
    await releaseCards(store, claim!);
    expect(await setDue(2)).toEqual(["u1"]);
    expect(await setDue(60 * MINUTE)).toEqual([]);
  });

  test("the sixth correction within an hour is a dispute, and the member is left alone", async () => {
    for (let time = 0; time < 5; time += 1) {
      await markCards(time * MINUTE);
      expect(await setDue(time * MINUTE)).toEqual(["u1"]);
    }
    await markCards(6 * MINUTE);
    expect(await setDue(6 * MINUTE)).toEqual([]);
    expect(disputes).toEqual(["u1"]);
    // For as long as there are renames, whatever else happens.
    for (let minute = 30; minute < 300; minute += 50) {
      expect(await markCards(minute * MINUTE)).toBe(false);
      expect(await markCards((minute + 1) * MINUTE, "MEMBER_JOINED")).toBe(false);
      expect(await markCards((minute + 2) * MINUTE, "SCHEDULE")).toBe(false);
      expect(await setDue((minute + 3) * MINUTE)).toEqual([]);
    }
    // The last rename was in minute 280.
    expect(await markCards(339 * MINUTE, "SCHEDULE")).toBe(false);
    expect(await markCards(341 * MINUTE, "SCHEDULE")).toBe(true);
    expect(await setDue(341 * MINUTE)).toEqual(["u1"]);
    expect(disputes).toEqual(["u1"]);
  });

  test("five corrections spread over more than an hour are no dispute, and failed ones do not count", async () => {
    for (let minute = 0; minute < 200; minute += 13) {
      await markCards(minute * MINUTE);
      expect(await setDue(minute * MINUTE)).toEqual(["u1"]);
    }
    for (let minute = 300; minute < 310; minute += 1) {
      await markCards(minute * MINUTE, "MEMBER_RENAMED", "u2");
      await setDue(minute * MINUTE, { ...FAILED, worthRepeating: false });
    }
    expect(disputes).toEqual([]);
  });

  test("a correction whose process died counts, because it may have been made", async () => {
    for (let time = 0; time < 5; time += 1) {
      await markCards(time * SECOND);
      const [claim] = await claimCards(store, 10, at(time * SECOND), RULES);
      const [member] = await dueMembers(store, claim!, at(time * SECOND), 50);
      const wanted = { claim: claim!, member: member!, groupId: "g", at: at(time * SECOND) };
      expect((await beginCorrection(store, wanted, RULES, noteDispute)).kind).toBe("begun");
      await store.rows("update kept_courses set cards_lease_until = clock_timestamp() - interval '1 second'");
    }
    expect(await setDue(10 * SECOND)).toEqual([]);
    expect(disputes).toEqual(["u1"]);
  });

  test("a failed correction is repeated after 30, 60 and 120 seconds, and then waits for an event", async () => {
    await markCards(0);
    const tried: number[] = [];
    for (let second = 0; second < 600; second += 10)
      if ((await setDue(second * SECOND, FAILED)).length > 0) tried.push(second);
    expect(tried).toEqual([0, 30, 90, 210]);
    await markCards(600 * SECOND);
    expect(await setDue(600 * SECOND)).toEqual(["u1"]);
  });

  test("a name that is too long for a card is reported once, and again when the name has changed", async () => {
    const report = async (ms: number) => {
      await markCards(ms);
      const [claim] = await claimCards(store, 10, at(ms), RULES);
      const [member] = await dueMembers(store, claim!, at(ms), 50);
      const reported = await reportLongName(store, {
        claim: claim!,
        member: member!,
        groupId: "g",
        at: at(ms),
      });
      await releaseCards(store, claim!);
      return reported !== null;
    };
    expect([await report(0), await report(1), await report(2)]).toEqual([true, false, false]);
    await expireCorrections(store, 90);
    await store.rows("update official_names set updated_at = '2026-11-02T00:00:00Z' where user_id = 'u1'");
    expect([await report(3), await report(4)]).toEqual([true, false]);
  });

  test("a look goes through the pages, survives a death, and begins anew with the next moment", async () => {
    await markAll(store, at(MINUTE), at(MINUTE), RULES);
    const [first] = await claimCards(store, 10, at(MINUTE), RULES);
    expect(first!.look).toMatchObject({ position: null, trigger: "SCHEDULE" });
    await advanceLook(
      store,
      first!,
      first!.look!,
      { differing: ["u1", "u2"], next: "page 2" },
      at(MINUTE),
      RULES,
    );
    await store.rows("update kept_courses set cards_lease_until = clock_timestamp() - interval '1 second'");
    const [second] = await claimCards(store, 10, at(MINUTE), RULES);
    expect(second!.look).toMatchObject({ position: "page 2" });
    expect(await dueMembers(store, second!, at(MINUTE), 50)).toMatchObject([
      { userId: "u1", trigger: "SCHEDULE" },
      { userId: "u2", trigger: "SCHEDULE" },
    ]);
    // The first worker was only slow.
    await advanceLook(store, first!, first!.look!, { differing: ["u3"], next: null }, at(MINUTE), RULES);
    expect(await dueMembers(store, second!, at(MINUTE), 50)).toHaveLength(2);
    await putOffLook(store, second!, second!.look!, { now: at(MINUTE), worthRepeating: true }, RULES);
    await releaseCards(store, second!);
    await setDue(MINUTE);
    expect(await claimCards(store, 10, at(MINUTE + 29 * SECOND), RULES)).toEqual([]);
    const [third] = await claimCards(store, 10, at(MINUTE + 30 * SECOND), RULES);
    expect(third!.look).toMatchObject({ position: "page 2", tries: 1 });
    await advanceLook(store, third!, third!.look!, { differing: [], next: null }, at(2 * MINUTE), RULES);
    await releaseCards(store, third!);
    expect(await claimCards(store, 10, at(60 * MINUTE), RULES)).toEqual([]);
    await markAll(store, at(60 * MINUTE), at(60 * MINUTE), RULES);
    const [next] = await claimCards(store, 10, at(60 * MINUTE), RULES);
    expect(next!.look).toMatchObject({ position: null, tries: 0 });
  });

  test("a worker whose course was taken over writes nothing, and settles nothing", async () => {
    await markCards(0);
    const [old] = await claimCards(store, 10, at(0), RULES);
    const members = await dueMembers(store, old!, at(0), 50);
    await store.rows("update kept_courses set cards_lease_until = clock_timestamp() - interval '1 second'");
    const [taken] = await claimCards(store, 10, at(0), RULES);
    const wanted = { claim: old!, member: members[0]!, groupId: "g", at: at(0) };
    expect(await beginCorrection(store, wanted, RULES, noteDispute)).toEqual({ kind: "lost" });
    await settleMembers(store, old!, members);
    await releaseCards(store, old!);
    expect(await dueMembers(store, taken!, at(0), 50)).toHaveLength(1);
    expect(await claimCards(store, 10, at(0), RULES)).toEqual([]);
  });

  test("a write begins only while enough of the lease is left for it", async () => {
    await markCards(0);
    const [claim] = await claimCards(store, 10, at(0), RULES);
    const [member] = await dueMembers(store, claim!, at(0), 50);
    await store.rows("update kept_courses set cards_lease_until = clock_timestamp() + interval '10 seconds'");
    const wanted = { claim: claim!, member: member!, groupId: "g", at: at(0) };
    expect(await beginCorrection(store, wanted, RULES, noteDispute)).toEqual({ kind: "lost" });
    expect(await outcomes()).toEqual([]);
  });

  test("new official names are looked for a little later, once for many requests", async () => {
    await markLooks(store, at(0), RULES);
    await markLooks(store, at(20 * SECOND), RULES);
    expect(await claimCards(store, 1, at(29 * SECOND), RULES)).toEqual([]);
    const [first] = await claimCards(store, 1, at(30 * SECOND), RULES);
    expect(first!.look).toMatchObject({ position: null, trigger: "MANUAL" });
    await advanceLook(store, first!, first!.look!, { differing: [], next: "page 2" }, at(30 * SECOND), RULES);
    // A name of the first page changes while the second one is read, so the look begins again.
    await markLooks(store, at(31 * SECOND), RULES);
    await advanceLook(store, first!, first!.look!, { differing: [], next: null }, at(32 * SECOND), RULES);
    await releaseCards(store, first!);
    expect(await claimCards(store, 1, at(60 * SECOND), RULES)).toEqual([]);
    const [again] = await claimCards(store, 1, at(61 * SECOND), RULES);
    expect(again!.look).toMatchObject({ position: null });
    await advanceLook(store, again!, again!.look!, { differing: [], next: null }, at(61 * SECOND), RULES);
    await releaseCards(store, again!);
    expect(await claimCards(store, 1, at(2 * MINUTE), RULES)).toEqual([]);
  });

  test("new official names are not looked for in courses that are not kept", async () => {
    await setPolicy(store, ["1"], "MANUAL", { at: at(0), by: null }, RULES);
    await markLooks(store, at(0), RULES);
    expect(await store.rows("select course_id from kept_courses where look_due_at is not null")).toEqual([]);
  });

  test("two workers never hold the same course, and courses with due members come before looks", async () => {
    await keep(0, "2");
    await markCards(1);
    const [one] = await claimCards(store, 1, at(1), RULES);
    const [two] = await claimCards(store, 1, at(1), RULES);
    expect([one!.courseId, two!.courseId]).toEqual(["1", "2"]);
    expect(await claimCards(store, 1, at(1), RULES)).toEqual([]);
  });
});

describe("the history", () => {
  test("old corrections, quiet members and courses that are no longer kept are deleted", async () => {
    const day = 24 * 60 * MINUTE;
    const now = Date.now() - T0;
    await keep(now - 100 * day, "1", "2");
    await syncDue(now - 100 * day);
    await setPolicy(store, ["2"], "MANUAL", { at: at(now - 91 * day), by: null }, RULES);
    await markRoster(now);
    await syncDue(now + MINUTE);
    await markCards(now);
    await markCards(now, "MEMBER_RENAMED", "u2");
    await store.rows("update kept_members set due_at = null where user_id = 'u2'");
    await expireCorrections(store, 90);
    expect(await outcomes()).toEqual(["SUCCEEDED"]);
    expect(await store.rows("select course_id from kept_courses")).toEqual([{ course_id: "1" }]);
    expect(await store.rows("select user_id from kept_members")).toEqual([{ user_id: "u1" }]);
  });

  test("pages go on where the last one ended, also among corrections of the same moment", async () => {
    const courses = Array.from({ length: 7 }, (_, index) => String(index + 1));
    await keep(0, ...courses);
    await syncDue(0);
    await store.rows(
      `insert into nickname_syncs (id, course_id, started_at, finished_at, request_id, outcome)
       values ('10000000-0000-4000-8000-000000000001', '9', $1::timestamptz, $1::timestamptz, 'r', 'succeeded')`,
      [at(0).toISOString()],
    );
    const seen: string[] = [];
    for (let after: { at: Date; id: string } | null = null; ;) {
      const page = await listCorrections(store, { courseId: null, userId: null, after, limit: 3 });
      seen.push(...page.map(({ courseId }) => courseId));
      const last = page.at(-1);
      if (last === undefined) break;
      after = last;
    }
    expect(seen.toSorted()).toEqual([...courses, "9"]);
    const of9 = await listCorrections(store, { courseId: "9", userId: null, after: null, limit: 3 });
    expect(of9).toMatchObject([{ trigger: "MANUAL", outcome: "SUCCEEDED", vendor: "classin" }]);
  });
});
