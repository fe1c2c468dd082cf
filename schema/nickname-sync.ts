import { Directive, Field, ID, ObjectType } from "./decorators.js";
import { PERSONAL_DATA } from "./demand.js";
import { connectionOf, edgeOf } from "./pages.js";
import { DateTime } from "./scalars.js";

@ObjectType({ simpleResolvers: true, description: "One sync of a course's nicknames, and what came of it." })
export class NicknameSync {
  @Field(() => ID, { description: "Unique among all syncs, and opaque." })
  readonly id: string;

  @Field(() => DateTime, { description: "When it was begun." })
  readonly startedAt: Date;

  @Field(() => DateTime, { description: "When it was known what came of it." })
  readonly finishedAt: Date;

  @Directive(PERSONAL_DATA)
  @Field(() => String, {
    nullable: true,
    description: "Who asked for it, as their token names them. Null where callers are not known.",
  })
  readonly requestedBy: string | null;

  constructor(sync: { id: string; startedAt: Date; finishedAt: Date; requestedBy: string | null }) {
    this.id = sync.id;
    this.startedAt = sync.startedAt;
    this.finishedAt = sync.finishedAt;
    this.requestedBy = sync.requestedBy;
  }
}

@ObjectType({ simpleResolvers: true, description: "One sync in a page of them." })
export class NicknameSyncEdge extends edgeOf(() => NicknameSync, "sync") {}

@ObjectType({ simpleResolvers: true, description: "A page of a course's syncs, newest first (Relay)." })
export class NicknameSyncConnection extends connectionOf(
  () => NicknameSyncEdge,
  () => NicknameSync,
  "syncs",
) {}
