import type { ResultOf } from "@graphql-typed-document-node/core";
import {
  ForgetEarlierDemoDocument,
  LastCorrectionDocument,
  MisnamedDocument,
  SetNamePolicyDocument,
} from "../operations/generated/graphql.js";
import { poll } from "./poll.js";
import { failureOf, type Outcome, type Stage, type Step } from "./step.js";

/** Far longer than either takes. A call that fails is repeated after 30 seconds. */
const RIGHT_WITHIN_MS = 90_000;
const SET_BACK_WITHIN_MS = 90_000;

/**
 * The simulator begins anew, but the store may have what an earlier demo left: the policy, and the corrections of the student
 * who renames themselves. After five of them within an hour, the server would leave the student alone.
 */
export async function forgetEarlierDemo(courseId: string, userId: string, { send }: Stage): Promise<void> {
  await send(ForgetEarlierDemoDocument, { courseId, userId });
}

/** From now on the server keeps the names of the course, without being asked. */
export const keepNames = (courseId: string, groupId: string): Step => ({
  title: `Keep the names of course ${courseId}, from now on`,
  expected: "SetNamePolicySuccess",
  async run({ send }) {
    const { data, errors } = await send(SetNamePolicyDocument, { courseId, policy: "KEEP" });
    const result = data?.setNamePolicy;
    if (result === undefined) return failureOf(errors);
    if ("message" in result) return { typename: result.__typename, detail: result.message };
    const right = await poll(RIGHT_WITHIN_MS, () => allAreRight(send, groupId));
    if (right === null) return { typename: "(not done)", detail: "Some name cards still differ." };
    return right.found === true
      ? { typename: result.__typename, detail: `${secondsOf(right.tookMs)} later every name card is right.` }
      : right.found;
  },
});

/** Null while a card differs. */
async function allAreRight(send: Stage["send"], groupId: string): Promise<true | Outcome | null> {
  const { data, errors } = await send(MisnamedDocument, { groupId });
  if (errors.length > 0) return failureOf(errors);
  return data?.group?.membersMisnamed?.nodes.length === 0 ? true : null;
}

export interface Renamed {
  readonly courseId: string;
  readonly groupId: string;
  readonly userId: string;
  readonly nameCard: string;
}

/** A student changes their own card once more, and nobody presses anything. */
export const studentIsSetBack = (member: Renamed): Step => ({
  title: `${member.userId} renames themselves to "${member.nameCard}" once more`,
  expected: "MEMBER_RENAMED",
  async run({ send, simulator }) {
    const { groupId, userId, nameCard } = member;
    const before = await send(LastCorrectionDocument, member);
    if (before.errors.length > 0) return failureOf(before.errors);
    if (before.data?.course?.namePolicy !== "KEEP")
      return { typename: "(not kept)", detail: "The names of the course are not kept." };
    const lastId = lastOf(before.data)?.id;
    if (!(await simulator.renameThemselves({ groupId, userId, nameCard })))
      return { typename: "(no answer)", detail: "The simulator does not answer." };
    const setBack = await poll(SET_BACK_WITHIN_MS, async () => {
      const { data } = await send(LastCorrectionDocument, member);
      const last = lastOf(data);
      const isDone = last !== undefined && last.id !== lastId && last.outcome === "SUCCEEDED";
      return isDone && data?.groupMember?.nameMatches === true ? { ...last, ...data.groupMember } : null;
    });
    if (setBack === null) return { typename: "(not set back)", detail: "The name card still differs." };
    const { found, tookMs } = setBack;
    return {
      typename: found.trigger,
      detail: `Tencent IM's webhook reported it. ${secondsOf(tookMs)} later the card is "${found.nameCard}" again.`,
    };
  },
});

const lastOf = (answer: ResultOf<typeof LastCorrectionDocument> | null) => answer?.nameCorrections.nodes[0];

const secondsOf = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
