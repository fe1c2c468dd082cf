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
import { seesCourse } from "./shared/sees-course.js";
import { fromStore } from "./shared/store-errors.js";

/** The stored record of each sync. `result` is made from it. */
const records = new WeakMap<NicknameSync, NicknameSyncRecord>();

function present(record: NicknameSyncRecord): NicknameSync {
  const { id, startedAt, requestedBy, outcome } = record;
  const sync = new NicknameSync({ id, startedAt, finishedAt: outcome.endedAt, requestedBy });
  records.set(sync, record);
  return sync;
}

@Resolver(() => NicknameSync)
export class NicknameSyncResolver {
  @FieldResolver(() => SyncClassNicknamesResult, {
    nullable: true,
    description: "The result, as `syncClassNicknames` returns it.",
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
      "The last sync of the course's nicknames, single or in a bulk operation. Null if none is recorded.",
  })
  async lastNicknameSync(@Root() course: Course, @Ctx() context: Context): Promise<NicknameSync | null> {
    if (!(await seesCourse(course, context))) return null;
    const record = await fromStore(context, () => context.bulk.history.last(course.id));
    return record && present(record);
  }

  @RequiresRead()
  @Directive(SIZED_BY_FIRST)
  @FieldResolver(() => NicknameSyncConnection, {
    nullable: true,
    description: "Syncs of the course's nicknames, newest first. Old ones are deleted.",
  })
  async nicknameSyncs(
    @Root() course: Course,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<NicknameSyncConnection | null> {
    const pageRequest = readPage(args, readMomentCursor, "a course's syncs");
    if (!(await seesCourse(course, context))) return null;
    const { first, after } = pageRequest;
    const found = await fromStore(context, () =>
      context.bulk.history.list(course.id, {
        after: after && { finishedAt: after.at, id: after.id },
        limit: first + 1,
      }),
    );
    const edgeOf = (record: NicknameSyncRecord) =>
      new NicknameSyncEdge(() => momentCursor(record.outcome.endedAt, record.id), present(record));
    return new NicknameSyncConnection(pageOf(found, pageRequest, edgeOf));
  }
}
