import { RequiresRead } from "./access.js";
import { AS_OF } from "./as-of.js";
import { CustomField } from "./custom-field.js";
import { ArgsType, Directive, Field, ID, ObjectType } from "./decorators.js";
import { PERSONAL_DATA } from "./demand.js";
import { GroupRole, MessageDelivery } from "./enums.js";
import type { MaybeUnread } from "./maybe-unread.js";
import { globalIdOf, Node } from "./node.js";
import { DateTime } from "./scalars.js";

/** The fields of a member that come from one read. */
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
  description: "A user's membership in one chat group.",
})
export class GroupMember implements GroupMemberFields, Node {
  @Field(() => ID, { description: "An opaque id. It stays the same for the same group and user." })
  readonly id: string;

  @Field(() => ID, { description: "The id of the group." })
  readonly groupId: string;

  @Field(() => ID, {
    description:
      "The user's id in Tencent IM: 1 to 32 bytes of UTF-8. All lost accounts share one placeholder.",
  })
  readonly userId: string;

  @Field(() => GroupRole, { nullable: true, description: "The member's role in the group." })
  readonly role: MaybeUnread<GroupRole>;

  @Directive(PERSONAL_DATA)
  @Field(() => String, {
    nullable: true,
    description: "The name shown in this group only. Empty if none was set.",
  })
  readonly nameCard: MaybeUnread<string>;

  @Directive(PERSONAL_DATA)
  @Field(() => DateTime, { nullable: true, description: "When the member joined." })
  readonly joinedAt: MaybeUnread<Date>;

  @Directive(PERSONAL_DATA)
  @Field(() => DateTime, {
    nullable: true,
    description: "When the member last sent a message in this group. Null if never.",
  })
  readonly lastMessageAt: MaybeUnread<Date>;

  @Field(() => MessageDelivery, {
    nullable: true,
    description: "How the member receives messages. Null for a setting that this server does not know.",
  })
  readonly messageDelivery: MaybeUnread<MessageDelivery>;

  @Directive(PERSONAL_DATA)
  @Field(() => DateTime, {
    nullable: true,
    description: "When the member's mute ends. Null if the member is not muted now.",
  })
  readonly mutedUntil: MaybeUnread<Date>;

  @Directive(PERSONAL_DATA)
  @Field(() => [CustomField], { nullable: true, description: "The school's custom fields for this member." })
  readonly customFields: MaybeUnread<readonly CustomField[]>;

  @Field(() => DateTime, { nullable: true, description: AS_OF })
  readonly asOf: Date | null;

  /** The name that the gateway read from the subgraph that owns `User.officialName`. Not a field of the graph. */
  nameFromUser: string | null = null;

  /** `asOf`: when the read that returned the fields was sent. */
  constructor(groupId: string, userId: string, fields: GroupMemberFields, asOf: Date | null) {
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
    this.asOf = asOf;
  }

  get globalId(): string {
    return globalIdOf("GroupMember", this.id);
  }

  /** A member with some known fields. `rest` is the value of every other field: null or an error. `asOf`: when they were known. */
  static known(
    groupId: string,
    userId: string,
    fields: Partial<GroupMemberFields>,
    rest: null | Error,
    asOf: Date | null = null,
  ): GroupMember {
    const all = {
      role: rest,
      nameCard: rest,
      joinedAt: rest,
      lastMessageAt: rest,
      messageDelivery: rest,
      mutedUntil: rest,
      customFields: rest,
      ...fields,
    };
    return new GroupMember(groupId, userId, all, asOf);
  }
}

/** Neither id can contain a line feed, so the pair can always be split again. */
const SEPARATOR = "\n";

function memberId(groupId: string, userId: string): string {
  return Buffer.from(groupId + SEPARATOR + userId, "utf8").toString("base64url");
}

/** The longest group id (48 bytes), the separator and the longest user id (32 bytes), in base64url. */
const LONGEST_MEMBER_ID = 108;

/** Parses a member id. Null unless it is exactly what `memberId` returns. */
export function readMemberId(id: string): { groupId: string; userId: string } | null {
  if (id.length > LONGEST_MEMBER_ID) return null;
  const [groupId, userId, ...more] = Buffer.from(id, "base64url").toString("utf8").split(SEPARATOR);
  if (groupId === undefined || userId === undefined || more.length > 0) return null;
  return memberId(groupId, userId) === id ? { groupId, userId } : null;
}

@ArgsType()
export class GroupMemberArgs {
  @Field(() => ID, { description: "The id of the group." })
  readonly groupId!: string;

  @Field(() => ID, { description: "The id of the user." })
  readonly userId!: string;
}
