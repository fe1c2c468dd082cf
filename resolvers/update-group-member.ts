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
import { checkArguments } from "./shared/check-arguments.js";
import { requireRank } from "./shared/require-group-admin.js";

const MAX_UPDATES = 50;

@Resolver()
export class UpdateGroupMemberResolver {
  @Directive(WRITES_TO_VENDOR)
  @Directive(WRITE_TAG)
  @RequiresWrite()
  @Mutation(() => UpdateGroupMemberResult, {
    description:
      "Changes one member of a chat group: role, name card, message delivery, custom fields or mute. All changes are made in one call. With the scope `class-groups:write:own`, the owner of a group may change every member. Administrators may change ordinary members and themselves, but not roles or their own mute.",
  })
  async updateGroupMember(
    @Arg("input", () => UpdateGroupMemberInput, { description: "The member to change, and the changes." })
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
    description: `Changes up to ${MAX_UPDATES} members. Returns one result for each input, in the order of the inputs. Changes to the same member are made one after the other.`,
  })
  async updateGroupMembers(
    @Arg("inputs", () => [UpdateGroupMemberInput], { description: `1 to ${MAX_UPDATES} changes.` })
    inputs: UpdateGroupMemberInput[],
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<UpdateGroupMemberResult[]> {
    checkArguments((problems) => {
      if (inputs.length >= 1 && inputs.length <= MAX_UPDATES) return;
      problems.add("inputs", `must be 1 to ${MAX_UPDATES} changes`, {
        limit: MAX_UPDATES,
        actual: inputs.length,
      });
    });
    const lastWrites = new Map<string, Promise<unknown>>();
    const written = await Promise.all(
      inputs.map((input, index) => {
        const member = JSON.stringify([input.groupId, input.userId]);
        const outcome = (lastWrites.get(member) ?? Promise.resolve()).then(() =>
          write(input, `inputs[${index}]`, context),
        );
        lastWrites.set(member, outcome);
        return outcome;
      }),
    );
    // Read the members after all writes: one call for a whole group instead of one for each member.
    return Promise.all(written.map((outcome) => present(outcome, context, info)));
  }
}

/** A change that was made, or the failure that clients see. */
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
