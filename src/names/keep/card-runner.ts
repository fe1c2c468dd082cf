import { findNames } from "../queries.js";
import { sameName } from "../same-name.js";
import { beginCorrection, endMember, reportLongName, tooLong, type Wanted } from "./card-corrections.js";
import {
  advanceLook,
  type CardClaim,
  type DueLook,
  type DueMember,
  dueMembers,
  putOffLook,
  putOffMembers,
  releaseCards,
  settleMembers,
} from "./card-work.js";
import { callOptions, type RunDeps } from "./run-deps.js";
import type { Cards } from "./vendors.js";

/** The vendor's limit of members in one read. */
const MEMBERS_AT_ONCE = 50;
/** Cards that are set at the same time in one group. */
const WRITES_AT_ONCE = 4;
/** Tencent IM's limit, in bytes of UTF-8. */
const CARD_BYTES = 50;

/** Looks at a page of a group's cards if a look is due, and at the cards of the members that are due. */
export async function runCards(deps: RunDeps, claim: CardClaim): Promise<void> {
  if (claim.look !== null) await lookAtPage(deps, claim, claim.look);
  const members = await dueMembers(deps.store, claim, deps.clock.now(), MEMBERS_AT_ONCE);
  if (members.length > 0) await correct(deps, claim, members);
  await releaseCards(deps.store, claim);
}

/** Cards that differ are not set here: the members are marked as due, and their cards are read anew. */
async function lookAtPage(deps: RunDeps, claim: CardClaim, look: DueLook): Promise<void> {
  const { store, vendors, clock, rules } = deps;
  const groupId = vendors.groupIdOf(claim.courseId);
  const page = await vendors.readPage(groupId, look.position, callOptions(deps));
  const now = clock.now();
  if (!page.ok) {
    const { worthRepeating } = page.error;
    return putOffLook(store, claim, look, { now, worthRepeating }, rules);
  }
  const { cards, next } = page.value;
  const names = await findNames(store, [...cards.keys()]);
  const differing = names
    .filter(({ userId, name }) => differs(cards, userId, name))
    .map(({ userId }) => userId);
  return advanceLook(store, claim, look, { differing, next }, now, rules);
}

/** A card that could not be read is left alone, and so is who is no member. */
function differs(cards: Cards, userId: string, name: string): boolean {
  const card = cards.get(userId);
  return card != null && !sameName(card, name);
}

async function correct(deps: RunDeps, claim: CardClaim, members: readonly DueMember[]): Promise<void> {
  const { store, vendors, clock, rules } = deps;
  const groupId = vendors.groupIdOf(claim.courseId);
  const named = members.filter(({ name }) => name !== null);
  await settleMembers(
    store,
    claim,
    members.filter(({ name }) => name === null),
  );
  if (named.length === 0) return;
  const userIds = named.map(({ userId }) => userId);
  const cards = await vendors.readCards(groupId, userIds, callOptions(deps));
  if (!cards.ok) {
    const put = { now: clock.now(), counts: true };
    return cards.error.worthRepeating
      ? putOffMembers(store, claim, named, put, rules)
      : settleMembers(store, claim, named);
  }
  const wrong = named.filter(({ userId, name }) => differs(cards.value, userId, name ?? ""));
  await settleMembers(
    store,
    claim,
    named.filter((member) => !wrong.includes(member)),
  );
  await inTurns(wrong, WRITES_AT_ONCE, (member) => setBack(deps, claim, groupId, member));
}

/** Sets one card, unless the name is too long for it or the member is in dispute. */
async function setBack(deps: RunDeps, claim: CardClaim, groupId: string, member: DueMember): Promise<void> {
  const { store, vendors, clock, observer, rules } = deps;
  const { userId } = member;
  const name = (member.name ?? "").normalize("NFC");
  const wanted: Wanted = { claim, member, groupId, at: clock.now() };
  if (Buffer.byteLength(name, "utf8") > CARD_BYTES) {
    const reported = await reportLongName(store, wanted);
    if (reported !== null) observer.corrected(reported, tooLong(wanted.at));
    return;
  }
  if (deps.signal.aborted) return;
  const begun = await beginCorrection(store, wanted, rules, deps.noteDispute);
  if (begun.kind === "disputed") return observer.disputed(begun.dispute);
  if (begun.kind === "lost") return;
  const attempted = await vendors.setCard(groupId, userId, name, callOptions(deps));
  await endMember(store, wanted, begun.correction, attempted, rules);
  if (!attempted.neverSent) observer.corrected(begun.correction, attempted);
}

/** Runs `work` for each item, at most `most` at a time. */
async function inTurns<Item>(
  items: readonly Item[],
  most: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const left = items.values();
  const run = async (): Promise<void> => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: most }, run));
}
