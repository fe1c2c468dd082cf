import type { GraphQLResolveInfo } from "graphql";
import { RequiresRead } from "../schema/access.js";
import { Course } from "../schema/course.js";
import { Arg, Ctx, Directive, ID, Info, Resolver, Root, Subscription } from "../schema/decorators.js";
import { READS_FROM_VENDOR } from "../schema/demand.js";
import { Group } from "../schema/group.js";
import type { Context } from "../src/graphql/context.js";
import { checkCourseId, checkGroupId } from "../src/input/ids.js";
import { checkArguments } from "./shared/check-arguments.js";
import { loadGroup } from "./shared/load-group.js";
import { type Change, isShown, watchChanges } from "./shared/watch-changes.js";

const WHEN =
  "after each change, at most once a second. There is no message before the first change, so query first. Some messages come without a change";
const END =
  "The subscription ends when the server stops or the token expires. Subscribe again, and query again, since changes in between are not sent. With the scope `class-groups:read:own`, it ends with null for a group that the caller is not in.";

@Resolver()
export class ChangesResolver {
  @RequiresRead()
  @Directive(READS_FROM_VENDOR)
  @Subscription(() => Group, {
    nullable: true,
    description: `A group, read anew ${WHEN}. Changes are known from this server's mutations, and from Tencent IM's webhooks if they are set up. Mutes, message delivery and custom fields have no webhooks. Null if the group no longer exists. ${END}`,
    subscribe({ args, context }) {
      const id = args["id"] as string;
      checkArguments((problems) => checkGroupId(id, "id", problems));
      return watchChanges({ of: "group", id }, id, context as Context);
    },
  })
  async groupChanged(
    @Root() change: Change,
    @Arg("id", () => ID, { description: "The id of the group." }) id: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Group | null> {
    return isShown(change) ? loadGroup(id, context, info) : null;
  }

  @RequiresRead()
  @Subscription(() => Course, {
    nullable: true,
    description: `A course, read anew ${WHEN}. Changes are known from ClassIn's webhooks, if they are set up. For the group of the course, use \`groupChanged\`. ${END}`,
    subscribe({ args, context: given }) {
      const id = args["id"] as string;
      const context = given as Context;
      checkArguments((problems) => checkCourseId(id, "id", problems));
      return watchChanges({ of: "course", id }, context.courseGroups.groupIdOf(id), context);
    },
  })
  courseChanged(
    @Root() change: Change,
    @Arg("id", () => ID, { description: "The ClassIn course number: digits without a leading zero." })
    id: string,
  ): Course | null {
    return isShown(change) ? new Course(id) : null;
  }
}
