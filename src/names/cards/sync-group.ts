import { isUserId } from "../../input/ids.js";
import { failed, ok, type Result } from "../../result.js";
import type { TencentImClient } from "../../tencent-im/client.js";
import type { MemberPage } from "../../tencent-im/member-pages.js";
import type { CallContext } from "../../vendor/call-context.js";
import type { OfficialNames } from "../official-names.js";
import { causeOfRefusal } from "./group-failure.js";
import { addCounts, type CardCounts, type CardsFailure, type GroupProgress, NO_CARDS } from "./model.js";
import { differs } from "./set-card.js";
import { type MemberToName, setCards } from "./set-cards.js";

/** One attempt at a group. */
export interface GroupAttempt {
  /** Where an earlier attempt has got to. Null: this is the first one. */
  readonly progress: GroupProgress | null;
  /** Whether no other attempt follows. Then cards that fail for a reason that may pass are reported. */
  readonly isLast: boolean;
  /** The context of one vendor call. A group may take longer than one call may. */
  readonly newCall: () => CallContext;
  /** Stores the progress. False: this attempt must stop, because it was cancelled or another worker goes on. */
  readonly save: (progress: GroupProgress) => Promise<boolean>;
}

export interface GroupDeps {
  readonly tencentIm: TencentImClient;
  readonly names: Pick<OfficialNames, "find">;
}

const PAGE = 100;
/** Two million members. A list that is longer never ends. */
const MAX_PAGES = 20_000;
const NAME_CARD: ReadonlySet<"nameCard"> = new Set(["nameCard"]);
const AT_THE_START: GroupProgress = { after: null, pages: 0, counts: NO_CARDS, writing: [] };

/**
 * Sets each member's card to the official name, page by page, only where it differs. Cards are read anew. After an
 * interruption, the unfinished page is looked at again: a card that was set by then costs no write.
 *
 * Null: the attempt had to stop. Rejects with StoreUnavailable while names cannot be read.
 */
export async function syncGroup(
  deps: GroupDeps,
  groupId: string,
  attempt: GroupAttempt,
): Promise<Result<CardCounts, CardsFailure> | null> {
  let progress = attempt.progress ?? AT_THE_START;
  for (;;) {
    const query = { groupId, first: PAGE, after: progress.after, roles: null };
    const page = await deps.tencentIm.anew.memberPage(query, NAME_CARD, attempt.newCall());
    if (!page.ok) return failed(await causeOfRefusal(deps.tencentIm, groupId, page.error, attempt.newCall));
    const done = await syncPage(deps, page.value, progress, attempt);
    if (done === null || !done.ok) return done;
    const counts = addCounts(progress.counts, done.value);
    const { next } = page.value;
    if (next === null) return ok(counts);
    progress = { after: next, pages: progress.pages + 1, counts, writing: [] };
    if (progress.pages === MAX_PAGES) return failed(ENDLESS);
    if (!(await attempt.save(progress))) return null;
  }
}

const ENDLESS: CardsFailure = {
  vendor: "tencent-im",
  code: null,
  why: "its list of the group's members does not end",
  kind: "rejected",
};

/** The counts of this page alone. */
async function syncPage(
  deps: GroupDeps,
  { members }: MemberPage,
  progress: GroupProgress,
  attempt: GroupAttempt,
): Promise<Result<CardCounts, CardsFailure> | null> {
  const wasWriting = new Set(progress.writing);
  const found = await Promise.all(members.map(({ member }) => nameFor(member, deps)));
  const named = found.filter((member) => member !== null);
  const wrong = named.filter(({ card, name }) => differs(card, name));
  const right = named.filter((member) => !wrong.includes(member));
  const setBefore = right.filter(({ userId }) => wasWriting.has(userId)).length;
  const looked: CardCounts = {
    ...NO_CARDS,
    set: setBefore,
    matching: right.length - setBefore,
    unnamed: members.length - named.length,
  };
  if (wrong.length === 0) return ok(looked);
  const writing = [...new Set([...progress.writing, ...wrong.map(({ userId }) => userId)])];
  if (!(await attempt.save({ ...progress, writing }))) return null;
  const written = await setCards(deps.tencentIm, wrong, attempt);
  return written.ok ? ok(addCounts(looked, written.value)) : written;
}

type Looked = MemberToName & { readonly card: string | null };

async function nameFor(
  { groupId, userId, nameCard }: { groupId: string; userId: string; nameCard: string | null },
  { names }: GroupDeps,
): Promise<Looked | null> {
  // The vendor gives all deleted accounts one id, which is nobody's.
  const official = isUserId(userId) ? await names.find(userId) : null;
  return official && { groupId, userId, name: official.name, card: nameCard };
}
