import { failed, ok, type Result } from "../result.js";
import { type CallContext, keepingBack } from "../vendor/call-context.js";
import { type FailureSource, isVendorFailure, type VendorFailure } from "../vendor/failure.js";
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
  /** When the vendor confirmed it; mutes run from about then. */
  readonly updatedAt: Date;
}

/** The share of the caller's time that is kept for looking whether a change without an answer was made. */
const SHARE_FOR_LOOKING = 0.3;

/**
 * Sends all of a change in one call. A bare "not allowed" is settled into what it was that was not allowed; an answer that
 * was lost, or could not be read, into whether the change was made.
 */
export async function updateMember(
  deps: ImDeps,
  change: MemberChange,
  context: CallContext,
): Promise<Result<MemberUpdated, UpdateMemberFailure>> {
  // A mute runs from its last arrival, so sending it twice is not the same as sending it once: it is sent again only
  // after it was seen not to be made. Anything else was repeated on its way already.
  const isMute = (change.muteForSeconds ?? 0) > 0;
  const effect = isMute ? "unrepeatable-write" : "repeatable-write";
  const mostSends = isMute ? 2 : 1;
  const sentFrom = deps.clock.now();
  for (let sends = 1; ; sends += 1) {
    const answer = await send(deps, change, effect, context);
    if (answer.ok) return ok({ updatedAt: deps.clock.now() });
    const failure = answer.error;
    if (failure.kind === "refused") return failed(await settleRefusal(deps, change, failure, context));
    if (!mayBeMade(failure) || context.signal.aborted) return failed(failure);

    const made = await isMade(deps, change, sentFrom, context);
    if (made === true) return ok({ updatedAt: deps.clock.now() });
    if (made === null || sends === mostSends) return failed(failure);
  }
}

function send(
  deps: ImDeps,
  change: MemberChange,
  effect: Effect,
  context: CallContext,
): Promise<Result<unknown, ImFailure>> {
  const keptMs = context.remainingMs() * SHARE_FOR_LOOKING;
  const shorter = keepingBack(context, keptMs);
  return sendCommand(deps, "modify_group_member_info", effect, memberChangeBody(change), shorter);
}

const mayBeMade = (failure: ImFailure): boolean =>
  failure.kind === "outcome-unknown" || (failure.kind === "unavailable" && failure.mayHaveApplied === true);

/**
 * Code 10007 means "not permitted", or that the group's type forbids it, or that the target is the owner, or no member
 * at all. One look at the target's role and the group's type tells which.
 */
async function settleRefusal(
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
  return lookThatFailed(role, group) ?? { ...refusal, kind: "not-permitted" };
}

/** Nothing was changed, but why cannot be told before the vendor answers the look: so its failure is the answer. */
function lookThatFailed(
  ...looks: readonly (Result<unknown, ImFailure> | undefined)[]
): VendorFailure | undefined {
  for (const look of looks) {
    if (look !== undefined && !look.ok && isVendorFailure(look.error)) return look.error;
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

/** The first part of a change that groups of this type do not know (docs/vendors/tencent-im.md, rules by type). */
function forbiddenBy(type: GroupType, change: MemberChange): MemberAspect | undefined {
  return ASPECTS.find((aspect) => change[aspect] !== undefined && isForbidden(type, aspect));
}

function isForbidden(type: GroupType, aspect: MemberAspect): boolean {
  // Live-stream groups keep no profiles; work groups have neither administrators nor mutes.
  if (type === "AV_CHAT_ROOM") return true;
  return type === "WORK" && (aspect === "role" || aspect === "muteForSeconds");
}
