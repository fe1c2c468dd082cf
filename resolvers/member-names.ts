import type { GraphQLResolveInfo } from "graphql";
import { RequiresNames } from "../schema/access.js";
import { GroupMemberConnection } from "../schema/connections.js";
import { Args, Ctx, Directive, FieldResolver, Info, Resolver, Root } from "../schema/decorators.js";
import { PERSONAL_DATA, SEARCHES_AT_VENDOR, SIZED_BY_FIRST } from "../schema/demand.js";
import { GroupMember } from "../schema/group-member.js";
import { Group } from "../schema/group.js";
import { PageArgs } from "../schema/pages.js";
import type { Context } from "../src/graphql/context.js";
import { sameName } from "../src/names/same-name.js";
import { pageOfMisnamed } from "./shared/misnamed-page.js";
import { officialNameOf } from "./shared/official-name.js";

@Resolver(() => GroupMember)
export class MemberNamesResolver {
  @RequiresNames()
  @Directive(PERSONAL_DATA)
  @FieldResolver(() => String, {
    nullable: true,
    description: "The name that the school says the user has (`setOfficialNames`). Null if it has set none.",
  })
  async officialName(@Root() member: GroupMember, @Ctx() context: Context): Promise<string | null> {
    return (await officialNameOf(member, context))?.name ?? null;
  }

  @RequiresNames()
  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      "Whether `nameCard` shows the official name. Only what nobody can see is ignored: blanks at both ends, several blanks in a row, and how characters are composed. Null if there is no official name, or if the card could not be read.",
  })
  async nameMatches(@Root() member: GroupMember, @Ctx() context: Context): Promise<boolean | null> {
    const { nameCard } = member;
    if (typeof nameCard !== "string") return null;
    const official = await officialNameOf(member, context);
    return official === null ? null : sameName(nameCard, official.name);
  }
}

@Resolver(() => Group)
export class MisnamedMembersResolver {
  @RequiresNames()
  @Directive(SEARCHES_AT_VENDOR)
  @Directive(SIZED_BY_FIRST)
  @FieldResolver(() => GroupMemberConnection, {
    nullable: true,
    description:
      "The members whose name card differs from their official name. One answer looks at up to 500 members of the group, so it may have fewer members than requested, or none, although `hasNextPage` is true. Continue with `endCursor` until `hasNextPage` is false. Null for a live-stream group, which keeps no list of members.",
  })
  async membersMisnamed(
    @Root() group: Group,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<GroupMemberConnection | null> {
    // Mutations return groups without a visibility check, so check here.
    return (await context.visible.has(group.id)) ? pageOfMisnamed(group.id, args, context, info) : null;
  }
}
