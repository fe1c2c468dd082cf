import type { ResultOf, VariablesOf } from "@graphql-typed-document-node/core";
import { UpdateGroupMemberDocument } from "../../test/operations/generated/graphql.js";
import { MemberNewsDocument, SetOfficialNamesDocument } from "../operations/generated/graphql.js";
import { nameOfStudent, userIdOf } from "../students.js";
import { poll } from "./poll.js";
import { failureOf, type Outcome, type Stage, type Step } from "./step.js";

/** How long a webhook may take until the graph shows it. Far longer than it needs. */
const NEWS_WITHIN_MS = 10_000;
/** A store that cannot be used at all says so sooner. */
const SLOW_MS = 5_000;

/** The school's list, as an administrator would upload it once a term. */
export const setNames = (courseId: string): Step => ({
  title: "Tell the server the official names of the students",
  expected: "SetOfficialNamesSuccess",
  async run({ send, simulator }) {
    const students = (await simulator.studentsOf(courseId)) ?? [];
    const names = students.map(({ uid, registeredName }) => ({
      userId: userIdOf(uid),
      classinUid: uid,
      name: registeredName,
    }));
    const outcome = await sendNames(send, names);
    // The first use of the server's database creates it, which may take a slow machine longer than one request may.
    return outcome.typename === "StoreUnavailableError" && outcome.tookMs > SLOW_MS
      ? sendNames(send, names)
      : outcome;
  },
});

async function sendNames(
  send: Stage["send"],
  names: VariablesOf<typeof SetOfficialNamesDocument>["names"],
): Promise<Outcome & { readonly tookMs: number }> {
  const startedAt = performance.now();
  const { data, errors } = await send(SetOfficialNamesDocument, { names });
  const tookMs = performance.now() - startedAt;
  const result = data?.setOfficialNames;
  if (result === undefined) return { ...failureOf(errors), tookMs };
  const detail =
    "message" in result ? result.message : `${result.changed} names set, ${result.unchanged} known before.`;
  return { typename: result.__typename, detail, tookMs };
}

/** Sets the cards of some students in their group, one call for each. */
export const setCards = (groupId: string, userIds: readonly string[]): Step => ({
  title: `Set the name cards of ${userIds.length} students in their chat group`,
  expected: "UpdateGroupMemberSuccess",
  async run({ send }) {
    for (const userId of userIds) {
      const input = { groupId, userId, nameCard: nameOfStudent(userId) ?? "" };
      const { data, errors } = await send(UpdateGroupMemberDocument, { input });
      const result = data?.updateGroupMember;
      if (result === undefined) return failureOf(errors);
      if ("message" in result) return { typename: result.__typename, detail: result.message };
    }
    return {
      typename: "UpdateGroupMemberSuccess",
      detail: `Confirmed by Tencent IM for ${userIds.join(", ")}.`,
    };
  },
});

/** A student changes their own card again. Nobody asks the server to look: the vendor's webhook tells it. */
export const studentRenamesThemselves = (groupId: string, userId: string, nameCard: string): Step => ({
  title: `${userId} renames themselves to "${nameCard}" in the chat app`,
  expected: "MEMBER_CHANGED",
  async run(stage) {
    const member = { groupId, userId };
    // From now on the server keeps this read, and only the webhook ends it.
    const before = await stage.send(MemberNewsDocument, member);
    if (before.errors.length > 0) return failureOf(before.errors);
    if (!(await stage.simulator.renameThemselves({ ...member, nameCard })))
      return { typename: "(no answer)", detail: "The simulator does not answer." };
    return awaitNews(stage, { ...member, nameCard, lastEvent: newestEvent(before.data)?.id });
  },
});

interface Awaited {
  readonly groupId: string;
  readonly userId: string;
  readonly nameCard: string;
  /** The newest event before. */
  readonly lastEvent: string | undefined;
}

async function awaitNews({ send }: Stage, { nameCard, lastEvent, ...member }: Awaited): Promise<Outcome> {
  const news = await poll(NEWS_WITHIN_MS, async () => {
    const { data, errors } = await send(MemberNewsDocument, member);
    if (errors.length > 0) return failureOf(errors);
    const event = newestEvent(data);
    const isNew = event !== undefined && event.id !== lastEvent;
    return isNew && data?.groupMember?.nameCard === nameCard ? { event, data } : null;
  });
  if (news === null) return { typename: "(no event)", detail: "No webhook arrived." };
  const { found, tookMs } = news;
  return "event" in found ? { typename: found.event.kind, detail: detailOf(found.data, tookMs) } : found;
}

type News = ResultOf<typeof MemberNewsDocument>;
const newestEvent = (news: News | null) => news?.vendorEvents.nodes[0];

const detailOf = ({ groupMember }: News, tookMs: number): string =>
  `Tencent IM's webhook reported it. ${tookMs} ms later the graph showed the new card${
    groupMember?.nameMatches === false ? ", and that it is not the official name" : ""
  }.`;
