import type { CallContext } from "../../vendor/call-context.js";
import type { JoinedGroupsRead } from "../joined-groups.js";
import type { MemberPageRead } from "../member-pages.js";
import type { GroupField, MemberField } from "../model.js";
import type { GroupReads } from "../reads.js";
import { GROUP_MASKS, MEMBER_MASKS } from "./field-masks.js";
import type { KeptRead } from "./kept-read.js";
import type { KeptReads } from "./kept-reads.js";
import { packPage } from "./packed-page.js";
import { weightOfGroup, weightOfMember } from "./weights.js";

/** Reads that are sent to the vendor, one call or a few for each. */
export interface SentReads extends Pick<GroupReads, "groups" | "members"> {
  /** `key`: the page's. */
  page(
    groupId: string,
    key: string,
    fields: ReadonlySet<MemberField>,
    context: CallContext,
  ): Promise<MemberPageRead>;
  joined(
    userId: string,
    key: string,
    fields: ReadonlySet<GroupField>,
    context: CallContext,
  ): Promise<JoinedGroupsRead>;
}

/** Keeps what these reads find. Failures are not kept. That there is no such group or member has only the short age. */
export const keepingWhatIsFound = (sent: SentReads, kept: KeptReads): SentReads => ({
  groups: (groupIds, fields, context) =>
    kept.keeping(
      groupIds,
      () => sent.groups(groupIds, fields, context),
      (found, inFlight) => {
        const mask = GROUP_MASKS.maskOf(fields);
        for (const [id, value] of found) {
          if (value.ok)
            kept.keep("groups", id, id, ofOne(value, mask, weightOfGroup, inFlight.beganMs), inFlight);
        }
      },
    ),
  members: (groupId, userIds, fields, context) =>
    kept.keeping(
      [groupId],
      () => sent.members(groupId, userIds, fields, context),
      (found, inFlight) => {
        const mask = MEMBER_MASKS.maskOf(fields);
        for (const [id, value] of found) {
          if (value.ok)
            kept.keep("members", groupId, id, ofOne(value, mask, weightOfMember, inFlight.beganMs), inFlight);
        }
      },
    ),
  page: (groupId, key, fields, context) =>
    kept.keeping(
      [groupId],
      () => sent.page(groupId, key, fields, context),
      (value, inFlight) => {
        if (!value.ok) return;
        const { members, read } = value.value;
        const weight = members.reduce((sum, { member }) => sum + weightOfMember(member), 1);
        const mask = MEMBER_MASKS.maskOf(fields);
        const { monotonicMs } = read;
        const packed = packPage(groupId, value.value);
        kept.keep(
          "pages",
          groupId,
          key,
          { mask, monotonicMs, isAnnounced: true, weight, value: packed },
          inFlight,
        );
      },
    ),
  joined: (userId, key, fields, context) =>
    kept.keeping(
      [],
      () => sent.joined(userId, key, fields, context),
      (value, inFlight) => {
        if (!value.ok) return;
        const { groups, read } = value.value;
        const weight = groups.reduce((sum, { group }) => sum + weightOfGroup(group), 1);
        const mask = GROUP_MASKS.maskOf(fields);
        const { monotonicMs } = read;
        // Events name the users only in their bodies, which are not trusted.
        kept.keep("joined", userId, key, { mask, monotonicMs, isAnnounced: false, weight, value }, inFlight);
      },
    ),
});

/** A group or a member. `beganMs` is the age of one that does not exist: its answer has no moment of its own. */
function ofOne<
  Profile extends { readonly read: { readonly monotonicMs: number } },
  Value extends { readonly ok: true; readonly value: Profile | null },
>(value: Value, mask: number, weightOf: (profile: Profile) => number, beganMs: number): KeptRead<Value> {
  const profile = value.value;
  if (profile === null) return { mask, monotonicMs: beganMs, isAnnounced: false, weight: 1, value };
  return {
    mask,
    monotonicMs: profile.read.monotonicMs,
    isAnnounced: true,
    weight: weightOf(profile),
    value,
  };
}
