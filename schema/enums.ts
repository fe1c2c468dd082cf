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
  description: "What kind of chat group it is. The kind decides what can be changed in it.",
  valuesConfig: {
    WORK: {
      description: "By invitation only, among equals: no administrators, no mutes. Once called Private.",
    },
    PUBLIC: { description: "Joined on approval; has administrators and mutes." },
    MEETING: { description: "Joined freely; has administrators and mutes. Once called ChatRoom." },
    COMMUNITY: {
      description: "Joined freely, up to 100,000 members and more; has administrators and mutes.",
    },
    AV_CHAT_ROOM: {
      description:
        "The audience of a live stream. Keeps no profiles, so members can be neither read nor changed.",
    },
  },
});

export const GroupRole = { OWNER: "OWNER", ADMIN: "ADMIN", MEMBER: "MEMBER" } as const;
export type GroupRole = keyof typeof GroupRole;
registerEnumType(GroupRole, {
  name: "GroupRole",
  description: "What somebody may do in a group.",
  valuesConfig: {
    OWNER: { description: "May do everything. At most one; cannot be given or taken here." },
    ADMIN: { description: "May mute and remove ordinary members." },
    MEMBER: { description: "An ordinary member." },
  },
});

export const AssignableGroupRole = { ADMIN: "ADMIN", MEMBER: "MEMBER" } as const;
export type AssignableGroupRole = keyof typeof AssignableGroupRole;
registerEnumType(AssignableGroupRole, {
  name: "AssignableGroupRole",
  description: "A role that can be given. Ownership cannot.",
  valuesConfig: {
    ADMIN: { description: "Makes the member an administrator." },
    MEMBER: { description: "Takes the administrator's rights away." },
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
  description: "How a group's messages reach one member.",
  valuesConfig: {
    ACCEPT_AND_NOTIFY: { description: "Delivered, with an alert." },
    ACCEPT_NOT_NOTIFY: { description: "Delivered, without an alert." },
    ACCEPT_NOT_NOTIFY_EXCEPT_AT: {
      description: "Delivered, with an alert only where the member is mentioned.",
    },
    DISCARD: { description: "Not delivered." },
  },
});

export const JoinPolicy = { FREE: "FREE", APPROVAL: "APPROVAL", CLOSED: "CLOSED" } as const;
export type JoinPolicy = keyof typeof JoinPolicy;
registerEnumType(JoinPolicy, {
  name: "JoinPolicy",
  description: "How somebody who asks gets into a group.",
  valuesConfig: {
    FREE: { description: "At once." },
    APPROVAL: { description: "When an administrator approves." },
    CLOSED: { description: "Not at all." },
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
  description: "One of the things about a member that can be changed.",
  valuesConfig: {
    ROLE: { description: "`role`" },
    NAME_CARD: { description: "`nameCard`" },
    MESSAGE_DELIVERY: { description: "`messageDelivery`" },
    CUSTOM_FIELDS: { description: "`customFields`" },
    MUTE: { description: "`muteForSeconds`" },
  },
});

export const Vendor = { CLASSIN: "CLASSIN", TENCENT_IM: "TENCENT_IM" } as const;
export type Vendor = keyof typeof Vendor;
registerEnumType(Vendor, {
  name: "Vendor",
  description: "Whose service an answer depended on.",
  valuesConfig: {
    CLASSIN: { description: "ClassIn: live lessons, courses and class nicknames." },
    TENCENT_IM: { description: "Tencent Cloud Chat (IM): groups and their members." },
  },
});
