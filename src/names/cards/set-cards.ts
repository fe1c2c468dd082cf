import { failed, ok, type Result } from "../../result.js";
import type { TencentImClient } from "../../tencent-im/client.js";
import type { CallContext } from "../../vendor/call-context.js";
import { forEachAtMost } from "./at-most.js";
import {
  addCounts,
  type CardCounts,
  type CardFailure,
  type CardsFailure,
  type FailedCard,
  NO_CARDS,
} from "./model.js";
import { mayPass, setCard } from "./set-card.js";

export interface MemberToName {
  readonly groupId: string;
  readonly userId: string;
  readonly name: string;
}

/** Several groups at once use the whole rate of the vendor. */
const AT_ONCE = 20;

/** Sets the cards of one page. A failure means that the rest of the group cannot, or should not now, be done. */
export async function setCards(
  tencentIm: Pick<TencentImClient, "updateMember">,
  members: readonly MemberToName[],
  { isLast, newCall }: { readonly isLast: boolean; readonly newCall: () => CallContext },
): Promise<Result<CardCounts, CardsFailure>> {
  let set = 0;
  const failures: FailedCard[] = [];
  let passing: CardsFailure | null = null;
  let end: CardsFailure | null = null;
  const setOne = async (member: MemberToName) => {
    const written = await setCard(tencentIm, member, newCall());
    if (written.ok) {
      set += 1;
      return;
    }
    const failure = written.error;
    const ofGroup = concernsAll(failure);
    if (ofGroup !== null) end ??= ofGroup;
    // The others of the page are done first, so that one member who always fails keeps nobody back.
    else if (mayPass(failure) && !isLast) passing ??= failure as CardsFailure;
    // A member who has left the group since has no card any more.
    else if (failure.kind !== "member-not-found") failures.push({ id: member.userId, failure });
  };
  await forEachAtMost(AT_ONCE, members, setOne, () => end !== null);
  const stopped = end ?? passing;
  if (stopped !== null) return failed(stopped);
  return ok(addCounts(NO_CARDS, { ...NO_CARDS, set, failed: failures.length, failures }));
}

/** A failure that every other member of the group would have too. Null if it may be this member's own. */
function concernsAll(failure: CardFailure): CardsFailure | null {
  switch (failure.kind) {
    case "group-not-found":
    case "misconfigured":
      return { ...failure, kind: failure.kind };
    case "change-not-allowed-in-group-type":
      return failure;
    case "rate-limited":
    case "unavailable":
      // Our own queue is full, the vendor is known to be down, or this server stops.
      return failure.neverSent === true ? failure : null;
    default:
      return null;
  }
}
