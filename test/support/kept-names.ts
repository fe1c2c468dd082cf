import { expect } from "vitest";
import type { KeepRules } from "../../src/names/keep/rules.js";
import { aCourse, aGroup, aSchool, type GroupWish } from "../../src/simulator/builders.js";
import type { Sql } from "../../src/store/sql.js";
import { type Clock, systemClock } from "../../src/vendor/clock.js";
import type { TestApp } from "./app.js";
import { PATIENTLY } from "./patiently.js";
import { startWithStore } from "./webhook-rows.js";
import { TOKEN } from "./webhooks.js";

export const COURSE = "561294";
export const GROUP = `course-${COURSE}`;

/** A server with webhooks, and a course with a group whose names the server may keep. */
export async function startKeeping(
  options: {
    members?: GroupWish["members"];
    rules?: Partial<KeepRules>;
    env?: Readonly<Record<string, string>>;
    clock?: Clock;
    /** Whether the vendors send events. */
    events?: boolean;
  } = {},
) {
  const { members = ["stu_1", "stu_2"], rules, env = {}, clock, events = true } = options;
  const running = await startWithStore({
    env: { WEBHOOKS_PORT: "0", TENCENT_IM_WEBHOOK_TOKEN: TOKEN, ...env },
    webhooks: { tencentToken: TOKEN },
    ...(clock !== undefined && { clock }),
    ...(rules !== undefined && { nameRules: rules }),
    school: aSchool({ courses: [aCourse({ id: COURSE })], groups: [aGroup({ id: GROUP, members })] }),
  });
  const { app, store } = running;
  if (events) app.simulator.webhooks.sendTo(app.webhooksUrl ?? null);
  return { ...keptNames(app), app, store, [Symbol.asyncDispose]: () => running[Symbol.asyncDispose]() };
}

/** What tests ask a server that keeps names. */
export function keptNames(app: TestApp) {
  const { world, webhooks } = app.simulator;
  const corrections = async (filter: { courseId?: string; userId?: string; first?: number } = {}) => {
    const { nameCorrections } = await app.run<any>(CORRECTIONS, { first: 100, ...filter });
    return nameCorrections.nodes as any[];
  };
  return {
    corrections,
    setNames: (names: Readonly<Record<string, string>>) =>
      app.run(SET_NAMES, {
        names: Object.entries(names).map(([userId, name]) => ({ userId, name })),
      }),
    async setPolicy(policy: "KEEP" | "MANUAL", courseIds: readonly string[] = [COURSE]) {
      const { set } = await app.run<any>(SET_POLICY, { courseIds, policy });
      if (set.__typename !== "SetNamePolicySuccess") throw new Error(JSON.stringify(set));
    },
    rename: (userId: string, nameCard: string, groupId = GROUP) =>
      webhooks.renameMember({ groupId, userId, nameCard }),
    cardOf: (userId: string, groupId = GROUP) => world.groups.get(groupId)?.members.get(userId)?.nameCard,
    /** Calls that set a name card, and calls that synced a course. */
    cardWrites: () => app.simulator.calls.list({ operation: "modify_group_member_info" }).length,
    syncs: () => app.simulator.calls.list({ operation: "modifyGroupMemberNickname" }).length,
    nicknamesOf: (courseId = COURSE) =>
      world.courses
        .get(courseId)
        ?.students.map(({ nickname, registeredName }) => nickname === registeredName),
    disputes: async () => {
      const { vendorEvents } = await app.run<any>(
        `{ vendorEvents(kind: NAME_DISPUTE) { nodes { kind state vendor users { id } group { id } course { id } } } }`,
      );
      return vendorEvents.nodes as any[];
    },
  };
}

/** Webhooks that wait to be processed. */
export const openMessages = (sql: Sql) =>
  sql.rows("select number from webhook_messages where processed_at is null and failed_at is null");
/** Members and looks that are due, now or later. */
export const dueMembersIn = (sql: Sql) =>
  sql.rows("select user_id from kept_members where due_at is not null");
export const dueLooks = (sql: Sql) =>
  sql.rows("select course_id from kept_courses where look_due_at is not null");
export const dueSyncs = async (sql: Sql): Promise<number> =>
  (await sql.rows("select course_id from kept_courses where sync_due_at is not null")).length;

/** The system's clock, whose time of day a test can move forward. Durations stay as they are. */
export function shiftedClock(): Clock & { shift(ms: number): void } {
  let shiftMs = 0;
  return {
    ...systemClock,
    now: () => new Date(Date.now() + shiftMs),
    shift(ms) {
      shiftMs += ms;
    },
  };
}

/** Waits, for as long as it takes, until this is read. */
export const expectSoon = async (read: () => unknown, expected: unknown): Promise<void> => {
  await expect.poll(async () => read(), PATIENTLY).toEqual(expected);
};

const CORRECTIONS = `query ($first: Int, $courseId: ID, $userId: ID) {
  nameCorrections(first: $first, courseId: $courseId, userId: $userId) {
    nodes { id at trigger outcome course { id } group { id } user { id } result { __typename
      ... on SyncClassNicknamesSuccess { course { id } }
      ... on UpdateGroupMemberSuccess { groupMember { userId nameCard } }
      ... on MutationError { message } } } } }`;
const SET_NAMES = `mutation ($names: [OfficialNameInput!]!) {
  setOfficialNames(input: { names: $names }) { __typename } }`;
const SET_POLICY = `mutation ($courseIds: [ID!]!, $policy: NamePolicy!) {
  set: setNamePolicy(input: { courseIds: $courseIds, policy: $policy }) { __typename
    ... on SetNamePolicySuccess { courses { id namePolicy } }
    ... on MutationError { message } } }`;
