import type { CardCounts } from "../../names/cards/model.js";
import { type GroupDeps, syncGroup } from "../../names/cards/sync-group.js";
import { StoreUnavailable } from "../../store/sql.js";
import type { Clock } from "../../vendor/clock.js";
import { RETRY_AFTER_SECONDS } from "../../vendor/failure.js";
import type { GroupTarget, StoredOutcome } from "../model.js";
import { partlyNamed, succeededAt } from "../outcome.js";
import { type Attempt, attemptOf } from "./attempt.js";
import type { Task } from "./task.js";

/** Sets the name cards of whole groups. */
export const groupTask = (deps: GroupDeps & { readonly clock: Clock }): Task<GroupTarget> => ({
  vendor: "tencent-im",
  // Twice as many as chunks, so that another caller's group need not wait until one of 100,000 members is done.
  mostAtOnce: 8,
  mostChunks: 4,
  isRepeatable: () => true,
  wasDone: () => Promise.resolve(null),
  async run({ groupId }, _context, attempt) {
    const { clock } = deps;
    try {
      const synced = await syncGroup(deps, groupId, attempt);
      if (synced === null) return laterAt(clock.now());
      return synced.ok ? doneAt(clock.now(), synced.value) : attemptOf(synced.error, clock.now());
    } catch (error) {
      if (error instanceof StoreUnavailable) return laterAt(clock.now());
      throw error;
    }
  },
});

const doneAt = (endedAt: Date, cards: CardCounts): Attempt => ({
  outcome: cards.failed === 0 ? { ...succeededAt(endedAt), extra: { cards } } : partlyNamed(cards, endedAt),
  worthRepeating: false,
  neverSent: false,
});

/** The attempt stopped between two calls. Another one goes on, and this one does not count. */
const laterAt = (endedAt: Date): Attempt => {
  const extra = { retryAfterSeconds: RETRY_AFTER_SECONDS };
  const outcome: StoredOutcome = { outcome: "failed", failure: "unavailable", code: null, extra, endedAt };
  return { outcome, worthRepeating: true, neverSent: true };
};
