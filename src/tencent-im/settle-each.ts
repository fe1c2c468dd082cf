import type { Result } from "../result.js";
import type { ImFailure } from "./command.js";

/** Enough to find one key among 50, and two of them in most cases. */
const MOST_EXTRA_CALLS = 24;

/**
 * Reads keys together. Where the answer fails in a way that one of them may have caused, halves of them are read, and so
 * on, so that each key is settled by itself. A batch holds keys of several callers, and one caller's odd group must not
 * cost another's.
 */
export async function settleEach<Read>(
  keys: readonly string[],
  read: (keys: readonly string[], isAlone: boolean) => Promise<Result<ReadonlyMap<string, Read>, ImFailure>>,
  options: {
    readonly mayBeOfOneKey: (failure: ImFailure) => boolean;
    readonly onFailure: (failure: ImFailure) => Read;
  },
): Promise<ReadonlyMap<string, Read>> {
  const settled = new Map<string, Read>();
  let extraCalls = 0;

  const settle = async (some: readonly string[]): Promise<void> => {
    const answer = await read(some, some.length === 1);
    if (answer.ok) {
      for (const [key, value] of answer.value) settled.set(key, value);
    } else if (some.length > 1 && options.mayBeOfOneKey(answer.error) && extraCalls + 2 <= MOST_EXTRA_CALLS) {
      extraCalls += 2;
      const middle = Math.ceil(some.length / 2);
      await Promise.all([settle(some.slice(0, middle)), settle(some.slice(middle))]);
    } else {
      for (const key of some) settled.set(key, options.onFailure(answer.error));
    }
  };
  await settle(keys);
  return settled;
}

/** Whether a failure may be due to one of several keys: one answer that cannot be read, or a refusal of the request. */
export const mayBeOfOneKey = (failure: ImFailure): boolean =>
  failure.kind === "rejected" || (failure.kind === "unavailable" && failure.unreadable === true);
