import { RequiresRead } from "../schema/access.js";
import { Course } from "../schema/course.js";
import { Args, Ctx, Directive, FieldResolver, Resolver, Root } from "../schema/decorators.js";
import { SIZED_BY_FIRST } from "../schema/demand.js";
import { NicknameSync, NicknameSyncConnection, NicknameSyncEdge } from "../schema/nickname-sync.js";
import { PageArgs } from "../schema/pages.js";
import { SyncClassNicknamesResult } from "../schema/sync-class-nicknames.js";
import type { NicknameSyncRecord } from "../src/bulk/model.js";
import type { Context } from "../src/graphql/context.js";
import { momentCursor, readMomentCursor } from "../src/graphql/cursors.js";
import { presentSync } from "./presenters/recorded-sync.js";
import { pageOf, readPage } from "./shared/page.js";
import { fromStore } from "./shared/store-errors.js";

/** What a sync was made from, for its result. */
const records = new WeakMap<NicknameSync, NicknameSyncRecord>();

function present(record: NicknameSyncRecord): NicknameSync {
  const { id, startedAt, requestedBy, outcome } = record;
  const sync = new NicknameSync({ id, startedAt, finishedAt: outcome.endedAt, requestedBy });
  records.set(sync, record);
  return sync;
}

/** The history of a course is as visible as its group. */
const isVisible = ({ id }: Course, { courseGroups, visible }: Context): boolean | Promise<boolean> =>
  visible.has(courseGroups.groupIdOf(id));

@Resolver(() => NicknameSync)
export class NicknameSyncResolver {
  @FieldResolver(() => SyncClassNicknamesResult, {
    nullable: true,
    description: "What came of it, as the mutation answered.",
  })
  result(@Root() sync: NicknameSync): SyncClassNicknamesResult | null {
    const record = records.get(sync);
    return record === undefined ? null : presentSync(record.courseId, record.outcome, record.requestId);
  }
}

@Resolver(() => Course)
export class CourseSyncsResolver {
  @RequiresRead()
  @FieldResolver(() => NicknameSync, {
    nullable: true,
    description:
      "What the last sync of the course's nicknames did, by itself or in a bulk operation. Null when none is recorded.",
  })
  async lastNicknameSync(@Root() course: Course, @Ctx() context: Context): Promise<NicknameSync | null> {
    if (!(await isVisible(course, context))) return null;
    const record = await fromStore(context, () => context.bulk.history.last(course.id));
    return record && present(record);
  }

  @RequiresRead()
  @Directive(SIZED_BY_FIRST)
  @FieldResolver(() => NicknameSyncConnection, {
    nullable: true,
    description: "Syncs of the course's nicknames, newest first. Old ones are forgotten.",
  })
  async nicknameSyncs(
    @Root() course: Course,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<NicknameSyncConnection | null> {
    const asked = readPage(args, readMomentCursor, "a course's syncs");
    if (!(await isVisible(course, context))) return null;
    const { first, after } = asked;
    const found = await fromStore(context, () =>
      context.bulk.history.list(course.id, {
        after: after && { finishedAt: after.at, id: after.id },
        limit: first + 1,
      }),
    );
    const edgeOf = (record: NicknameSyncRecord) =>
      new NicknameSyncEdge(momentCursor(record.outcome.endedAt, record.id), present(record));
    return new NicknameSyncConnection(pageOf(found, asked, edgeOf));
  }
}
