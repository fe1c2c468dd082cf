import type { Announcements } from "../../announcements/announcements.js";
import type { Sql, Store } from "../../store/sql.js";

/** Notes now and then that webhooks are received, and finds out whether some may have been missed. */
export interface Listening {
  /** An event was refused because it could not be stored, and Tencent IM seldom sends events again. */
  missedOne(): void;
  /** Writes the note. Announces a gap that has ended. Rejects if the store does not answer. */
  note(store: Store): Promise<void>;
}

/** A longer time without a note is a gap. Notes are written every 5 s. */
const GAP_MS = 15_000;

export function watchListening(deps: {
  announcements: Announcements;
  /** Webhooks may have been missed. Null: since an unknown time. */
  onGap: (since: Date | null) => void;
}): Listening {
  let missed = 0;
  return {
    missedOne() {
      missed += 1;
    },
    async note(store) {
      const before = missed;
      const news = [{ kind: "webhooks-missed" }] as const;
      const gap = await store.transaction(async (tx) => {
        const since = await noteUntilNow(tx);
        const isGap = before > 0 || since !== null;
        if (isGap) await deps.announcements.announceIn(tx, news);
        return isGap ? { since } : null;
      });
      // More may have been missed meanwhile.
      missed -= before;
      if (gap === null) return;
      deps.announcements.heard(news);
      deps.onGap(gap.since);
    },
  };
}

/** Since when nothing was received. Null if there is no gap. */
async function noteUntilNow(tx: Sql): Promise<Date | null> {
  const [before] = await tx.rows<{ until: Date; is_gap: boolean }>(
    `select until, until < clock_timestamp() - ${GAP_MS} * interval '1 millisecond' as is_gap
     from webhook_listening where id = 1 for update`,
  );
  await tx.rows(
    `insert into webhook_listening (id, until) values (1, clock_timestamp())
     on conflict (id) do update set until = greatest(webhook_listening.until, excluded.until)`,
  );
  return before?.is_gap === true ? before.until : null;
}
