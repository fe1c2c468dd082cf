import { RequiresRead } from "./access.js";
import { CustomField } from "./custom-field.js";
import { Directive, Field, ID, Int, ObjectType } from "./decorators.js";
import { GroupType, JoinPolicy } from "./enums.js";
import type { MaybeUnread } from "./maybe-unread.js";
import { globalIdOf, Node } from "./node.js";
import { DateTime, URLScalar } from "./scalars.js";

/** What is read of a group in one go; its owner, course and members have resolvers of their own. */
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
    description: "At most 48 printable ASCII characters; generated ones begin with `@TGS#`.",
  })
  readonly id: string;

  @Field(() => String, { nullable: true, description: "The group's name." })
  readonly name: MaybeUnread<string>;

  @Field(() => GroupType, { nullable: true, description: "Null for a kind that is not known here yet." })
  readonly type: MaybeUnread<GroupType>;

  /** The user id behind `owner`. */
  readonly ownerId: MaybeUnread<string>;

  @Field(() => Int, { nullable: true, description: "How many members it has now." })
  readonly memberCount: MaybeUnread<number>;

  @Field(() => Int, { nullable: true, description: "How many members it can have." })
  readonly maxMemberCount: MaybeUnread<number>;

  @Field(() => String, { nullable: true, description: "What the group is about." })
  readonly introduction: MaybeUnread<string>;

  @Field(() => String, { nullable: true, description: "The announcement that members see." })
  readonly notification: MaybeUnread<string>;

  @Field(() => URLScalar, {
    nullable: true,
    description: "The group's picture. Null for none, or for one whose address is not a URL.",
  })
  readonly avatarUrl: MaybeUnread<string>;

  @Field(() => DateTime, { nullable: true, description: "When it was created." })
  readonly createdAt: MaybeUnread<Date>;

  @Field(() => DateTime, {
    nullable: true,
    description: "When the last message was sent. Null where there was none.",
  })
  readonly lastMessageAt: MaybeUnread<Date>;

  @Field(() => JoinPolicy, { nullable: true, description: "How somebody who asks gets in." })
  readonly joinPolicy: MaybeUnread<JoinPolicy>;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether only the owner and administrators may write now.",
  })
  readonly everyoneMuted: MaybeUnread<boolean>;

  @Field(() => [CustomField], {
    nullable: true,
    description:
      "The school's own fields, under the keys the server was set up to read. Null where it was set up to read none.",
  })
  readonly customFields: MaybeUnread<readonly CustomField[]>;

  constructor(id: string, fields: GroupFields) {
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
  }

  get globalId(): string {
    return globalIdOf("Group", this.id);
  }

  /** A group of which only the id is known; `rest` says what became of everything else. */
  static known(id: string, rest: null | Error): Group {
    return new Group(id, {
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
    });
  }
}
