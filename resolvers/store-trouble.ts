import { StoreUnavailableError } from "../schema/bulk-mutations.js";
import { storeReadError } from "../src/read-error.js";
import { StoreUnavailable } from "../src/store/sql.js";

const RETRY_AFTER_SECONDS = 5;

/** In a mutation, a store that cannot be used is data. */
export async function orStoreError<T>(work: () => Promise<T>): Promise<T | StoreUnavailableError> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StoreUnavailable) return new StoreUnavailableError(RETRY_AFTER_SECONDS);
    throw error;
  }
}

/** In a query, it is an error at the field that needed it. */
export async function fromStore<T>(requestId: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof StoreUnavailable) throw storeReadError(RETRY_AFTER_SECONDS, requestId);
    throw error;
  }
}
