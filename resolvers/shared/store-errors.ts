import { StoreUnavailableError } from "../../schema/bulk-mutations.js";
import type { Context } from "../../src/graphql/context.js";
import { storeReadError } from "../../src/graphql/read-error.js";
import { StoreUnavailable } from "../../src/store/sql.js";
import { orWhenTimeIsUp } from "../../src/vendor/timeout.js";

const RETRY_AFTER_SECONDS = 5;

/** In a mutation, a store that cannot be used, or not in time, is data. */
export async function orStoreError<T>(
  context: Context,
  work: () => Promise<T>,
): Promise<T | StoreUnavailableError> {
  try {
    return await inTime(context, work);
  } catch (error) {
    if (error instanceof StoreUnavailable) return new StoreUnavailableError(RETRY_AFTER_SECONDS);
    throw error;
  }
}

/** In a query, it is an error at the field that needed it. */
export async function fromStore<T>(context: Context, read: () => Promise<T>): Promise<T> {
  try {
    return await inTime(context, read);
  } catch (error) {
    if (error instanceof StoreUnavailable) throw storeReadError(RETRY_AFTER_SECONDS, context.requestId);
    throw error;
  }
}

/**
 * The embedded store may take half a minute to be made on a busy machine, and a database may be slow. The work goes on:
 * whoever asks again with the same idempotency key finds what was stored.
 */
function inTime<T>({ clock, call }: Context, work: () => Promise<T>): Promise<T> {
  const late = (): T => {
    throw new StoreUnavailable("The store did not answer in time.");
  };
  return orWhenTimeIsUp(clock, call, work(), late);
}
