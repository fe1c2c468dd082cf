import { expect } from "vitest";
import { nameOfStudent } from "../../../demo/students.js";
import { type Clock, systemClock } from "../../../src/vendor/clock.js";
import { ADMINISTRATOR, type RosterSite } from "../roster/site.js";

const COURSE = "561294";
const GROUP = `course-${COURSE}`;
const STAFF: Readonly<Record<string, string>> = { teacher_li: "李老师", assistant_zhao: "赵老师" };

/** The students whose name cards are their own choice at first. */
const MISNAMED: ReadonlySet<string> = new Set(["student_001", "student_002", "student_003", "student_007"]);

/** Starts on the first morning of term, so that a picture shows the same times whenever it is made. */
export function clockOfFirstDay(): Clock {
  const firstDay = Date.parse("2026-09-01T01:00:00Z");
  const startedAt = systemClock.monotonicMs();
  return {
    ...systemClock,
    now: () => new Date(firstDay + Math.round(systemClock.monotonicMs() - startedAt)),
  };
}

function membersOf({ app }: RosterSite) {
  const group = app.simulator.world.groups.get(GROUP);
  if (group === undefined) throw new Error(`The demo's school has no group ${GROUP}.`);
  return group.members;
}

/** What the vendor has now. */
export const cardOf = (site: RosterSite, userId: string): string | undefined =>
  membersOf(site).get(userId)?.nameCard;

/** The school's list: everybody in the class has an official name. */
export const officialNames = (site: RosterSite): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...membersOf(site).keys()].map((userId) => [userId, STAFF[userId] ?? nameOfStudent(userId) ?? userId]),
  );

/** Sets the name cards of the class to the official names at the vendor, except those of `misnamed`. */
export function setCards(site: RosterSite, misnamed = MISNAMED): void {
  const names = officialNames(site);
  for (const [userId, member] of membersOf(site))
    if (!misnamed.has(userId)) member.nameCard = names[userId] ?? "";
}

export function renameThemselves({ app }: RosterSite, userId: string, nameCard: string): void {
  app.simulator.webhooks.renameMember({ groupId: GROUP, userId, nameCard });
}

/** From now on the server keeps the names of the class. What it does at first has ended. */
export async function keepNames({ run }: RosterSite): Promise<void> {
  const { setNamePolicy } = await run(ADMINISTRATOR, KEEP, { courseIds: [COURSE] });
  expect(setNamePolicy.__typename).toBe("SetNamePolicySuccess");
  await expect
    .poll(() => run(ADMINISTRATOR, FIRST_SYNC, { courseId: COURSE }))
    .toMatchObject({
      nameCorrections: { nodes: [{ outcome: "SUCCEEDED" }] },
      course: { lastNicknameSync: { result: { __typename: "SyncClassNicknamesSuccess" } } },
    });
}

const KEEP = `mutation ($courseIds: [ID!]!) {
  setNamePolicy(input: { courseIds: $courseIds, policy: KEEP }) { __typename }
}`;
const FIRST_SYNC = `query ($courseId: ID!) {
  nameCorrections(first: 1, courseId: $courseId) { nodes { outcome } }
  course(id: $courseId) { lastNicknameSync { result { __typename } } }
}`;
