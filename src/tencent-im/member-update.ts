import { failed, ok, type Result } from "../result.js";
import { type CallContext, keepingBack } from "../vendor/call-context.js";
import {
  type FailureSource,
  isVendorFailure,
  mayHaveBeenCarriedOut,
  type VendorFailure,
} from "../vendor/failure.js";
import type { Effect } from "../vendor/retry.js";
import { type ImDeps, type ImFailure, sendCommand } from "./command.js";
import { readGroups } from "./group-reads.js";
import { isMade } from "./member-evidence.js";
import { readRoleOf } from "./member-reads.js";
import type { GroupType, MemberAspect, MemberChange } from "./model.js";
import { memberChangeBody } from "./wire/member.js";

/** Why a member was not changed. */
export type UpdateMemberFailure =
  | VendorFailure
  | (FailureSource &
      (
        | { readonly kind: "group-not-found" | "member-not-found" | "content-rejected" }
        | { readonly kind: "owner-role-not-changeable" | "not-permitted" }
        | {
            readonly kind: "change-not-allowed-in-group-type";
            readonly groupType: GroupType;
            readonly change: MemberAspect;
          }
      ));

export interface MemberUpdated {
  /** When the vendor confirmed the change. A mute starts at about this time. */
  readonly updatedAt: Date;
}

/** The share of the caller's time reserved to check whether a change without an answer was made. */
const SHARE_FOR_CHECK = 0.3;

/**
 * Sends all of a change in one call. If the vendor refuses without a cause, this finds the cause. If the answer is lost or
 * unreadable, this checks whether the change was made.
 */
export async function updateMember(
  deps: ImDeps,
  change: MemberChange,
  context: CallContext,
): Promise<Result<MemberUpdated, UpdateMemberFailure>> {
  // A mute runs from the last call, so a repeated mute lasts longer. It is sent again only after a check that it was not
  // made. All other changes were already repeated by the call itself.
  const isMute = (change.muteForSeconds ?? 0) > 0;
  const effect = isMute ? "unrepeatable-write" : "repeatable-write";
  const maxSends = isMute ? 2 : 1;
  const sentFrom = deps.clock.now();
  for (let sends = 1; ; sends += 1) {
    const answer = await send(deps, change, effect, context);
    if (answer.ok) return ok({ updatedAt: deps.clock.now() });
    const failure = answer.error;
    if (failure.kind === "refused") return failed(await findRefusalCause(deps, change, failure, context));
    if (!mayHaveBeenCarriedOut(failure) || context.signal.aborted) return failed(failure);

    const made = await isMade(deps, change, sentFrom, context);
    if (made === true) return ok({ updatedAt: deps.clock.now() });
    if (made === null || sends === maxSends) return failed(failure);
  }
}

function send(
  deps: ImDeps,
  change: MemberChange,
  effect: Effect,
  context: CallContext,
): Promise<Result<unknown, ImFailure>> {
  const reservedMs = context.remainingMs() * SHARE_FOR_CHECK;
  const shorter = keepingBack(context, reservedMs);
  return sendCommand(deps, "modify_group_member_info", effect, memberChangeBody(change), shorter);
}

/**
 * Code 10007 means "not permitted", but also that the group's type forbids the change, or that the target is the owner or
 * not a member. The target's role and the group's type show which.
 */
async function findRefusalCause(
  deps: ImDeps,
  change: MemberChange,
  refusal: FailureSource,
  context: CallContext,
): Promise<UpdateMemberFailure> {
  const [role, groups] = await Promise.all([
    readRoleOf(deps, change.groupId, change.userId, context),
    readGroups(deps, [change.groupId], new Set(["type"]), context),
  ]);
  const group = groups.get(change.groupId);
  if (role.ok && role.value === "NOT_MEMBER") return { ...refusal, kind: "member-not-found" };
  if (group?.ok === true && group.value === null) return { ...refusal, kind: "group-not-found" };

  const type = group?.ok === true ? (group.value?.type ?? null) : null;
  const forbidden = type === null ? undefined : forbiddenBy(type, change);
  if (type !== null && forbidden !== undefined) {
    return { ...refusal, kind: "change-not-allowed-in-group-type", groupType: type, change: forbidden };
  }
  if (role.ok && role.value === "OWNER" && change.role !== undefined)
    return { ...refusal, kind: "owner-role-not-changeable" };
  return failedRead(role, group) ?? { ...refusal, kind: "not-permitted" };
}

/** If a read for the cause failed, the cause is unknown. Then the failure of that read is returned. */
function failedRead(
  ...results: readonly (Result<unknown, ImFailure> | undefined)[]
): VendorFailure | undefined {
  for (const result of results) {
    if (result !== undefined && !result.ok && isVendorFailure(result.error)) return result.error;
  }
  return undefined;
}

const ASPECTS: readonly MemberAspect[] = [
  "role",
  "nameCard",
  "messageDelivery",
  "customFields",
  "muteForSeconds",
];

/** The first part of a change that groups of this type do not support (docs/vendors/tencent-im.md, rules by type). */
function forbiddenBy(type: GroupType, change: MemberChange): MemberAspect | undefined {
  return ASPECTS.find((aspect) => change[aspect] !== undefined && isForbidden(type, aspect));
}

function isForbidden(type: GroupType, aspect: MemberAspect): boolean {
  // Live-stream groups have no member profiles; work groups have neither administrators nor mutes.
  if (type === "AV_CHAT_ROOM") return true;
  return type === "WORK" && (aspect === "role" || aspect === "muteForSeconds");
}
