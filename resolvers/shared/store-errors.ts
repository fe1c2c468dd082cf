import { StoreUnavailableError } from "../../schema/bulk-mutations.js";
import type { Context } from "../../src/graphql/context.js";
import { storeReadError } from "../../src/graphql/read-error.js";
import { StoreUnavailable } from "../../src/store/sql.js";
import { orWhenTimeIsUp } from "../../src/vendor/timeout.js";

const RETRY_AFTER_SECONDS = 5;

const SAME_KEY = "Use the same idempotency key. If the operation was accepted, you get it back.";

/** For mutations: returns an error as data if the store is unavailable or too slow. `advice` says what a repeated request does. */
export async function orStoreError<T>(
  context: Context,
  work: () => Promise<T>,
  advice = SAME_KEY,
): Promise<T | StoreUnavailableError> {
  try {
    return await inTime(context, work);
  } catch (error) {
    if (error instanceof StoreUnavailable) return new StoreUnavailableError(RETRY_AFTER_SECONDS, advice);
    throw error;
  }
}

/** For queries: throws an error at the field that needs the store. */
export async function fromStore<T>(context: Context, read: () => Promise<T>): Promise<T> {
  try {
    return await inTime(context, read);
  } catch (error) {
    if (error instanceof StoreUnavailable) throw storeReadError(RETRY_AFTER_SECONDS, context.requestId);
    throw error;
  }
}

/**
 * Creating the embedded store can take half a minute on a busy machine, and a database can be slow. After a timeout the work
 * goes on, so a retry with the same idempotency key finds what was stored.
 */
function inTime<T>({ clock, call }: Context, work: () => Promise<T>): Promise<T> {
  const onTimeout = (): T => {
    throw new StoreUnavailable("The store did not answer in time.");
  };
  return orWhenTimeIsUp(clock, call, work(), onTimeout);
}
