import { NotPermittedError } from "../../schema/errors.js";
import type { Context } from "../../src/graphql/context.js";
import { ReadError } from "../../src/graphql/read-error.js";
import { isUserId } from "../../src/input/ids.js";
import type { MemberChange, MemberProfile } from "../../src/tencent-im/model.js";
import { isVendorFailure } from "../../src/vendor/failure.js";
import { type PresentedVendorFailure, presentVendorFailure, sourceOf } from "../presenters/vendor-failure.js";

type Refusal = NotPermittedError | PresentedVendorFailure;

/**
 * Keeps callers whose scope is `class-groups:write:own` to the groups that they own or administer now: the vendor is asked.
 * Null where the change may go on. A group that is not theirs and one that does not exist are answered alike, so nobody
 * learns from a refusal which groups there are.
 */
export const requireGroupAdmin = (groupId: string, context: Context): Promise<Refusal | null> =>
  refuseUnless(context, groupId, [], ([caller]) => (isInCharge(caller) ? null : NOT_YOURS));

/**
 * The same for a change of one member, with the vendor's own ranks: an administrator acts on ordinary members and, but
 * for mutes, on themselves; only the owner appoints. The vendor cannot keep them apart, since the app's administrator makes all calls.
 */
export const requireRank = (
  { groupId, userId, role, muteForSeconds }: MemberChange,
  context: Context,
): Promise<Refusal | null> =>
  refuseUnless(context, groupId, [userId], ([caller, target]) => {
    if (!isInCharge(caller)) return NOT_YOURS;
    if (caller?.role === "OWNER") return null;
    // Nobody ends the mute that the owner gave them.
    const isSelf = caller?.userId === userId && muteForSeconds === undefined;
    // Who is no member can be nobody's superior: the vendor says that there is none.
    const isOrdinary = target === null || target?.role === "MEMBER";
    return role === undefined && (isSelf || isOrdinary) ? null : ABOVE_YOU;
  });

type Role = Pick<MemberProfile, "userId" | "role"> | null | undefined;
const isInCharge = (member: Role): boolean => member?.role === "OWNER" || member?.role === "ADMIN";

/** Reads the caller's role, and those of some others, in one call. Null where nothing speaks against the change. */
async function refuseUnless(
  context: Context,
  groupId: string,
  others: readonly string[],
  judge: (roles: readonly Role[]) => string | null,
): Promise<Refusal | null> {
  // That there is a caller with one of the two scopes, the mutation's own directives have seen to.
  if (context.caller?.scopes.has("class-groups:write")) return null;
  const callerId = context.caller?.id;
  if (!isUserId(callerId)) return notPermitted(NOT_YOURS, context);
  const fields = new Set(["role"] as const);
  try {
    const roles = await Promise.all(
      [callerId, ...others].map((userId) => context.loaders.member({ groupId, userId, fields })),
    );
    const why = judge(roles);
    if (roles[0] != null) context.visible.note(groupId);
    return why === null ? null : notPermitted(why, context);
  } catch (error) {
    if (error instanceof ReadError && isVendorFailure(error.failure))
      return presentVendorFailure(error.failure, context.requestId);
    throw error;
  }
}

const NOT_YOURS =
  "You may change only groups that you own or administer, and courses of such groups. Nothing was changed.";
const ABOVE_YOU =
  "As an administrator of this group you may change its ordinary members, and yourself but for mutes; only its owner appoints administrators. Nothing was changed.";

const notPermitted = (message: string, { requestId }: Context): NotPermittedError =>
  new NotPermittedError(
    message,
    sourceOf({ vendor: "tencent-im", code: null, why: "not the caller's to change" }, requestId),
  );
