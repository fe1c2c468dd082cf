import type { MemberChangeKind } from "../../schema/enums.js";
import { NotPermittedError } from "../../schema/errors.js";
import {
  ChangeNotAllowedInGroupTypeError,
  ContentRejectedError,
  GroupMemberNotFoundError,
  GroupNotFoundError,
  OwnerRoleNotChangeableError,
  type UpdateGroupMemberResult,
  type UpdateGroupMemberSuccess,
} from "../../schema/update-group-member.js";
import type { UpdateMemberFailure } from "../../src/tencent-im/member-update.js";
import type { MemberAspect, MemberChange } from "../../src/tencent-im/model.js";
import { presentVendorFailure, sourceOf } from "./vendor-failure.js";

const CHANGE_KINDS: Readonly<Record<MemberAspect, MemberChangeKind>> = {
  role: "ROLE",
  nameCard: "NAME_CARD",
  messageDelivery: "MESSAGE_DELIVERY",
  customFields: "CUSTOM_FIELDS",
  muteForSeconds: "MUTE",
};

/** No default, so that a new kind of failure does not compile until it has a type for clients. */
export function presentUpdateFailure(
  failure: UpdateMemberFailure,
  change: MemberChange,
  requestId: string,
): Exclude<UpdateGroupMemberResult, UpdateGroupMemberSuccess> {
  const { groupId, userId } = change;
  const source = sourceOf(failure, requestId);
  switch (failure.kind) {
    case "group-not-found":
      return new GroupNotFoundError(groupId, source);
    case "member-not-found":
      return new GroupMemberNotFoundError(groupId, userId, source);
    case "change-not-allowed-in-group-type":
      return new ChangeNotAllowedInGroupTypeError(failure.groupType, CHANGE_KINDS[failure.change], source);
    case "owner-role-not-changeable":
      return new OwnerRoleNotChangeableError(groupId, userId, source);
    case "not-permitted":
      return new NotPermittedError(
        `The vendor does not permit this change to ${userId} in group ${groupId}. Nothing was changed.`,
        source,
      );
    case "content-rejected":
      return new ContentRejectedError(rejectedField(change), source);
    case "rate-limited":
    case "unavailable":
    case "outcome-unknown":
    case "misconfigured":
    case "rejected":
      return presentVendorFailure(failure, requestId);
  }
}

/** The field with the refused text. Null if several texts were sent, or none. */
function rejectedField({ nameCard, customFields }: MemberChange): string | null {
  if (nameCard !== undefined && customFields === undefined) return "nameCard";
  return customFields !== undefined && nameCard === undefined ? "customFields" : null;
}
