import { expect } from "vitest";
import type { KeepRules } from "../../src/names/keep/rules.js";
import { aCourse, aGroup, aSchool, type GroupWish } from "../../src/simulator/builders.js";
import type { StoreProvider } from "../../src/store/store.js";
import type { Clock } from "../../src/vendor/clock.js";
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
    provider?: StoreProvider;
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

export type Keeping = Awaited<ReturnType<typeof startKeeping>>;

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
      world.courses.get(courseId)?.students.map(({ nickname, registeredName }) => nickname === registeredName),
    disputes: async () => {
      const { vendorEvents } = await app.run<any>(
        `{ vendorEvents(kind: NAME_DISPUTE) { nodes { kind state vendor users { id } group { id } course { id } } } }`,
      );
      return vendorEvents.nodes as any[];
    },
  };
}

/** Waits until a correction with this trigger has ended, and every event was processed. */
export const eventuallyEqual = async (read: () => unknown, expected: unknown): Promise<void> =>
  expect.poll(async () => read(), PATIENTLY).toEqual(expected);

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
