import { randomUUID } from "node:crypto";
import type { Sql, Store } from "../../store/sql.js";
import { type CardClaim, type DueMember, putOffMembers, settleMembers } from "./card-work.js";
import { type BegunCorrection, countCorrections, endCorrection, insertCorrection } from "./corrections.js";
import type { Attempted, Dispute } from "./model.js";
import { callTimeOf, type KeepRules } from "./rules.js";

/** Writes that a member is in dispute, where operators see it. */
export type NoteDispute = (tx: Sql, dispute: Dispute) => Promise<void>;

/** `lost`: the member's card is no longer this worker's to set. */
export type Beginning =
  | { readonly kind: "begun"; readonly correction: BegunCorrection }
  | { readonly kind: "disputed"; readonly dispute: Dispute }
  | { readonly kind: "lost" };

/** A correction that may be made. */
export interface Wanted {
  readonly claim: CardClaim;
  readonly member: DueMember;
  readonly groupId: string;
  readonly at: Date;
}

const newCorrection = ({ claim, member, groupId, at }: Wanted): BegunCorrection => ({
  id: randomUUID(),
  at,
  vendor: "tencent-im",
  courseId: claim.courseId,
  groupId,
  userId: member.userId,
  trigger: member.trigger,
});

/**
 * Counts the member's corrections of the last hour, and writes the next one before the vendor is called. So no crash makes
 * one more. If there were five, the member is in dispute: that is noted once, and the member is left alone.
 */
export function beginCorrection(
  store: Store,
  wanted: Wanted,
  rules: KeepRules,
  noteDispute: NoteDispute,
): Promise<Beginning> {
  const { claim, member, groupId, at } = wanted;
  const { courseId } = claim;
  const { userId } = member;
  return store.transaction(async (tx): Promise<Beginning> => {
    if (!(await holds(tx, claim, member, callTimeOf(rules)))) return { kind: "lost" };
    const since = new Date(at.getTime() - rules.disputeMs);
    if ((await countCorrections(tx, { courseId, userId }, since)) >= rules.mostCorrections) {
      const dispute = { courseId, groupId, userId, at };
      await leaveAlone(tx, dispute, rules);
      await noteDispute(tx, dispute);
      return { kind: "disputed", dispute };
    }
    const correction = newCorrection(wanted);
    await insertCorrection(tx, correction);
    return { kind: "begun", correction };
  });
}

/**
 * Whether the member is this worker's for the next `forMs`, and no event came meanwhile. Locks the member. A worker that took
 * over the course waits until this transaction has ended, and counts anew.
 */
async function holds(
  tx: Sql,
  { courseId, fence }: CardClaim,
  { userId, mark }: DueMember,
  forMs: number,
): Promise<boolean> {
  const course = await tx.rows(
    `select course_id from kept_courses
     where course_id = $1 and cards_fence = $2::int and policy = 'keep' and cards_lease_until > clock_timestamp() + $3::float8 * interval '1 millisecond'
     for share`,
    [courseId, fence, forMs],
  );
  if (course.length === 0) return false;
  const member = await tx.rows(
    "select user_id from kept_members where course_id = $1 and user_id = $2 and mark = $3::int for update",
    [courseId, userId, mark],
  );
  return member.length > 0;
}

async function leaveAlone(
  tx: Sql,
  { courseId, userId, at }: Dispute,
  { disputeMs }: KeepRules,
): Promise<void> {
  await tx.rows(
    `update kept_members set due_at = null, trigger = null, tries = 0, peace_until = $3::timestamptz
     where course_id = $1 and user_id = $2`,
    [courseId, userId, new Date(at.getTime() + disputeMs).toISOString()],
  );
}

/** Writes how a correction ended, and whether the card is looked at again. */
export function endMember(
  store: Store,
  { claim, member }: Wanted,
  { id }: BegunCorrection,
  attempted: Attempted,
  rules: KeepRules,
): Promise<void> {
  const { endedAt, neverSent, worthRepeating } = attempted;
  return store.transaction(async (tx) => {
    await endCorrection(tx, id, attempted);
    if (attempted.outcome === "SUCCEEDED" || !(worthRepeating || neverSent))
      return settleMembers(tx, claim, [member]);
    return putOffMembers(tx, claim, [member], { now: endedAt, counts: !neverSent }, rules);
  });
}

/** An official name that is too long for a card is reported once, not at each event. Null if it was reported before. */
export function reportLongName(store: Store, wanted: Wanted): Promise<BegunCorrection | null> {
  const { claim, member, at } = wanted;
  const { courseId } = claim;
  const { userId, nameUpdatedAt, longNameAt } = member;
  return store.transaction(async (tx) => {
    if (!(await holds(tx, claim, member, 0))) return null;
    await settleMembers(tx, claim, [member]);
    if (nameUpdatedAt === null || longNameAt?.getTime() === nameUpdatedAt.getTime()) return null;
    await tx.rows(
      "update kept_members set long_name_at = $3::timestamptz where course_id = $1 and user_id = $2",
      [courseId, userId, nameUpdatedAt.toISOString()],
    );
    const correction = newCorrection(wanted);
    await insertCorrection(tx, correction);
    await endCorrection(tx, correction.id, tooLong(at));
    return correction;
  });
}

export const NAME_TOO_LONG = "name-too-long";

export const tooLong = (at: Date): Attempted => ({
  outcome: "FAILED",
  failure: NAME_TOO_LONG,
  code: null,
  extra: null,
  endedAt: at,
  worthRepeating: false,
  neverSent: false,
  courseIsOver: false,
});
