import type { Result } from "../result.js";
import { type ImFailure, unreadableDetail } from "./command.js";

/** Enough to find one key among 50, and two of them in most cases. */
const MOST_EXTRA_CALLS = 24;

/**
 * Reads keys together, and settles each by itself: a batch holds keys of several callers, and one caller's odd group must
 * not cost another's. Where the answer fails in a way that one key may have caused, halves of the keys are read, and so on.
 * So are keys that the answer leaves open. A key that is read alone is never left open.
 */
export async function settleEach<Read>(
  keys: readonly string[],
  read: (keys: readonly string[]) => Promise<Result<ReadonlyMap<string, Read>, ImFailure>>,
  options: {
    readonly mayBeOfOneKey: (failure: ImFailure) => boolean;
    readonly onFailure: (failure: ImFailure) => Read;
  },
): Promise<ReadonlyMap<string, Read>> {
  const settled = new Map<string, Read>();
  let extraCalls = 0;

  const settle = async (some: readonly string[]): Promise<void> => {
    const answer = await read(some);
    if (answer.ok) {
      for (const [key, value] of answer.value) settled.set(key, value);
      await settleApart(some, unreadableDetail());
    } else if (some.length > 1 && options.mayBeOfOneKey(answer.error)) {
      await settleApart(some, answer.error);
    } else {
      for (const key of some) settled.set(key, options.onFailure(answer.error));
    }
  };

  /** Reads those of the keys that are open in two calls, or in one where most are settled. Else they end in the failure. */
  const settleApart = async (some: readonly string[], failure: ImFailure): Promise<void> => {
    const open = some.filter((key) => !settled.has(key));
    if (open.length === 0) return;
    const parts = open.length < some.length ? [open] : inHalves(open);
    if (extraCalls + parts.length > MOST_EXTRA_CALLS) {
      for (const key of open) settled.set(key, options.onFailure(failure));
      return;
    }
    extraCalls += parts.length;
    await Promise.all(parts.map(settle));
  };

  await settle(keys);
  return settled;
}

function inHalves(keys: readonly string[]): (readonly string[])[] {
  const middle = Math.ceil(keys.length / 2);
  return [keys.slice(0, middle), keys.slice(middle)];
}

/** Whether a failure may be due to one of several keys: one answer that cannot be read, or a refusal of the request. */
export const mayBeOfOneKey = (failure: ImFailure): boolean =>
  failure.kind === "rejected" || (failure.kind === "unavailable" && failure.unreadable === true);
