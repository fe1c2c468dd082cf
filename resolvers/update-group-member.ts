import type { GraphQLResolveInfo } from "graphql";
import { RequiresWrite } from "../schema/access.js";
import { Arg, Ctx, Directive, Info, Mutation, Resolver } from "../schema/decorators.js";
import { assumedSize, WRITE_TAG, WRITES_TO_VENDOR } from "../schema/demand.js";
import { InputProblem, InvalidInputError } from "../schema/errors.js";
import {
  UpdateGroupMemberInput,
  UpdateGroupMemberResult,
  UpdateGroupMemberSuccess,
} from "../schema/update-group-member.js";
import type { Context } from "../src/graphql/context.js";
import { readMemberChange } from "../src/input/member-change.js";
import type { MemberUpdated } from "../src/tencent-im/member-update.js";
import type { MemberChange } from "../src/tencent-im/model.js";
import { presentUpdateFailure } from "./presenters/update-failure.js";
import { updatedMember } from "./presenters/updated-member.js";
import { checked } from "./shared/checked.js";
import { requireRank } from "./shared/require-group-admin.js";

const MAX_UPDATES = 50;

@Resolver()
export class UpdateGroupMemberResolver {
  @Directive(WRITES_TO_VENDOR)
  @Directive(WRITE_TAG)
  @RequiresWrite()
  @Mutation(() => UpdateGroupMemberResult, {
    description:
      "Changes one member of a chat group: role, name card, message delivery, custom fields, mute. One call, whatever is given. With `class-groups:write:own`, an owner may change everybody in the group; an administrator its ordinary members, and themselves but for mutes; only the owner appoints administrators.",
  })
  async updateGroupMember(
    @Arg("input", () => UpdateGroupMemberInput, { description: "Whom to change, and what." })
    input: UpdateGroupMemberInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<UpdateGroupMemberResult> {
    return present(await write(input, "input", context), context, info);
  }

  @Directive(WRITES_TO_VENDOR)
  @Directive(assumedSize(MAX_UPDATES))
  @Directive(WRITE_TAG)
  @RequiresWrite()
  @Mutation(() => [UpdateGroupMemberResult], {
    description: `Changes up to ${MAX_UPDATES} members, each with an outcome of its own, in the order of the inputs. Changes of the same member are made one after the other.`,
  })
  async updateGroupMembers(
    @Arg("inputs", () => [UpdateGroupMemberInput], { description: `1 to ${MAX_UPDATES} changes.` })
    inputs: UpdateGroupMemberInput[],
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<UpdateGroupMemberResult[]> {
    checked((problems) => {
      if (inputs.length >= 1 && inputs.length <= MAX_UPDATES) return;
      problems.add("inputs", `must be 1 to ${MAX_UPDATES} changes`, {
        limit: MAX_UPDATES,
        actual: inputs.length,
      });
    });
    const lastOf = new Map<string, Promise<unknown>>();
    const written = await Promise.all(
      inputs.map((input, index) => {
        const member = JSON.stringify([input.groupId, input.userId]);
        const outcome = (lastOf.get(member) ?? Promise.resolve()).then(() =>
          write(input, `inputs[${index}]`, context),
        );
        lastOf.set(member, outcome);
        return outcome;
      }),
    );
    // Read again together, when all is written: one call for a whole group instead of one for each member.
    return Promise.all(written.map((outcome) => present(outcome, context, info)));
  }
}

/** A change that was made, to be presented; or the failure that clients see. */
type Written =
  | { readonly change: MemberChange; readonly updated: MemberUpdated }
  | Exclude<UpdateGroupMemberResult, UpdateGroupMemberSuccess>;

async function write(input: UpdateGroupMemberInput, path: string, context: Context): Promise<Written> {
  const change = readMemberChange(input, path);
  if (!change.ok) return new InvalidInputError(change.error.map((problem) => new InputProblem(problem)));
  const refused = await requireRank(change.value, context);
  if (refused !== null) return refused;
  const updated = await context.tencentIm.updateMember(change.value, context.call);
  context.loaders.forget();
  if (!updated.ok) return presentUpdateFailure(updated.error, change.value, context.requestId);
  return { change: change.value, updated: updated.value };
}

async function present(
  written: Written,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<UpdateGroupMemberResult> {
  if (!("updated" in written)) return written;
  return new UpdateGroupMemberSuccess(await updatedMember(written.change, written.updated, context, info));
}
