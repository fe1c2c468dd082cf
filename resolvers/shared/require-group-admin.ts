import { NotPermittedError } from "../../schema/errors.js";
import type { Context } from "../../src/graphql/context.js";
import { ReadError } from "../../src/graphql/read-error.js";
import { isUserId } from "../../src/input/ids.js";
import type { MemberChange, MemberProfile } from "../../src/tencent-im/model.js";
import { isVendorFailure } from "../../src/vendor/failure.js";
import { type PresentedVendorFailure, presentVendorFailure, sourceOf } from "../presenters/vendor-failure.js";

type Refusal = NotPermittedError | PresentedVendorFailure;

/**
 * Limits callers with the scope `class-groups:write:own` to the groups that they own or administer now, according to the
 * vendor. Null if the change is permitted. The refusal is the same for a group that does not exist, so it does not reveal
 * which groups exist.
 */
export const requireGroupAdmin = (groupId: string, context: Context): Promise<Refusal | null> =>
  refuseUnless(context, groupId, [], ([caller]) => (administers(caller) ? null : NOT_GROUP_ADMIN));

/** Roles are read for so many groups at the same time. After a refusal, no more are read. */
const GROUPS_AT_ONCE = 50;

/** The same for several groups: null only if the caller may change all of them. */
export async function requireAdminOfAll(
  groupIds: readonly string[],
  context: Context,
): Promise<Refusal | null> {
  for (let from = 0; from < groupIds.length; from += GROUPS_AT_ONCE) {
    const some = groupIds.slice(from, from + GROUPS_AT_ONCE);
    const refusals = await Promise.all(some.map((groupId) => requireGroupAdmin(groupId, context)));
    const refused = refusals.find((refusal) => refusal !== null);
    if (refused !== undefined) return refused;
  }
  return null;
}

/**
 * The same for a change of one member. Administrators may change ordinary members and themselves, but not roles or their
 * own mute. The owner may change everything. These are the vendor's rules. The vendor cannot enforce them here, because the
 * app's administrator makes all calls.
 */
export const requireRank = (
  { groupId, userId, role, muteForSeconds }: MemberChange,
  context: Context,
): Promise<Refusal | null> =>
  refuseUnless(context, groupId, [userId], ([caller, target]) => {
    if (!administers(caller)) return NOT_GROUP_ADMIN;
    if (caller?.role === "OWNER") return null;
    // Not their own mute: administrators could otherwise end a mute that the owner set.
    const mayChangeSelf = caller?.userId === userId && muteForSeconds === undefined;
    // A target that is not a member outranks nobody. The vendor reports that it does not exist.
    const isOrdinary = target === null || target?.role === "MEMBER";
    return role === undefined && (mayChangeSelf || isOrdinary) ? null : RANK_TOO_LOW;
  });

type Role = Pick<MemberProfile, "userId" | "role"> | null | undefined;
const administers = (member: Role): boolean => member?.role === "OWNER" || member?.role === "ADMIN";

/** Reads the roles of the caller and of others in one call. Null if `refusalFor` finds no reason to refuse. */
async function refuseUnless(
  context: Context,
  groupId: string,
  others: readonly string[],
  refusalFor: (roles: readonly Role[]) => string | null,
): Promise<Refusal | null> {
  // The directives of the mutation have checked that the caller has one of the two scopes.
  if (context.caller?.scopes.has("class-groups:write")) return null;
  const callerId = context.caller?.id;
  if (!isUserId(callerId)) return notPermitted(NOT_GROUP_ADMIN, context);
  const fields = new Set(["role"] as const);
  try {
    const roles = await Promise.all(
      [callerId, ...others].map((userId) => context.loaders.currentMember({ groupId, userId, fields })),
    );
    const why = refusalFor(roles);
    if (roles[0] != null) context.visible.note(groupId);
    return why === null ? null : notPermitted(why, context);
  } catch (error) {
    if (error instanceof ReadError && isVendorFailure(error.failure))
      return presentVendorFailure(error.failure, context.requestId);
    throw error;
  }
}

const NOT_GROUP_ADMIN =
  "You may change only groups that you own or administer, and the courses of these groups. Nothing was changed.";
const RANK_TOO_LOW =
  "As an administrator of this group, you may change ordinary members and yourself, but not roles or your own mute. Nothing was changed. Ask the owner.";

const notPermitted = (message: string, { requestId }: Context): NotPermittedError =>
  new NotPermittedError(
    message,
    sourceOf({ vendor: "tencent-im", code: null, why: "the caller may not make this change" }, requestId),
  );
