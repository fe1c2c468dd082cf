import type { Clock } from "../vendor/clock.js";
import type { Announcements } from "./announcements.js";
import { createListeners } from "./listeners.js";

/** Announcements of the only replica. It hears everything at once, so it never misses any. */
export function localAnnouncements(deps: {
  clock: Pick<Clock, "monotonicMs">;
  onError: (error: unknown) => void;
}): Announcements {
  const listeners = createListeners(deps.onError);
  const madeAt = deps.clock.monotonicMs();
  return {
    announceIn: () => Promise.resolve(),
    heard: (announcements) => listeners.tell(announcements),
    announce(announcements) {
      listeners.tell(announcements);
      return Promise.resolve();
    },
    listen: (listener) => listeners.add(listener),
    heardSince: () => madeAt,
    close: () => Promise.resolve(),
  };
}
