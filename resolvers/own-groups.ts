import { NotPermittedError } from "../schema/errors.js";
import type { Context } from "../src/context.js";
import { isUserId } from "../src/input/ids.js";
import { ReadError } from "../src/read-error.js";
import { isVendorFailure } from "../src/vendor/failure.js";
import { type PresentedVendorFailure, presentVendorFailure, sourceOf } from "./failure.js";

/**
 * Keeps callers whose scope is `class-groups:write:own` to the groups that they own or administer now: the vendor is asked.
 * Null where the change may go on. A group that is not theirs and one that does not exist are answered alike, so nobody
 * learns from a refusal which groups there are.
 */
export async function refuseForeignGroup(
  groupId: string,
  context: Context,
): Promise<NotPermittedError | PresentedVendorFailure | null> {
  // That there is a caller with one of the two scopes, the mutation's own directives have seen to.
  if (context.caller?.scopes.has("class-groups:write")) return null;
  const userId = context.caller?.id;
  if (!isUserId(userId)) return notPermitted(context);
  try {
    const member = await context.loaders.member({ groupId, userId, fields: new Set(["role"]) });
    return member?.role === "OWNER" || member?.role === "ADMIN" ? null : notPermitted(context);
  } catch (error) {
    if (error instanceof ReadError && isVendorFailure(error.failure))
      return presentVendorFailure(error.failure, context.requestId);
    throw error;
  }
}

const notPermitted = ({ requestId }: Context): NotPermittedError =>
  new NotPermittedError(
    "You may change only groups that you own or administer, and courses of such groups. Nothing was changed.",
    sourceOf({ vendor: "tencent-im", code: null, why: "not the caller's group" }, requestId),
  );
