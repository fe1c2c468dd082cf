import type { Announcement } from "./announcements.js";

export interface Listeners {
  /** Calls every listener with each announcement. A listener that throws does not keep it from the others. */
  tell(announcements: readonly Announcement[]): void;
  add(listener: (announcement: Announcement) => void): () => void;
}

export function createListeners(onError: (error: unknown) => void): Listeners {
  const listeners = new Set<(announcement: Announcement) => void>();
  const tellOne = (listener: (announcement: Announcement) => void, announcement: Announcement): void => {
    try {
      listener(announcement);
    } catch (error) {
      onError(error);
    }
  };
  return {
    tell(announcements) {
      for (const announcement of announcements)
        for (const listener of listeners) tellOne(listener, announcement);
    },
    add(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
