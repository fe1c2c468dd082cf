import { Directive, Field, ID, ObjectType } from "./decorators.js";
import { PERSONAL_DATA } from "./demand.js";
import { connectionOf, edgeOf } from "./pages.js";
import { DateTime } from "./scalars.js";

@ObjectType({ simpleResolvers: true, description: "One sync of a course's nicknames, with its outcome." })
export class NicknameSync {
  @Field(() => ID, { description: "An opaque id, unique among all syncs." })
  readonly id: string;

  @Field(() => DateTime, { description: "When the sync started." })
  readonly startedAt: Date;

  @Field(() => DateTime, { description: "When the outcome was known." })
  readonly finishedAt: Date;

  @Directive(PERSONAL_DATA)
  @Field(() => String, {
    nullable: true,
    description:
      "The caller who requested the sync, as named in their token. Null if access control is off, or if the server synced by itself to keep names.",
  })
  readonly requestedBy: string | null;

  constructor(sync: { id: string; startedAt: Date; finishedAt: Date; requestedBy: string | null }) {
    this.id = sync.id;
    this.startedAt = sync.startedAt;
    this.finishedAt = sync.finishedAt;
    this.requestedBy = sync.requestedBy;
  }
}

@ObjectType({ simpleResolvers: true, description: "One sync in a page of syncs." })
export class NicknameSyncEdge extends edgeOf(() => NicknameSync, "sync") {}

@ObjectType({ simpleResolvers: true, description: "A page of a course's syncs, newest first (Relay)." })
export class NicknameSyncConnection extends connectionOf(
  () => NicknameSyncEdge,
  () => NicknameSync,
  "syncs",
) {}
