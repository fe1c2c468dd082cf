import type { Announcements } from "../announcements/announcements.js";
import type { Store } from "../store/sql.js";
import type { Clock } from "../vendor/clock.js";
import { NAME_DISPUTE } from "./name-dispute.js";

/**
 * Whether Tencent IM's webhooks arrive. A token alone does not show it: somebody must also have entered the URL and turned on
 * the events. Until an event has come, this server does not rely on events.
 */
export interface EventEvidence {
  /** Whether any replica got an event about a group within a week. */
  isRecent(): boolean;
  /** Looks for events that came before this process began. */
  recall(store: Store): Promise<void>;
}

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

export function watchEvents({
  announcements,
  clock,
}: {
  announcements: Announcements;
  clock: Clock;
}): EventEvidence {
  /** The monotonic time of the newest event. */
  let heardAt = Number.NEGATIVE_INFINITY;
  announcements.listen((announcement) => {
    // A change with a `writeId` is a write of our own.
    if (announcement.kind === "group-changed" && announcement.writeId === undefined)
      heardAt = clock.monotonicMs();
  });
  return {
    isRecent: () => clock.monotonicMs() - heardAt < WEEK_MS,
    async recall(store) {
      const [row] = await store.rows<{ age_ms: number | null }>(
        `select extract(epoch from clock_timestamp() - max(received_at))::float8 * 1000 as age_ms from webhook_messages
         where vendor = 'tencent-im' and verified and group_id is not null and command <> $1`,
        [NAME_DISPUTE],
      );
      if (row?.age_ms != null) heardAt = Math.max(heardAt, clock.monotonicMs() - row.age_ms);
    },
  };
}
