import type { CallContext } from "../vendor/call-context.js";
import type { ImDeps } from "./command.js";
import { meansNobody, seeMembers } from "./member-reads.js";
import type { MemberChange, MemberField, MemberProfile } from "./model.js";

/** The vendor keeps mutes to the second, by its own clock. */
const MUTE_TOLERANCE_MS = 2_000;
/** In a change, seconds; in an answer, the Unix second that stands for no end (docs/vendors/tencent-im.md). */
const FOR_EVER = 2 ** 32 - 1;

/**
 * Looks whether a change whose answer was lost was made. Null where the look itself brought no answer, or told nothing of
 * a mute that was asked for, or where the mute was so short that it can have been made and be over.
 * Never shares a read with others: one that began earlier would be no evidence.
 */
export async function isMade(
  deps: ImDeps,
  change: MemberChange,
  sentFrom: Date,
  context: CallContext,
): Promise<boolean | null> {
  const { groupId, userId, customFields = [] } = change;
  const keys = customFields.map(({ key }) => key);
  const seen = await seeMembers(
    { ...deps, memberCustomKeys: keys },
    groupId,
    [userId],
    fieldsOf(change),
    context,
  );
  // A group that is gone, or keeps no members, has nobody to whom the change can have been made.
  if (!seen.ok) return meansNobody(seen.error) ? false : null;
  const read = seen.value.get(userId);
  if (read === undefined || !read.ok) return null;
  if (read.value === null) return false;
  const { profile, showsMute } = read.value;
  if (!showsMute && change.muteForSeconds !== undefined) return null;
  const now = deps.clock.now();
  if (holds(change, profile, sentFrom, now)) return true;
  return profile.mutedUntil === null && canBeOver(change, sentFrom, now) ? null : false;
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

/** Whether the member is as the change wanted; a mute only if it can have begun while the change was on its way. */
function holds(change: MemberChange, member: MemberProfile, from: Date, to: Date): boolean {
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

const canBeOver = ({ muteForSeconds = 0 }: MemberChange, from: Date, to: Date): boolean =>
  muteForSeconds > 0 && from.getTime() + muteForSeconds * 1000 <= to.getTime() + MUTE_TOLERANCE_MS;

function isMutedSince(until: Date | null, seconds: number, from: Date, to: Date): boolean {
  if (seconds === 0 || until === null) return seconds === 0 && until === null;
  // Whoever is muted for ever is as the change wants it, since whenever.
  if (seconds === FOR_EVER && until.getTime() === FOR_EVER * 1000) return true;
  const beganMs = until.getTime() - seconds * 1000;
  return beganMs >= from.getTime() - MUTE_TOLERANCE_MS && beganMs <= to.getTime() + MUTE_TOLERANCE_MS;
}
