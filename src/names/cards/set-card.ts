import { readMemberChange } from "../../input/member-change.js";
import { failed, type Result } from "../../result.js";
import type { TencentImClient } from "../../tencent-im/client.js";
import type { CallContext } from "../../vendor/call-context.js";
import { mayHaveBeenCarriedOut } from "../../vendor/failure.js";
import { sameName } from "../same-name.js";
import type { CardFailure } from "./model.js";

/** A card that does not show the name. A card that could not be read is set too: that is harmless. */
export const differs = (card: string | null, name: string): boolean => card === null || !sameName(card, name);

/** Sets one card. A name that is too long for a card is refused here, and never cut. */
export async function setCard(
  tencentIm: Pick<TencentImClient, "updateMember">,
  member: { readonly groupId: string; readonly userId: string; readonly name: string },
  context: CallContext,
): Promise<Result<unknown, CardFailure>> {
  const { groupId, userId, name } = member;
  const change = readMemberChange({ groupId, userId, nameCard: name }, "input");
  if (!change.ok) return failed({ kind: "name-not-allowed", problems: change.error });
  return tencentIm.updateMember(change.value, context);
}

/** Whether a later attempt may end differently. */
export const mayPass = (failure: CardFailure): boolean =>
  failure.kind === "rate-limited" ||
  failure.kind === "unavailable" ||
  (failure.kind !== "name-not-allowed" && mayHaveBeenCarriedOut(failure));
