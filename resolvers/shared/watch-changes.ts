import { mapAsyncIterator } from "@graphql-tools/utils";
import { type Context, renewReads } from "../../src/graphql/context.js";
import { tooManySubscriptions } from "../../src/graphql/subscriptions/refusals.js";
import { asError } from "../../src/result.js";
import type { Topic } from "../../src/webhooks/change-feed.js";

/** What is known when a message is made. */
export interface Change {
  /** Whether the caller may see the group now. An error if the vendor could not say. */
  readonly isVisible: boolean | Error;
}

/**
 * Watches a group or course. To a caller who may not see the group, it looks like one that does not exist: they get one null,
 * and the subscription ends. Later messages would show that there are changes.
 */
export async function watchChanges(
  topic: Topic,
  groupId: string,
  context: Context,
): Promise<AsyncIterableIterator<Change>> {
  if (!(await context.visible.has(groupId))) return onlyOne({ isVisible: false });
  const watched = context.changes.watch(topic, context.caller?.id ?? null);
  if (!watched.ok) throw tooManySubscriptions();
  const changes = watched.value;
  return mapAsyncIterator(changes, async () => {
    // The subscription outlives the time limit of its request, and a caller may leave a group.
    renewReads(context);
    const isVisible = await Promise.resolve(context.visible.has(groupId)).catch(asError);
    if (isVisible === false) await changes.return?.();
    return { isVisible };
  });
}

/** Whether the message shows the object. Throws if that is not known. */
export function isShown({ isVisible }: Change): boolean {
  if (isVisible instanceof Error) throw isVisible;
  return isVisible;
}

async function* onlyOne<T>(value: T): AsyncIterableIterator<T> {
  yield value;
}
