import { RequiresBulk, RequiresBulkAndNames } from "../schema/access.js";
import {
  IdempotencyConflictError,
  StartBulkGroupMemberUpdateInput,
  StartBulkNicknameSyncInput,
  StartBulkOperationResult,
  StartBulkOperationSuccess,
  StartGroupNameSyncInput,
  TooManyBulkOperationsError,
} from "../schema/bulk-mutations.js";
import { Arg, Ctx, Directive, Mutation, Resolver, UseMiddleware } from "../schema/decorators.js";
import { WRITE_TAG, WRITES_TO_VENDOR } from "../schema/demand.js";
import type { StartRequest } from "../src/bulk/api/start.js";
import type { GroupTarget, NicknameTarget } from "../src/bulk/model.js";
import type { Context } from "../src/graphql/context.js";
import { readCourseIds, readGroupIds, readMemberChanges } from "../src/input/bulk.js";
import type { MemberChange } from "../src/tencent-im/model.js";
import { presentOperation } from "./presenters/bulk-operation.js";
import { bulkViewer } from "./shared/bulk-access.js";
import { CheckedTargets, checkTargets } from "./shared/checked-targets.js";
import { orStoreError } from "./shared/store-errors.js";

@Resolver()
export class BulkStartResolver {
  @RequiresBulk()
  @Directive(WRITES_TO_VENDOR)
  @Directive(WRITE_TAG)
  @UseMiddleware(checkTargets(readCourseIds))
  @Mutation(() => StartBulkOperationResult, {
    description:
      "Syncs the nicknames of up to 10,000 courses in the background. Returns when all courses are stored. Use `bulkOperation` to follow the progress.",
  })
  startBulkNicknameSync(
    @Arg("input", () => StartBulkNicknameSyncInput, { description: "The courses to sync." })
    input: StartBulkNicknameSyncInput,
    @CheckedTargets() targets: readonly NicknameTarget[],
    @Ctx() context: Context,
  ): Promise<StartBulkOperationResult> {
    return start({ kind: "nickname-sync", targets, idempotencyKey: input.idempotencyKey }, context);
  }

  @RequiresBulk()
  @Directive(WRITES_TO_VENDOR)
  @Directive(WRITE_TAG)
  @UseMiddleware(checkTargets(readMemberChanges))
  @Mutation(() => StartBulkOperationResult, {
    description:
      "Changes up to 10,000 members of chat groups in the background. Returns when all changes are stored. Use `bulkOperation` to follow the progress. If any change is invalid, nothing is stored.",
  })
  startBulkGroupMemberUpdate(
    @Arg("input", () => StartBulkGroupMemberUpdateInput, {
      description: "The members to change, and the changes.",
    })
    input: StartBulkGroupMemberUpdateInput,
    @CheckedTargets() targets: readonly MemberChange[],
    @Ctx() context: Context,
  ): Promise<StartBulkOperationResult> {
    return start({ kind: "group-member-update", targets, idempotencyKey: input.idempotencyKey }, context);
  }

  @RequiresBulkAndNames()
  @Directive(WRITES_TO_VENDOR)
  @Directive(WRITE_TAG)
  @UseMiddleware(checkTargets(readGroupIds))
  @Mutation(() => StartBulkOperationResult, {
    description:
      "Sets the name cards of all members of up to 1,000 chat groups to their official names, in the background. Only cards that differ are written. Returns when all groups are stored. Use `bulkOperation` to follow the progress, which counts groups. Members without an official name stay as they are.",
  })
  startGroupNameSync(
    @Arg("input", () => StartGroupNameSyncInput, { description: "The groups." })
    input: StartGroupNameSyncInput,
    @CheckedTargets() targets: readonly GroupTarget[],
    @Ctx() context: Context,
  ): Promise<StartBulkOperationResult> {
    return start({ kind: "group-name-sync", targets, idempotencyKey: input.idempotencyKey }, context);
  }
}

async function start(
  request: Omit<StartRequest, "caller">,
  context: Context,
): Promise<StartBulkOperationResult> {
  return orStoreError(context, async () => {
    const started = await context.bulk.start({ ...request, caller: bulkViewer(context) });
    if (started.ok) return new StartBulkOperationSuccess(presentOperation(started.value, context));
    const { error } = started;
    switch (error.kind) {
      case "conflict":
        return new IdempotencyConflictError(presentOperation(error.operation, context));
      case "too-many":
        return new TooManyBulkOperationsError(error.limit);
    }
  });
}
