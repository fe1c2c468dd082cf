import type { TencentImClient } from "../../tencent-im/client.js";
import type { ImFailure } from "../../tencent-im/command.js";
import type { CallContext } from "../../vendor/call-context.js";
import { isVendorFailure } from "../../vendor/failure.js";
import type { CardsFailure } from "./model.js";

const TYPE: ReadonlySet<"type"> = new Set(["type"]);

/** Why the members of a group could not be listed. The vendor refuses it without a cause for a live-stream group. */
export async function causeOfRefusal(
  tencentIm: TencentImClient,
  groupId: string,
  failure: ImFailure,
  newCall: () => CallContext,
): Promise<CardsFailure> {
  const { vendor, code, why } = failure;
  const source = { vendor, code, why };
  if (isVendorFailure(failure)) return failure;
  if (failure.kind === "group-not-found") return { ...source, kind: failure.kind };
  const group = (await tencentIm.anew.groups([groupId], TYPE, newCall())).get(groupId);
  if (group?.ok === false)
    return isVendorFailure(group.error) ? group.error : { ...source, kind: "not-permitted" };
  if (group?.value === null) return { ...source, kind: "group-not-found" };
  if (group?.value.type !== "AV_CHAT_ROOM") return { ...source, kind: "not-permitted" };
  return {
    ...source,
    kind: "change-not-allowed-in-group-type",
    groupType: "AV_CHAT_ROOM",
    change: "nameCard",
  };
}
