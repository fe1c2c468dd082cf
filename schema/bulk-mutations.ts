import { BulkOperation } from "./bulk-operation.js";
import { createUnionType, Field, ID, InputType, Int, ObjectType } from "./decorators.js";
import { InvalidInputError, MutationError } from "./errors.js";
import { UpdateGroupMemberInput } from "./update-group-member.js";

const KEY =
  "1 to 255 characters of your choice. The same key and input give the same operation again, however often they are sent: choose one for each intention, and keep it to repeat after a lost answer.";

@InputType({ description: "Which courses to sync." })
export class StartBulkNicknameSyncInput {
  @Field(() => [ID], { description: "1 to 10,000 ClassIn course numbers, each once." })
  readonly courseIds!: readonly string[];

  @Field(() => String, { description: KEY })
  readonly idempotencyKey!: string;
}

@InputType({ description: "Which members to change, and how." })
export class StartBulkGroupMemberUpdateInput {
  @Field(() => [UpdateGroupMemberInput], {
    description: "1 to 10,000 changes. Changes of one member are made in this order.",
  })
  readonly updates!: readonly UpdateGroupMemberInput[];

  @Field(() => String, { description: KEY })
  readonly idempotencyKey!: string;
}

@ObjectType({ simpleResolvers: true, description: "All items are stored, and will be done." })
export class StartBulkOperationSuccess {
  @Field(() => BulkOperation, {
    description: "The operation; the one that was started before under the same key.",
  })
  readonly operation: BulkOperation;

  constructor(operation: BulkOperation) {
    this.operation = operation;
  }
}

@ObjectType({
  implements: MutationError,
  simpleResolvers: true,
  description: "The key stands for an operation with other input. Nothing was started.",
})
export class IdempotencyConflictError extends MutationError {
  @Field(() => BulkOperation, { description: "What was started under the key." })
  readonly operation: BulkOperation;

  constructor(operation: BulkOperation) {
    super(
      `The idempotency key belongs to operation ${operation.id}, which was started with other input, so nothing was started. Choose another key for another intention.`,
    );
    this.operation = operation;
  }
}

@ObjectType({
  implements: MutationError,
  simpleResolvers: true,
  description: "So many operations have not ended yet that no other is accepted. Nothing was started.",
})
export class TooManyBulkOperationsError extends MutationError {
  @Field(() => Int, { description: "How many may be open at a time." })
  readonly limit: number;

  constructor(limit: number) {
    super(
      `${limit} bulk operations have not ended yet, and no more are accepted at a time. Wait for one to end, or cancel one.`,
    );
    this.limit = limit;
  }
}

@ObjectType({
  implements: MutationError,
  simpleResolvers: true,
  description: "You have no bulk operation of this id: there never was, it is too old, or another caller's.",
})
export class BulkOperationNotFoundError extends MutationError {
  @Field(() => ID, { description: "The id that was asked for." })
  readonly operationId: string;

  constructor(operationId: string) {
    super(`You have no bulk operation ${operationId}. Check the id; old operations are forgotten.`);
    this.operationId = operationId;
  }
}

@ObjectType({
  implements: MutationError,
  simpleResolvers: true,
  description: "The store that keeps bulk operations cannot be used now. Other queries and mutations work.",
})
export class StoreUnavailableError extends MutationError {
  @Field(() => Int, { description: "Seconds after which trying again is worthwhile." })
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super(
      `The store that keeps bulk operations did not answer. Try again in ${retryAfterSeconds} s with the same idempotency key: should it have been accepted, you get that operation.`,
    );
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export const StartBulkOperationResult = createUnionType({
  name: "StartBulkOperationResult",
  description: "What came of starting a bulk operation: accepted, or why not.",
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
  description: "Nothing more is begun. An operation that had ended is as it was.",
})
export class CancelBulkOperationSuccess {
  @Field(() => BulkOperation, {
    description: "The operation; it is cancelled when what was sent is heard out.",
  })
  readonly operation: BulkOperation;

  constructor(operation: BulkOperation) {
    this.operation = operation;
  }
}

export const CancelBulkOperationResult = createUnionType({
  name: "CancelBulkOperationResult",
  description: "What came of cancelling: done, or why not.",
  types: () => [CancelBulkOperationSuccess, BulkOperationNotFoundError, StoreUnavailableError] as const,
});
export type CancelBulkOperationResult = typeof CancelBulkOperationResult;
