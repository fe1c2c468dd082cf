import { registerEnumType } from "./decorators.js";

export const GroupType = {
  WORK: "WORK",
  PUBLIC: "PUBLIC",
  MEETING: "MEETING",
  COMMUNITY: "COMMUNITY",
  AV_CHAT_ROOM: "AV_CHAT_ROOM",
} as const;
export type GroupType = keyof typeof GroupType;
registerEnumType(GroupType, {
  name: "GroupType",
  description: "The type of a chat group. It determines which changes are possible.",
  valuesConfig: {
    WORK: {
      description:
        "Members join by invitation only. Has no administrators and no mutes. Formerly called Private.",
    },
    PUBLIC: { description: "Members join after approval. Has administrators and mutes." },
    MEETING: {
      description: "Members join without approval. Has administrators and mutes. Formerly called ChatRoom.",
    },
    COMMUNITY: {
      description:
        "Members join without approval. Can have 100,000 members or more. Has administrators and mutes.",
    },
    AV_CHAT_ROOM: {
      description:
        "The audience of a live stream. Keeps no member profiles, so members cannot be read or changed.",
    },
  },
});

export const GroupRole = { OWNER: "OWNER", ADMIN: "ADMIN", MEMBER: "MEMBER" } as const;
export type GroupRole = keyof typeof GroupRole;
registerEnumType(GroupRole, {
  name: "GroupRole",
  description: "The role of a member in a group.",
  valuesConfig: {
    OWNER: {
      description: "Can do everything. A group has at most one owner. This API cannot transfer ownership.",
    },
    ADMIN: { description: "Can mute and remove ordinary members." },
    MEMBER: { description: "An ordinary member." },
  },
});

export const AssignableGroupRole = { ADMIN: "ADMIN", MEMBER: "MEMBER" } as const;
export type AssignableGroupRole = keyof typeof AssignableGroupRole;
registerEnumType(AssignableGroupRole, {
  name: "AssignableGroupRole",
  description: "A role that can be assigned to a member. Ownership cannot.",
  valuesConfig: {
    ADMIN: { description: "Makes the member an administrator." },
    MEMBER: { description: "Makes the member an ordinary member." },
  },
});

export const MessageDelivery = {
  ACCEPT_AND_NOTIFY: "ACCEPT_AND_NOTIFY",
  ACCEPT_NOT_NOTIFY: "ACCEPT_NOT_NOTIFY",
  ACCEPT_NOT_NOTIFY_EXCEPT_AT: "ACCEPT_NOT_NOTIFY_EXCEPT_AT",
  DISCARD: "DISCARD",
} as const;
export type MessageDelivery = keyof typeof MessageDelivery;
registerEnumType(MessageDelivery, {
  name: "MessageDelivery",
  description: "How one member receives a group's messages.",
  valuesConfig: {
    ACCEPT_AND_NOTIFY: { description: "Messages are delivered with an alert." },
    ACCEPT_NOT_NOTIFY: { description: "Messages are delivered without an alert." },
    ACCEPT_NOT_NOTIFY_EXCEPT_AT: {
      description: "Messages are delivered, with an alert only if they mention the member.",
    },
    DISCARD: { description: "Messages are not delivered." },
  },
});

export const JoinPolicy = { FREE: "FREE", APPROVAL: "APPROVAL", CLOSED: "CLOSED" } as const;
export type JoinPolicy = keyof typeof JoinPolicy;
registerEnumType(JoinPolicy, {
  name: "JoinPolicy",
  description: "What happens when a user asks to join a group.",
  valuesConfig: {
    FREE: { description: "The user joins at once." },
    APPROVAL: { description: "The user joins when an administrator approves." },
    CLOSED: { description: "Users cannot ask to join." },
  },
});

export const MemberChangeKind = {
  ROLE: "ROLE",
  NAME_CARD: "NAME_CARD",
  MESSAGE_DELIVERY: "MESSAGE_DELIVERY",
  CUSTOM_FIELDS: "CUSTOM_FIELDS",
  MUTE: "MUTE",
} as const;
export type MemberChangeKind = keyof typeof MemberChangeKind;
registerEnumType(MemberChangeKind, {
  name: "MemberChangeKind",
  description: "A kind of change to a member.",
  valuesConfig: {
    ROLE: { description: "A change to `role`." },
    NAME_CARD: { description: "A change to `nameCard`." },
    MESSAGE_DELIVERY: { description: "A change to `messageDelivery`." },
    CUSTOM_FIELDS: { description: "A change to `customFields`." },
    MUTE: { description: "A mute or unmute with `muteForSeconds`." },
  },
});

export const Vendor = { CLASSIN: "CLASSIN", TENCENT_IM: "TENCENT_IM" } as const;
export type Vendor = keyof typeof Vendor;
registerEnumType(Vendor, {
  name: "Vendor",
  description: "An external service that this graph calls.",
  valuesConfig: {
    CLASSIN: { description: "ClassIn: live lessons, courses and class nicknames." },
    TENCENT_IM: { description: "Tencent Cloud Chat (IM): groups and their members." },
  },
});
