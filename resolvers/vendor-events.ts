import type { GraphQLResolveInfo } from "graphql";
import { RequiresEvents, RequiresRead } from "../schema/access.js";
import { Course } from "../schema/course.js";
import { Args, Ctx, Directive, FieldResolver, Info, Query, Resolver, Root } from "../schema/decorators.js";
import { READS_FROM_VENDOR, SIZED_BY_FIRST } from "../schema/demand.js";
import { Group } from "../schema/group.js";
import {
  VendorEvent,
  VendorEventConnection,
  VendorEventEdge,
  VendorEventsArgs,
} from "../schema/vendor-events.js";
import type { Context } from "../src/graphql/context.js";
import { eventCursor, readEventCursor } from "../src/graphql/cursors.js";
import { selectedFields } from "../src/graphql/selection.js";
import { checkCourseId, checkGroupId } from "../src/input/ids.js";
import type { VendorEvent as Stored } from "../src/webhooks/queries/events.js";
import { presentEvent } from "./presenters/vendor-event.js";
import { checkArguments } from "./shared/check-arguments.js";
import { loadGroup } from "./shared/load-group.js";
import { pageOf, readPage } from "./shared/page.js";
import { fromStore } from "./shared/store-errors.js";

/** Fields that need the body of the stored message. */
const PEOPLE = ["users", "classinUids", "peopleCount"];

@Resolver(() => VendorEvent)
export class VendorEventsResolver {
  @RequiresEvents()
  @Directive(SIZED_BY_FIRST)
  @Query(() => VendorEventConnection, {
    description:
      "What the vendors sent to this server's webhooks, newest first, for operators. Empty without webhooks. Needs `class-groups:events`, because events name people of the whole school.",
  })
  async vendorEvents(
    @Args(() => VendorEventsArgs) args: VendorEventsArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<VendorEventConnection> {
    const { kind = null, groupId = null, courseId = null } = args;
    const pageRequest = readPage(args, readEventCursor, "the vendors' events");
    checkArguments((problems) => {
      if (groupId !== null) checkGroupId(groupId, "groupId", problems);
      if (courseId !== null) checkCourseId(courseId, "courseId", problems);
    });
    const { first, after } = pageRequest;
    const withPeople = selectsPeople(info);
    const found = await fromStore(context, () =>
      context.webhooks.events({ kind, groupId, courseId, withPeople, before: after, limit: first + 1 }),
    );
    const edgeOf = (event: Stored) =>
      new VendorEventEdge(() => eventCursor(event.number), presentEvent(event));
    return new VendorEventConnection(pageOf(found, pageRequest, edgeOf));
  }

  @RequiresRead()
  @Directive(READS_FROM_VENDOR)
  @FieldResolver(() => Group, {
    nullable: true,
    description:
      "The group that the event is about, as it is now. Null if the event names none, or if the group no longer exists.",
  })
  async group(
    @Root() event: VendorEvent,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Group | null> {
    return event.groupId === null ? null : loadGroup(event.groupId, context, info);
  }

  @FieldResolver(() => Course, {
    nullable: true,
    description: "The course that the event is about. Null if the event names none.",
  })
  course(@Root() event: VendorEvent): Course | null {
    return event.courseId === null ? null : new Course(event.courseId);
  }
}

/** Events are selected in two places: as nodes, and as nodes of edges. */
function selectsPeople(info: GraphQLResolveInfo): boolean {
  const ofConnection = (field: string) => ({ type: "VendorEventConnection", field });
  const nodes = selectedFields(info, "VendorEvent", [ofConnection("nodes")]);
  const edges = selectedFields(info, "VendorEvent", [
    ofConnection("edges"),
    { type: "VendorEventEdge", field: "node" },
  ]);
  return PEOPLE.some((field) => nodes.has(field) || edges.has(field));
}
