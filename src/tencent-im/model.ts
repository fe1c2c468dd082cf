/** Our names for Tencent IM's data. The vendor's names stay in wire/. */

export type GroupType = "WORK" | "PUBLIC" | "MEETING" | "COMMUNITY" | "AV_CHAT_ROOM";
export type GroupRole = "OWNER" | "ADMIN" | "MEMBER";
export type JoinPolicy = "FREE" | "APPROVAL" | "CLOSED";
export type MessageDelivery =
  | "ACCEPT_AND_NOTIFY"
  | "ACCEPT_NOT_NOTIFY"
  | "ACCEPT_NOT_NOTIFY_EXCEPT_AT"
  | "DISCARD";

export interface CustomField {
  readonly key: string;
  readonly value: string;
}

/** When the vendor call that read something was sent. Everything in one answer shares one moment. */
export interface ReadMoment {
  /** By the wall clock. */
  readonly at: Date;
  /** By the monotonic clock, for ages. */
  readonly monotonicMs: number;
}

/** The earlier one. `one` is null before the first read. */
export const earlierMoment = (one: ReadMoment | null, other: ReadMoment): ReadMoment =>
  one === null || other.monotonicMs < one.monotonicMs ? other : one;

/** A group's profile. Null: not requested, no value, or a value that the vendor does not document. */
export interface GroupProfile {
  readonly id: string;
  readonly name: string | null;
  readonly type: GroupType | null;
  /** The owner's user id; null for a group that has none. */
  readonly ownerId: string | null;
  readonly memberCount: number | null;
  readonly maxMemberCount: number | null;
  readonly introduction: string | null;
  readonly notification: string | null;
  readonly avatarUrl: string | null;
  readonly createdAt: Date | null;
  readonly lastMessageAt: Date | null;
  readonly joinPolicy: JoinPolicy | null;
  readonly everyoneMuted: boolean | null;
  readonly customFields: readonly CustomField[] | null;
  readonly read: ReadMoment;
}
export type GroupField = Exclude<keyof GroupProfile, "id" | "read">;

/** A member's profile in one group. Null: not requested, no value, or a value that the vendor does not document. */
export interface MemberProfile {
  readonly groupId: string;
  readonly userId: string;
  readonly role: GroupRole | null;
  readonly nameCard: string | null;
  readonly joinedAt: Date | null;
  readonly lastMessageAt: Date | null;
  readonly messageDelivery: MessageDelivery | null;
  /** Null when the member is not muted now. */
  readonly mutedUntil: Date | null;
  readonly customFields: readonly CustomField[] | null;
  readonly read: ReadMoment;
}
export type MemberField = Exclude<keyof MemberProfile, "groupId" | "userId" | "read">;

/** A change of one member. Only the given fields change, all in one vendor call. */
export interface MemberChange {
  readonly groupId: string;
  readonly userId: string;
  readonly role?: "ADMIN" | "MEMBER";
  /** At most 50 bytes of UTF-8; the empty string clears it. */
  readonly nameCard?: string;
  readonly messageDelivery?: MessageDelivery;
  readonly customFields?: readonly CustomField[];
  /** Whole seconds from now, 0 to 4294967295; 0 unmutes. */
  readonly muteForSeconds?: number;
}

/** A field that a change can set. */
export type MemberAspect = Exclude<keyof MemberChange, "groupId" | "userId">;

/** Members of communities are paged by the vendor's cursor, all others by offset (docs/vendors/tencent-im.md). */
export const isCommunity = (groupId: string): boolean => groupId.startsWith("@TGS#_");
