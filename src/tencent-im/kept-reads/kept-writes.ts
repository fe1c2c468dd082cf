import { randomUUID } from "node:crypto";
import type { Result } from "../../result.js";
import type { Clock } from "../../vendor/clock.js";
import { type FailureSource, mayHaveBeenCarriedOut } from "../../vendor/failure.js";
import type { KeptReads } from "./kept-reads.js";
import type { GroupNews } from "./news.js";

/** A write is not held up any longer by a database that is slow to tell the other replicas. */
const ANNOUNCE_WITHIN_MS = 500;

type Outcome = Result<unknown, FailureSource & { readonly kind: string }>;

/** Runs a write to a group of which reads are kept, here and on other replicas. */
export type WriteToGroup = <Written extends Outcome>(
  groupId: string,
  write: () => Promise<Written>,
) => Promise<Written>;

/**
 * Announces the beginning and the end of each write, so that no replica keeps a read from before it. The beginning is
 * announced while the vendor is called. A write ends only after that, so that a reader who has seen its answer cannot get
 * an earlier state from another replica.
 */
export function announceWrites(deps: {
  readonly kept: KeptReads;
  readonly clock: Clock;
  readonly announce: (news: GroupNews) => Promise<void>;
}): WriteToGroup {
  const { kept, clock, announce } = deps;
  /** Drops reads here, even if the announcement fails. */
  const tell = (news: GroupNews): Promise<void> => {
    kept.heard(news);
    return announce(news);
  };
  const sender = randomUUID();
  let writes = 0;
  return async (groupId, write) => {
    writes += 1;
    const writeId = `${sender}-${writes}`;
    let isBegun = false;
    const begun = tell({ kind: "group-write-begins", groupId, writeId }).then(
      () => (isBegun = true),
      () => (isBegun = true),
    );
    let outcomeUnknown = true;
    try {
      const written = await write();
      outcomeUnknown = !written.ok && mayHaveBeenCarriedOut(written.error);
      return written;
    } finally {
      // The announcement usually takes less time than the vendor.
      if (!isBegun) await atMost(clock, ANNOUNCE_WITHIN_MS, begun);
      const unknown = outcomeUnknown && { outcomeUnknown };
      void tell({ kind: "group-changed", groupId, writeId, ...unknown });
    }
  };
}

async function atMost(clock: Clock, ms: number, work: Promise<unknown>): Promise<void> {
  let cancel: () => void = () => undefined;
  const late = new Promise<void>((resolve) => {
    cancel = clock.after(ms, resolve);
  });
  await Promise.race([work, late]);
  cancel();
}
