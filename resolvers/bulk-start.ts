import { RequiresBulk } from "../schema/access.js";
import {
  IdempotencyConflictError,
  StartBulkGroupMemberUpdateInput,
  StartBulkNicknameSyncInput,
  StartBulkOperationResult,
  StartBulkOperationSuccess,
  TooManyBulkOperationsError,
} from "../schema/bulk-mutations.js";
import { Arg, Ctx, Directive, Mutation, Resolver } from "../schema/decorators.js";
import { WRITE_TAG, WRITES_TO_VENDOR } from "../schema/demand.js";
import { InputProblem, InvalidInputError } from "../schema/errors.js";
import type { BulkKind, Target } from "../src/bulk/model.js";
import type { Context } from "../src/graphql/context.js";
import { readCourseIds, readMemberChanges } from "../src/input/bulk.js";
import type { Problem } from "../src/input/problem.js";
import type { Result } from "../src/result.js";
import { presentOperation } from "./presenters/bulk-operation.js";
import { bulkViewer } from "./shared/bulk-access.js";
import { orStoreError } from "./shared/store-errors.js";

@Resolver()
export class BulkStartResolver {
  @RequiresBulk()
  @Directive(WRITES_TO_VENDOR)
  @Directive(WRITE_TAG)
  @Mutation(() => StartBulkOperationResult, {
    description:
      "Syncs the nicknames of up to 10,000 courses without anybody waiting. Answers as soon as all of them are stored; ask `bulkOperation` how far it is.",
  })
  startBulkNicknameSync(
    @Arg("input", () => StartBulkNicknameSyncInput, { description: "Which courses." })
    input: StartBulkNicknameSyncInput,
    @Ctx() context: Context,
  ): Promise<StartBulkOperationResult> {
    return start("nickname-sync", input.idempotencyKey, () => readCourseIds(input, "input"), context);
  }

  @RequiresBulk()
  @Directive(WRITES_TO_VENDOR)
  @Directive(WRITE_TAG)
  @Mutation(() => StartBulkOperationResult, {
    description:
      "Changes up to 10,000 members of chat groups without anybody waiting. Answers as soon as all changes are stored; ask `bulkOperation` how far it is. Nothing is stored if any of them cannot be right.",
  })
  startBulkGroupMemberUpdate(
    @Arg("input", () => StartBulkGroupMemberUpdateInput, { description: "Which members, and how." })
    input: StartBulkGroupMemberUpdateInput,
    @Ctx() context: Context,
  ): Promise<StartBulkOperationResult> {
    return start(
      "group-member-update",
      input.idempotencyKey,
      () => readMemberChanges(input, "input"),
      context,
    );
  }
}

async function start(
  kind: BulkKind,
  idempotencyKey: string,
  read: () => Result<readonly Target[], readonly Problem[]>,
  context: Context,
): Promise<StartBulkOperationResult> {
  const caller = bulkViewer(context);
  const targets = read();
  if (!targets.ok) return new InvalidInputError(targets.error.map((problem) => new InputProblem(problem)));
  return orStoreError(context, async () => {
    const started = await context.bulk.start({ kind, targets: targets.value, caller, idempotencyKey });
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
