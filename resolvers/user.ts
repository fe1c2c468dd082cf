import type { GraphQLResolveInfo } from "graphql";
import { RequiresRead } from "../schema/access.js";
import { UserGroupConnection, UserGroupsArgs } from "../schema/connections.js";
import { Args, Ctx, Directive, FieldResolver, Info, Resolver, Root } from "../schema/decorators.js";
import { READS_FROM_VENDOR, SIZED_BY_FIRST } from "../schema/demand.js";
import { User } from "../schema/user.js";
import type { Context } from "../src/graphql/context.js";
import { isUserId } from "../src/input/ids.js";
import { pageOfUserGroups } from "./shared/user-group-page.js";

@Resolver(() => User)
export class UserResolver {
  @RequiresRead()
  @Directive(READS_FROM_VENDOR)
  @Directive(SIZED_BY_FIRST)
  @FieldResolver(() => UserGroupConnection, {
    nullable: true,
    description:
      "The chat groups that the user is in. Null for lost accounts and for users unknown to the vendor. With the scope `class-groups:read:own`, null for every user but the caller.",
  })
  async groups(
    @Root() user: User,
    @Args(() => UserGroupsArgs) args: UserGroupsArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<UserGroupConnection | null> {
    if (!isUserId(user.id) || !context.visible.mayListGroupsOf(user.id)) return null;
    return pageOfUserGroups(user.id, args, context, info);
  }
}

export function resolveUserReference({ id }: { id?: unknown }): User | null {
  return isUserId(id) ? new User(id) : null;
}
