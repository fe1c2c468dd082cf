import type { CallContext } from "../vendor/call-context.js";
import type { ImDeps } from "./command.js";
import { meansNobody, readMemberDetails } from "./member-reads.js";
import type { MemberChange, MemberField, MemberProfile } from "./model.js";

/** The vendor stores mutes in whole seconds, by its own clock. */
const MUTE_TOLERANCE_MS = 2_000;
/** A mute without end: seconds in a change, a Unix time in an answer (docs/vendors/tencent-im.md). */
const FOR_EVER = 2 ** 32 - 1;

/**
 * Checks whether a change was made after its answer was lost. Null if the check failed, if its answer omits a requested
 * mute, or if the mute was so short that it may already be over.
 * Never shares a read: one that began earlier would prove nothing.
 */
export async function isMade(
  deps: ImDeps,
  change: MemberChange,
  sentFrom: Date,
  context: CallContext,
): Promise<boolean | null> {
  const { groupId, userId, customFields = [] } = change;
  const keys = customFields.map(({ key }) => key);
  const answer = await readMemberDetails(
    { ...deps, memberCustomKeys: keys },
    groupId,
    [userId],
    fieldsOf(change),
    context,
  );
  // If the group is gone, or has no member profiles, the change was not made.
  if (!answer.ok) return meansNobody(answer.error) ? false : null;
  const read = answer.value.get(userId);
  if (read === undefined || !read.ok) return null;
  if (read.value === null) return false;
  const { profile, showsMute } = read.value;
  if (!showsMute && change.muteForSeconds !== undefined) return null;
  const now = deps.clock.now();
  if (matches(change, profile, sentFrom, now)) return true;
  return profile.mutedUntil === null && mayBeOver(change, sentFrom, now) ? null : false;
}

function fieldsOf({
  role,
  nameCard,
  messageDelivery,
  customFields,
  muteForSeconds,
}: MemberChange): ReadonlySet<MemberField> {
  const fields = new Set<MemberField>();
  if (role !== undefined) fields.add("role");
  if (nameCard !== undefined) fields.add("nameCard");
  if (messageDelivery !== undefined) fields.add("messageDelivery");
  if (customFields !== undefined) fields.add("customFields");
  if (muteForSeconds !== undefined) fields.add("mutedUntil");
  return fields;
}

/** Whether the member matches the change. A mute matches only if it can have begun while the change was in progress. */
function matches(change: MemberChange, member: MemberProfile, from: Date, to: Date): boolean {
  const { role, nameCard, messageDelivery, customFields, muteForSeconds } = change;
  const values = new Map(member.customFields?.map(({ key, value }) => [key, value]));
  return (
    (role === undefined || member.role === role) &&
    (nameCard === undefined || member.nameCard === nameCard) &&
    (messageDelivery === undefined || member.messageDelivery === messageDelivery) &&
    (customFields ?? []).every(({ key, value }) => (values.get(key) ?? "") === value) &&
    (muteForSeconds === undefined || isMutedSince(member.mutedUntil, muteForSeconds, from, to))
  );
}

const mayBeOver = ({ muteForSeconds = 0 }: MemberChange, from: Date, to: Date): boolean =>
  muteForSeconds > 0 && from.getTime() + muteForSeconds * 1000 <= to.getTime() + MUTE_TOLERANCE_MS;

function isMutedSince(until: Date | null, seconds: number, from: Date, to: Date): boolean {
  if (seconds === 0 || until === null) return seconds === 0 && until === null;
  // A mute without end matches, whenever it began.
  if (seconds === FOR_EVER && until.getTime() === FOR_EVER * 1000) return true;
  const beganMs = until.getTime() - seconds * 1000;
  return beganMs >= from.getTime() - MUTE_TOLERANCE_MS && beganMs <= to.getTime() + MUTE_TOLERANCE_MS;
}
