import { RequiresBulk } from "../schema/access.js";
import { BulkOperation } from "../schema/bulk-operation.js";
import { Arg, Ctx, ID, Resolver, Root, Subscription } from "../schema/decorators.js";
import type { Progress, ProgressStream } from "../src/bulk/api/progress-feed.js";
import { type Context, renewReads } from "../src/graphql/context.js";
import { noSuchOperation, tooManySubscriptions } from "../src/graphql/subscriptions/refusals.js";
import { presentOperation } from "./presenters/bulk-operation.js";
import { bulkViewer } from "./shared/bulk-access.js";
import { fromStore } from "./shared/store-errors.js";

async function watch(id: string, context: Context): Promise<ProgressStream> {
  const viewer = bulkViewer(context);
  const watched = await fromStore(context, () => context.bulk.progress.watch(id, viewer));
  if (watched.ok) return watched.value;
  throw watched.error === "not-found" ? noSuchOperation() : tooManySubscriptions();
}

@Resolver()
export class BulkProgressResolver {
  @RequiresBulk()
  @Subscription(() => BulkOperation, {
    description:
      "The progress of one of your bulk operations: its current state, then its changes at most once a second, until it ends. The subscription ends earlier when the server stops or the token expires. Subscribe again while `finishedAt` is null. Read items with `bulkOperation`. Polling `bulkOperation` every few seconds shows the same progress.",
    subscribe: ({ args, context }) => watch(args["id"] as string, context as Context),
  })
  bulkOperationProgressed(
    @Root() { operation, estimateFinish }: Progress,
    @Arg("id", () => ID, { description: "The id of the operation." }) _id: string,
    @Ctx() context: Context,
  ): BulkOperation {
    // The estimate is read from the store, also when the time limit of the request is over.
    renewReads(context);
    return presentOperation(operation, context, estimateFinish);
  }
}
