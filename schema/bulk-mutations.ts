import { BulkOperation } from "./bulk-operation.js";
import { createUnionType, Field, ID, InputType, Int, ObjectType } from "./decorators.js";
import { InvalidInputError, MutationError } from "./errors.js";
import { UpdateGroupMemberInput } from "./update-group-member.js";

const KEY =
  "1 to 255 characters of your choice. Requests with the same key and input return the same operation. Choose a new key for each operation, and repeat the key if you retry after a lost answer.";

@InputType({ description: "The courses to sync." })
export class StartBulkNicknameSyncInput {
  @Field(() => [ID], { description: "1 to 10,000 ClassIn course numbers, without duplicates." })
  readonly courseIds!: readonly string[];

  @Field(() => String, { description: KEY })
  readonly idempotencyKey!: string;
}

@InputType({ description: "The groups whose name cards to set." })
export class StartGroupNameSyncInput {
  @Field(() => [ID], { description: "1 to 1,000 group ids, without duplicates." })
  readonly groupIds!: readonly string[];

  @Field(() => String, { description: KEY })
  readonly idempotencyKey!: string;
}

@InputType({ description: "The members to change, and the changes." })
export class StartBulkGroupMemberUpdateInput {
  @Field(() => [UpdateGroupMemberInput], {
    description: "1 to 10,000 changes. Changes to the same member are made in this order.",
  })
  readonly updates!: readonly UpdateGroupMemberInput[];

  @Field(() => String, { description: KEY })
  readonly idempotencyKey!: string;
}

@ObjectType({ simpleResolvers: true, description: "All items are stored and will be processed." })
export class StartBulkOperationSuccess {
  @Field(() => BulkOperation, {
    description: "The operation. If the key was used before, the existing operation.",
  })
  readonly operation: BulkOperation;

  constructor(operation: BulkOperation) {
    this.operation = operation;
  }
}

@ObjectType({
  implements: MutationError,
  simpleResolvers: true,
  description: "The key was already used with different input. Nothing was started.",
})
export class IdempotencyConflictError extends MutationError {
  @Field(() => BulkOperation, { description: "The operation that was started with the key." })
  readonly operation: BulkOperation;

  constructor(operation: BulkOperation) {
    super(
      `The idempotency key belongs to operation ${operation.id}, which was started with different input. Nothing was started. Choose a new key for a new operation.`,
    );
    this.operation = operation;
  }
}

@ObjectType({
  implements: MutationError,
  simpleResolvers: true,
  description: "Too many operations are unfinished. Nothing was started.",
})
export class TooManyBulkOperationsError extends MutationError {
  @Field(() => Int, { description: "The maximum number of unfinished operations." })
  readonly limit: number;

  constructor(limit: number) {
    super(
      `At most ${limit} bulk operations may be unfinished at a time, so nothing was started. Wait for one to finish, or cancel one.`,
    );
    this.limit = limit;
  }
}

@ObjectType({
  implements: MutationError,
  simpleResolvers: true,
  description:
    "You have no bulk operation with this id. It never existed, was deleted because of its age, or belongs to another caller.",
})
export class BulkOperationNotFoundError extends MutationError {
  @Field(() => ID, { description: "The requested id." })
  readonly operationId: string;

  constructor(operationId: string) {
    super(`You have no bulk operation ${operationId}. Check the id. Old operations are deleted.`);
    this.operationId = operationId;
  }
}

@ObjectType({
  implements: MutationError,
  simpleResolvers: true,
  description: "The server's store is unavailable. Queries and mutations that do not need it still work.",
})
export class StoreUnavailableError extends MutationError {
  @Field(() => Int, { description: "The number of seconds to wait before trying again." })
  readonly retryAfterSeconds: number;

  /** `advice` says what a repeated request does. */
  constructor(retryAfterSeconds: number, advice: string) {
    super(`The store did not answer. Try again in ${retryAfterSeconds} s. ${advice}`);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export const StartBulkOperationResult = createUnionType({
  name: "StartBulkOperationResult",
  description: "The result of starting a bulk operation: success, or the reason for the failure.",
  types: () =>
    [
      StartBulkOperationSuccess,
      InvalidInputError,
      IdempotencyConflictError,
      TooManyBulkOperationsError,
      StoreUnavailableError,
    ] as const,
});
export type StartBulkOperationResult = typeof StartBulkOperationResult;

@ObjectType({
  simpleResolvers: true,
  description: "No more items start. An operation that had already ended is unchanged.",
})
export class CancelBulkOperationSuccess {
  @Field(() => BulkOperation, {
    description: "The operation. It becomes `CANCELLED` when the calls already sent have finished.",
  })
  readonly operation: BulkOperation;

  constructor(operation: BulkOperation) {
    this.operation = operation;
  }
}

export const CancelBulkOperationResult = createUnionType({
  name: "CancelBulkOperationResult",
  description: "The result of cancelling: success, or the reason for the failure.",
  types: () => [CancelBulkOperationSuccess, BulkOperationNotFoundError, StoreUnavailableError] as const,
});
export type CancelBulkOperationResult = typeof CancelBulkOperationResult;
