import { readMemberChange } from "../../input/member-change.js";
import { failed, ok, type Result } from "../../result.js";
import type { TencentImClient } from "../../tencent-im/client.js";
import { meansNobody } from "../../tencent-im/member-reads.js";
import type { CallContext } from "../../vendor/call-context.js";
import { isVendorFailure } from "../../vendor/failure.js";
import { forEachAtMost } from "../cards/at-most.js";
import { addCounts, type CardCounts, type CardFailure, NO_CARDS } from "../cards/model.js";
import { differs, setCard } from "../cards/set-card.js";
import type { CardsStep } from "./model.js";

const PAGE = 100;
/** A person waits, but other people's requests must not. */
const AT_ONCE = 10;
const NAME_CARD: ReadonlySet<"nameCard"> = new Set(["nameCard"]);
const TYPE: ReadonlySet<"type"> = new Set(["type"]);

/** Sets the user's card in every group that they are in, where it differs. The groups are read page by page, all anew. */
export async function setUserCards(
  tencentIm: TencentImClient,
  user: { readonly userId: string; readonly name: string },
  context: CallContext,
): Promise<CardsStep> {
  const tooLong = problemsOf(user);
  if (tooLong !== null)
    return { outcome: "failed", failure: { kind: "name-not-allowed", problems: tooLong }, cards: null };
  let counts = NO_CARDS;
  for (let offset: number | null = 0; offset !== null;) {
    const query = { userId: user.userId, offset, first: PAGE, types: [] };
    const page = await tencentIm.anew.joinedGroups(query, TYPE, context);
    // A user whom Tencent IM does not know is in no group.
    if (!page.ok && meansNobody(page.error)) break;
    if (!page.ok) return { ...cannotList(page.error), cards: counts };
    const groupIds = page.value.groups
      // Live-stream groups have no cards.
      .filter(({ group }) => group.type !== "AV_CHAT_ROOM")
      .map(({ group }) => group.id);
    const ofPage = await setInGroups(tencentIm, groupIds, user, context);
    counts = addCounts(counts, ofPage);
    offset = page.value.next;
  }
  if (counts.failed > 0) return { outcome: "failed", failure: { kind: "partly-set" }, cards: counts };
  return { outcome: "succeeded", failure: null, cards: counts };
}

/** The path is that of the mutation's input. */
function problemsOf({ userId, name }: { userId: string; name: string }) {
  const anyGroup = "any";
  const change = readMemberChange({ groupId: anyGroup, userId, nameCard: name }, "input");
  if (change.ok) return null;
  return change.error.map((problem) => ({ ...problem, path: "input.name" }));
}

async function setInGroups(
  tencentIm: TencentImClient,
  groupIds: readonly string[],
  user: { readonly userId: string; readonly name: string },
  context: CallContext,
): Promise<CardCounts> {
  let counts = NO_CARDS;
  const setInOne = async (groupId: string) => {
    const done = await setInGroup(tencentIm, { groupId, ...user }, context);
    if (!done.ok)
      counts = addCounts(counts, {
        ...NO_CARDS,
        failed: 1,
        failures: [{ id: groupId, failure: done.error }],
      });
    else if (done.value !== null) counts = addCounts(counts, { ...NO_CARDS, [done.value]: 1 });
  };
  await forEachAtMost(AT_ONCE, groupIds, setInOne, () => false);
  return counts;
}

/** Null: the user has left the group since it was listed. */
async function setInGroup(
  tencentIm: TencentImClient,
  member: { readonly groupId: string; readonly userId: string; readonly name: string },
  context: CallContext,
): Promise<Result<"set" | "matching" | null, CardFailure>> {
  const { groupId, userId, name } = member;
  const read = (await tencentIm.anew.members(groupId, [userId], NAME_CARD, context)).get(userId);
  if (read?.ok === false) return failed(asCardFailure(read.error));
  const profile = read?.value ?? null;
  if (profile === null) return ok(null);
  if (!differs(profile.nameCard, name)) return ok("matching");
  const written = await setCard(tencentIm, member, context);
  if (written.ok) return ok("set");
  return written.error.kind === "member-not-found" ? ok(null) : written;
}

type ReadFailure = Parameters<typeof meansNobody>[0];

/** Reads have no other failures than those of every call. An odd code among them is a refusal. */
function asVendorFailure(failure: ReadFailure) {
  if (isVendorFailure(failure)) return failure;
  const { vendor, code, why } = failure;
  return { vendor, code, why, kind: "rejected" } as const;
}

const asCardFailure = (failure: ReadFailure): CardFailure => asVendorFailure(failure);

const cannotList = (failure: ReadFailure) => ({
  outcome: "failed" as const,
  failure: asVendorFailure(failure),
});
