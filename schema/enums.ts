import { enumType } from "./enum-type.js";

export const GroupType = enumType(
  "GroupType",
  "The type of a chat group. It determines which changes are possible.",
  {
    WORK: "Members join by invitation only. Has no administrators and no mutes. Formerly called Private.",
    PUBLIC: "Members join after approval. Has administrators and mutes.",
    MEETING: "Members join without approval. Has administrators and mutes. Formerly called ChatRoom.",
    COMMUNITY:
      "Members join without approval. Can have 100,000 members or more. Has administrators and mutes.",
    AV_CHAT_ROOM:
      "The audience of a live stream. Keeps no member profiles, so members cannot be read or changed.",
  },
);
export type GroupType = keyof typeof GroupType;

export const GroupRole = enumType("GroupRole", "The role of a member in a group.", {
  OWNER: "Can do everything. A group has at most one owner. This API cannot transfer ownership.",
  ADMIN: "Can mute and remove ordinary members.",
  MEMBER: "An ordinary member.",
});
export type GroupRole = keyof typeof GroupRole;

export const AssignableGroupRole = enumType(
  "AssignableGroupRole",
  "A role that can be assigned to a member. Ownership cannot.",
  {
    ADMIN: "Makes the member an administrator.",
    MEMBER: "Makes the member an ordinary member.",
  },
);
export type AssignableGroupRole = keyof typeof AssignableGroupRole;

export const MessageDelivery = enumType("MessageDelivery", "How one member receives a group's messages.", {
  ACCEPT_AND_NOTIFY: "Messages are delivered with an alert.",
  ACCEPT_NOT_NOTIFY: "Messages are delivered without an alert.",
  ACCEPT_NOT_NOTIFY_EXCEPT_AT: "Messages are delivered, with an alert only if they mention the member.",
  DISCARD: "Messages are not delivered.",
});
export type MessageDelivery = keyof typeof MessageDelivery;

export const JoinPolicy = enumType("JoinPolicy", "What happens when a user asks to join a group.", {
  FREE: "The user joins at once.",
  APPROVAL: "The user joins when an administrator approves.",
  CLOSED: "Users cannot ask to join.",
});
export type JoinPolicy = keyof typeof JoinPolicy;

export const MemberChangeKind = enumType("MemberChangeKind", "A kind of change to a member.", {
  ROLE: "A change to `role`.",
  NAME_CARD: "A change to `nameCard`.",
  MESSAGE_DELIVERY: "A change to `messageDelivery`.",
  CUSTOM_FIELDS: "A change to `customFields`.",
  MUTE: "A mute or unmute with `muteForSeconds`.",
});
export type MemberChangeKind = keyof typeof MemberChangeKind;

export const Vendor = enumType("Vendor", "An external service that this graph calls.", {
  CLASSIN: "ClassIn: live lessons, courses and class nicknames.",
  TENCENT_IM: "Tencent Cloud Chat (IM): groups and their members.",
});
export type Vendor = keyof typeof Vendor;
