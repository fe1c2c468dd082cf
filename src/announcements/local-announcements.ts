import type { Clock } from "../vendor/clock.js";
import type { Announcement, Announcements } from "./announcements.js";

/** For a process that shares no database. Nothing can be missed. */
export function localAnnouncements(clock: Clock): Announcements {
  const listeners = new Set<(announcement: Announcement) => void>();
  const since = clock.monotonicMs();
  const heard = (announcements: readonly Announcement[]): void => {
    for (const announcement of announcements) for (const listener of listeners) listener(announcement);
  };
  return {
    announceIn: () => Promise.resolve(),
    heard,
    async announce(announcements) {
      heard(announcements);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    heardSince: () => since,
    close: () => Promise.resolve(),
  };
}
