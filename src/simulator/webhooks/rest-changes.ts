import type { WorldGroup } from "../world.js";
import { type MemberChange, memberChanged } from "./group-messages.js";
import type { WebhookSettings } from "./settings.js";
import type { TencentEvent } from "./tencent-message.js";

/** A call to Tencent IM's API changed the role or the name card of a member. */
export interface MemberFieldChange extends MemberChange {
  readonly group: WorldGroup;
  readonly userId: string;
}

/** Changes by calls have the administrator as operator. The vendor's pages do not say so; it is what integrators expect. */
export const memberFieldsChanged = (
  { group, userId, ...change }: MemberFieldChange,
  admin: string,
  { tencentIm }: WebhookSettings,
): TencentEvent =>
  memberChanged(group, userId, change, { userId: admin, platform: "RESTAPI" }, tencentIm.changedMemberField);
