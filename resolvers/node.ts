import type { GraphQLResolveInfo } from "graphql";
import { RequiresRead } from "../schema/access.js";
import { Arg, Ctx, Directive, ID, Info, Query, Resolver } from "../schema/decorators.js";
import { READS_FROM_VENDOR } from "../schema/demand.js";
import { Node, readGlobalId } from "../schema/node.js";
import type { Context } from "../src/graphql/context.js";
import { resolveCourseReference } from "./course.js";
import { resolveGroupMemberReference } from "./group-member.js";
import { resolveGroupReference } from "./group.js";

@Resolver()
export class NodeResolver {
  @Directive(READS_FROM_VENDOR)
  @RequiresRead()
  @Query(() => Node, {
    nullable: true,
    description:
      "The object with this `globalId`, for Relay's refetching. Null if it does not exist. Read bulk operations with `bulkOperation`.",
  })
  async node(
    @Arg("id", () => ID, { description: "The `globalId` of the object." }) globalId: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Node | null> {
    const { type, id } = readGlobalId(globalId) ?? {};
    switch (type) {
      case undefined:
        return null;
      case "Course":
        return resolveCourseReference({ id });
      case "Group":
        return resolveGroupReference({ id }, context, info);
      case "GroupMember":
        return resolveGroupMemberReference({ id }, context, info);
    }
  }
}
