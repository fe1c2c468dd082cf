import type { Result } from "../result.js";
import { type ImFailure, unreadableDetail } from "./command.js";

/** Enough to isolate one bad key among 50, and in most cases two. */
const MAX_EXTRA_CALLS = 24;

type Answer<Read> = Result<ReadonlyMap<string, Read>, ImFailure>;

/**
 * Reads keys together but settles each one separately: a batch has keys of several callers, and one caller's bad group must
 * not fail another's. After a failure that one key may have caused, the keys are read again in halves, and so on. Keys that
 * the answer omits are read again too. A key that is read alone always gets a result.
 */
export async function settleEach<Read>(
  keys: readonly string[],
  read: (keys: readonly string[]) => Promise<Answer<Read>>,
  options: {
    readonly mayConcernOneKey: (failure: ImFailure) => boolean;
    readonly onFailure: (failure: ImFailure) => Read;
  },
): Promise<ReadonlyMap<string, Read>> {
  const settled = new Map<string, Read>();
  let extraCalls = 0;

  const settle = async (some: readonly string[], answer: Answer<Read>): Promise<void> => {
    if (answer.ok) {
      for (const [key, value] of answer.value) settled.set(key, value);
      await readAgain(some, unreadableDetail());
    } else if (some.length > 1 && options.mayConcernOneKey(answer.error)) {
      await readAgain(some, answer.error);
    } else {
      for (const key of some) settled.set(key, options.onFailure(answer.error));
    }
  };

  /** Reads the open keys again: in two halves if all are open, otherwise together. Beyond the call limit they fail. */
  const readAgain = async (some: readonly string[], failure: ImFailure): Promise<void> => {
    const open = some.filter((key) => !settled.has(key));
    if (open.length === 0) return;
    const parts = open.length < some.length ? [open] : inHalves(open);
    if (extraCalls + parts.length > MAX_EXTRA_CALLS) {
      for (const key of open) settled.set(key, options.onFailure(failure));
      return;
    }
    extraCalls += parts.length;
    await Promise.all(parts.map(async (part) => settle(part, await read(part))));
  };

  const first = await read(keys);
  if (first.ok && keys.every((key) => first.value.has(key))) return first.value;
  await settle(keys, first);
  return settled;
}

function inHalves(keys: readonly string[]): (readonly string[])[] {
  const middle = Math.ceil(keys.length / 2);
  return [keys.slice(0, middle), keys.slice(middle)];
}

/** Whether one of several keys may have caused a failure: an unreadable answer, or a rejected request. */
export const mayConcernOneKey = (failure: ImFailure): boolean =>
  failure.kind === "rejected" || (failure.kind === "unavailable" && failure.unreadable === true);
