import { RequiresRead } from "./access.js";
import { CustomField } from "./custom-field.js";
import { ArgsType, Directive, Field, ID, ObjectType } from "./decorators.js";
import { PERSONAL_DATA } from "./demand.js";
import { GroupRole, MessageDelivery } from "./enums.js";
import type { MaybeUnread } from "./maybe-unread.js";
import { globalIdOf, Node } from "./node.js";
import { DateTime } from "./scalars.js";

/** What is read of a member in one go. */
export interface GroupMemberFields {
  readonly role: MaybeUnread<GroupRole>;
  readonly nameCard: MaybeUnread<string>;
  readonly joinedAt: MaybeUnread<Date>;
  readonly lastMessageAt: MaybeUnread<Date>;
  readonly messageDelivery: MaybeUnread<MessageDelivery>;
  readonly mutedUntil: MaybeUnread<Date>;
  readonly customFields: MaybeUnread<readonly CustomField[]>;
}

@Directive('@key(fields: "id")')
@Directive('@key(fields: "groupId userId")')
@RequiresRead()
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "Somebody in a chat group, as that group knows them.",
})
export class GroupMember implements GroupMemberFields, Node {
  @Field(() => ID, { description: "Stable and opaque: the same group and user always have the same." })
  readonly id: string;

  @Field(() => ID, { description: "The group's id." })
  readonly groupId: string;

  @Field(() => ID, {
    description:
      "The user's id in Tencent IM: 1 to 32 bytes of UTF-8. Of a lost account, a text that stands for any of them.",
  })
  readonly userId: string;

  @Field(() => GroupRole, { nullable: true, description: "What the member may do in the group." })
  readonly role: MaybeUnread<GroupRole>;

  @Directive(PERSONAL_DATA)
  @Field(() => String, {
    nullable: true,
    description: "The name shown in this group only. Empty where none was set.",
  })
  readonly nameCard: MaybeUnread<string>;

  @Directive(PERSONAL_DATA)
  @Field(() => DateTime, { nullable: true, description: "When the member joined." })
  readonly joinedAt: MaybeUnread<Date>;

  @Directive(PERSONAL_DATA)
  @Field(() => DateTime, { nullable: true, description: "When the member last wrote here. Null for never." })
  readonly lastMessageAt: MaybeUnread<Date>;

  @Field(() => MessageDelivery, {
    nullable: true,
    description: "How messages reach the member. Null for a setting that is not known here yet.",
  })
  readonly messageDelivery: MaybeUnread<MessageDelivery>;

  @Directive(PERSONAL_DATA)
  @Field(() => DateTime, {
    nullable: true,
    description: "Until when the member cannot write. Null when not muted now.",
  })
  readonly mutedUntil: MaybeUnread<Date>;

  @Directive(PERSONAL_DATA)
  @Field(() => [CustomField], { nullable: true, description: "The school's own fields for this member." })
  readonly customFields: MaybeUnread<readonly CustomField[]>;

  constructor(groupId: string, userId: string, fields: GroupMemberFields) {
    this.id = memberId(groupId, userId);
    this.groupId = groupId;
    this.userId = userId;
    this.role = fields.role;
    this.nameCard = fields.nameCard;
    this.joinedAt = fields.joinedAt;
    this.lastMessageAt = fields.lastMessageAt;
    this.messageDelivery = fields.messageDelivery;
    this.mutedUntil = fields.mutedUntil;
    this.customFields = fields.customFields;
  }

  get globalId(): string {
    return globalIdOf("GroupMember", this.id);
  }

  /** A member of whom only some fields are known; `rest` says what became of all others. */
  static known(
    groupId: string,
    userId: string,
    fields: Partial<GroupMemberFields>,
    rest: null | Error,
  ): GroupMember {
    return new GroupMember(groupId, userId, {
      role: rest,
      nameCard: rest,
      joinedAt: rest,
      lastMessageAt: rest,
      messageDelivery: rest,
      mutedUntil: rest,
      customFields: rest,
      ...fields,
    });
  }
}

/** Neither id can hold a line feed, so the two are told apart again without doubt. */
const SEPARATOR = "\n";

function memberId(groupId: string, userId: string): string {
  return Buffer.from(groupId + SEPARATOR + userId, "utf8").toString("base64url");
}

/** In base64url, of a group id and a user id of the most bytes that there are (48 and 32), and the separator. */
const LONGEST_MEMBER_ID = 108;

/** What an id of a member stands for; null for anything that is not exactly such an id. */
export function readMemberId(id: string): { groupId: string; userId: string } | null {
  if (id.length > LONGEST_MEMBER_ID) return null;
  const [groupId, userId, ...more] = Buffer.from(id, "base64url").toString("utf8").split(SEPARATOR);
  if (groupId === undefined || userId === undefined || more.length > 0) return null;
  return memberId(groupId, userId) === id ? { groupId, userId } : null;
}

@ArgsType()
export class GroupMemberArgs {
  @Field(() => ID, { description: "The group's id." })
  readonly groupId!: string;

  @Field(() => ID, { description: "The user's id." })
  readonly userId!: string;
}
