import { RequiresBulk } from "../schema/access.js";
import { BulkOperation } from "../schema/bulk-operation.js";
import { Arg, Ctx, ID, Resolver, Root, Subscription } from "../schema/decorators.js";
import type { Progress, ProgressStream } from "../src/bulk/api/progress-feed.js";
import type { Context } from "../src/graphql/context.js";
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
      "A bulk operation of yours as it goes on: how it is now, then whatever changed, at most once a second, and its end. It ends earlier when the server stops (subscribe again while `finishedAt` is null) and when the token expires. Items are read with `bulkOperation`. Asking `bulkOperation` every few seconds tells the same.",
    subscribe: ({ args, context }) => watch(args["id"] as string, context as Context),
  })
  bulkOperationProgressed(
    @Root() { operation, estimateFinish }: Progress,
    @Arg("id", () => ID, { description: "The operation's id." }) _id: string,
    @Ctx() context: Context,
  ): BulkOperation {
    return presentOperation(operation, context, estimateFinish);
  }
}
