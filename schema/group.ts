import { RequiresRead } from "./access.js";
import { AS_OF } from "./as-of.js";
import { CustomField } from "./custom-field.js";
import { Directive, Field, ID, Int, ObjectType } from "./decorators.js";
import { GroupType, JoinPolicy } from "./enums.js";
import type { MaybeUnread } from "./maybe-unread.js";
import { globalIdOf, Node } from "./node.js";
import { DateTime, URLScalar } from "./scalars.js";

/** The fields of a group that come from one read. Its owner, course and members have their own resolvers. */
export interface GroupFields {
  readonly name: MaybeUnread<string>;
  readonly type: MaybeUnread<GroupType>;
  readonly ownerId: MaybeUnread<string>;
  readonly memberCount: MaybeUnread<number>;
  readonly maxMemberCount: MaybeUnread<number>;
  readonly introduction: MaybeUnread<string>;
  readonly notification: MaybeUnread<string>;
  readonly avatarUrl: MaybeUnread<string>;
  readonly createdAt: MaybeUnread<Date>;
  readonly lastMessageAt: MaybeUnread<Date>;
  readonly joinPolicy: MaybeUnread<JoinPolicy>;
  readonly everyoneMuted: MaybeUnread<boolean>;
  readonly customFields: MaybeUnread<readonly CustomField[]>;
}

@Directive('@key(fields: "id")')
@RequiresRead()
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "A chat group in Tencent Cloud Chat (IM).",
})
export class Group implements GroupFields, Node {
  @Field(() => ID, {
    description: "At most 48 printable ASCII characters. Generated ids begin with `@TGS#`.",
  })
  readonly id: string;

  @Field(() => String, { nullable: true, description: "The name of the group." })
  readonly name: MaybeUnread<string>;

  @Field(() => GroupType, {
    nullable: true,
    description: "The type of the group. Null for a type that this server does not know.",
  })
  readonly type: MaybeUnread<GroupType>;

  /** The user id of `owner`. */
  readonly ownerId: MaybeUnread<string>;

  @Field(() => Int, { nullable: true, description: "The current number of members." })
  readonly memberCount: MaybeUnread<number>;

  @Field(() => Int, { nullable: true, description: "The maximum number of members." })
  readonly maxMemberCount: MaybeUnread<number>;

  @Field(() => String, { nullable: true, description: "What the group is about." })
  readonly introduction: MaybeUnread<string>;

  @Field(() => String, { nullable: true, description: "The announcement that members see." })
  readonly notification: MaybeUnread<string>;

  @Field(() => URLScalar, {
    nullable: true,
    description: "The URL of the group's picture. Null if there is none, or if its address is not a web URL.",
  })
  readonly avatarUrl: MaybeUnread<string>;

  @Field(() => DateTime, { nullable: true, description: "When the group was created." })
  readonly createdAt: MaybeUnread<Date>;

  @Field(() => DateTime, {
    nullable: true,
    description: "When the last message was sent. Null if there was none.",
  })
  readonly lastMessageAt: MaybeUnread<Date>;

  @Field(() => JoinPolicy, { nullable: true, description: "What happens when a user asks to join." })
  readonly joinPolicy: MaybeUnread<JoinPolicy>;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether only the owner and administrators can currently send messages.",
  })
  readonly everyoneMuted: MaybeUnread<boolean>;

  @Field(() => [CustomField], {
    nullable: true,
    description:
      "The school's custom fields that this server is configured to read. Null if it is configured to read none.",
  })
  readonly customFields: MaybeUnread<readonly CustomField[]>;

  @Field(() => DateTime, { nullable: true, description: AS_OF })
  readonly asOf: Date | null;

  /** `asOf`: when the read that returned the fields was sent. */
  constructor(id: string, fields: GroupFields, asOf: Date | null) {
    this.id = id;
    this.name = fields.name;
    this.type = fields.type;
    this.ownerId = fields.ownerId;
    this.memberCount = fields.memberCount;
    this.maxMemberCount = fields.maxMemberCount;
    this.introduction = fields.introduction;
    this.notification = fields.notification;
    this.avatarUrl = fields.avatarUrl;
    this.createdAt = fields.createdAt;
    this.lastMessageAt = fields.lastMessageAt;
    this.joinPolicy = fields.joinPolicy;
    this.everyoneMuted = fields.everyoneMuted;
    this.customFields = fields.customFields;
    this.asOf = asOf;
  }

  get globalId(): string {
    return globalIdOf("Group", this.id);
  }

  /** A group with a known id. `rest` is the value of every other field: null or an error. */
  static known(id: string, rest: null | Error): Group {
    const fields = {
      name: rest,
      type: rest,
      ownerId: rest,
      memberCount: rest,
      maxMemberCount: rest,
      introduction: rest,
      notification: rest,
      avatarUrl: rest,
      createdAt: rest,
      lastMessageAt: rest,
      joinPolicy: rest,
      everyoneMuted: rest,
      customFields: rest,
    };
    return new Group(id, fields, null);
  }
}
