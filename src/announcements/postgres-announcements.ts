import { randomUUID } from "node:crypto";
import type { Client, Pool } from "pg";
import type { Clock } from "../vendor/clock.js";
import type { Announcements } from "./announcements.js";
import { CheckedLink } from "./checked-link.js";
import { createListeners } from "./listeners.js";
import { Notifier } from "./notifier.js";
import { CHANNEL, payloadsOf } from "./payload.js";

/** The connections of one replica. They open when they are first used. */
export interface AnnouncementDatabase {
  /** Sends. */
  readonly pool: Pool;
  /** A new connection that listens. */
  readonly client: () => Client;
}

/**
 * Announcements by PostgreSQL's LISTEN and NOTIFY. Each replica sends itself a heartbeat every second, over another
 * connection than the one that listens. So the heartbeat arrives only if announcements do: behind a pooler that drops
 * LISTEN, it does not.
 */
export function postgresAnnouncements(deps: {
  readonly database: Promise<AnnouncementDatabase>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly onError: (error: unknown) => void;
  /** Called when announcements begin or cease to arrive. Null: they arrive. */
  readonly onChange: (why: string | null) => void;
}): Announcements {
  const { clock } = deps;
  const replica = randomUUID();
  const listeners = createListeners(deps.onError);
  const notifier = new Notifier({ replica, database: deps.database.then(({ pool }) => pool), clock });
  const link = new CheckedLink({
    client: async () => (await deps.database).client(),
    clock,
    random: deps.random,
    replica,
    beat: (number) => notifier.beat(number),
    onMessage: (message) => listeners.tell(message.announcements),
    onChange: deps.onChange,
  });
  return {
    async announceIn(tx, announcements) {
      for (const payload of payloadsOf(replica, announcements))
        await tx.rows("select pg_notify($1, $2)", [CHANNEL, payload]);
    },
    heard: (announcements) => listeners.tell(announcements),
    announce(announcements) {
      listeners.tell(announcements);
      return notifier.send(announcements);
    },
    listen: (listener) => listeners.add(listener),
    heardSince: () => link.heardSince(),
    async close() {
      await link.close();
      const database = await deps.database.catch(() => null);
      await database?.pool.end();
    },
  };
}
