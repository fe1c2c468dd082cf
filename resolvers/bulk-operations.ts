import { RequiresBulk } from "../schema/access.js";
import { BulkOperationConnection, BulkOperationEdge } from "../schema/bulk-items.js";
import {
  BulkOperationNotFoundError,
  CancelBulkOperationResult,
  CancelBulkOperationSuccess,
} from "../schema/bulk-mutations.js";
import { BulkOperation, BulkOperationsArgs } from "../schema/bulk-operation.js";
import { Arg, Args, Ctx, Directive, ID, Mutation, Query, Resolver } from "../schema/decorators.js";
import { SIZED_BY_FIRST, WRITE_TAG } from "../schema/demand.js";
import type { BulkOperation as BulkOperationRow, BulkState } from "../src/bulk/model.js";
import type { Context } from "../src/graphql/context.js";
import { momentCursor, readMomentCursor } from "../src/graphql/cursors.js";
import { isUuid } from "../src/input/ids.js";
import { presentOperation } from "./presenters/bulk-operation.js";
import { bulkViewer, findOperation } from "./shared/bulk-access.js";
import { pageOf, readPage } from "./shared/page.js";
import { fromStore, orStoreError } from "./shared/store-errors.js";

@Resolver()
export class BulkOperationsResolver {
  @RequiresBulk()
  @Query(() => BulkOperation, {
    nullable: true,
    description: "One of your bulk operations. Null if you have none with this id.",
  })
  bulkOperation(
    @Arg("id", () => ID, { description: "The id of the operation." }) id: string,
    @Ctx() context: Context,
  ): Promise<BulkOperation | null> {
    return findOperation(id, context);
  }

  @RequiresBulk()
  @Directive(SIZED_BY_FIRST)
  @Query(() => BulkOperationConnection, { description: "Your bulk operations, newest first." })
  async bulkOperations(
    @Args(() => BulkOperationsArgs) args: BulkOperationsArgs,
    @Ctx() context: Context,
  ): Promise<BulkOperationConnection> {
    const viewer = bulkViewer(context);
    const pageRequest = readPage(args, readMomentCursor, "bulk operations");
    const { first, after } = pageRequest;
    const state = (args.state?.toLowerCase() ?? null) as BulkState | null;
    const found = await fromStore(context, () =>
      context.bulk.list({
        viewer,
        state,
        idempotencyKey: args.idempotencyKey ?? null,
        after: after && { createdAt: after.at, id: after.id },
        limit: first + 1,
      }),
    );
    const edgeOf = (operation: BulkOperationRow) =>
      new BulkOperationEdge(
        () => momentCursor(operation.createdAt, operation.id),
        presentOperation(operation, context),
      );
    return new BulkOperationConnection(pageOf(found, pageRequest, edgeOf));
  }

  @RequiresBulk()
  @Directive(WRITE_TAG)
  @Mutation(() => CancelBulkOperationResult, {
    description:
      "Cancels a bulk operation. No more items start. Calls already sent finish, and completed items are not undone.",
  })
  cancelBulkOperation(
    @Arg("id", () => ID, { description: "The id of the operation." }) id: string,
    @Ctx() context: Context,
  ): Promise<CancelBulkOperationResult> {
    const viewer = bulkViewer(context);
    return orStoreError(context, async () => {
      const operation = await context.bulk.cancel(id, viewer);
      return operation === null
        ? new BulkOperationNotFoundError(id)
        : new CancelBulkOperationSuccess(presentOperation(operation, context));
    });
  }
}

/** Resolves a reference from another subgraph to an operation of any kind. */
export const resolveOperationReference = (
  { id }: { id?: unknown },
  context: Context,
): Promise<BulkOperation | null> | null => (isUuid(id) ? findOperation(id, context) : null);
