import type { Announcement, Announcements } from "../announcements/announcements.js";
import { failed, ok, type Result } from "../result.js";
import { type LatestValue, latestValue } from "../streams/latest-value.js";
import { watcherLimit } from "../streams/watcher-limit.js";
import type { Clock } from "../vendor/clock.js";

/** A group or course whose changes are watched. */
export interface Topic {
  readonly of: "group" | "course";
  readonly id: string;
}

/** One step for each change, at most one a second. A step says only that something has changed, or may have. */
export type ChangeStream = AsyncIterableIterator<null>;

/** Passes announced changes to those who watch a group or course. */
export interface ChangeFeed {
  /** `caller` is null if callers are not known. */
  watch(topic: Topic, caller: string | null): Result<ChangeStream, "too-many">;
  /** Ends all streams, and lets no new one begin. */
  close(): void;
}

const PAUSE_MS = 1_000;

interface Watched {
  readonly watchers: Set<LatestValue<null>>;
  /** Set during the pause after a step. */
  cancelPause: (() => void) | null;
  hasChangedInPause: boolean;
}

export function createChangeFeed(deps: {
  announcements: Pick<Announcements, "listen">;
  clock: Clock;
  mostWatchers?: number;
  mostWatchersOfACaller?: number;
}): ChangeFeed {
  const limit = watcherLimit({ inAll: deps.mostWatchers, ofACaller: deps.mostWatchersOfACaller });
  const watched = new Map<string, Watched>();
  let isClosed = false;

  const step = (key: string, one: Watched): void => {
    one.hasChangedInPause = false;
    one.cancelPause = deps.clock.after(PAUSE_MS, () => {
      one.cancelPause = null;
      if (one.watchers.size === 0) watched.delete(key);
      else if (one.hasChangedInPause) step(key, one);
    });
    for (const watcher of one.watchers) watcher.push(null);
  };
  const changed = (key: string, one = watched.get(key)): void => {
    if (one === undefined) return;
    if (one.cancelPause === null) step(key, one);
    else one.hasChangedInPause = true;
  };
  const stopListening = deps.announcements.listen((announcement) => {
    if (announcement.kind === "webhooks-missed") {
      for (const [key, one] of watched) changed(key, one);
      return;
    }
    const topic = topicOf(announcement);
    if (topic !== null) changed(keyOf(topic));
  });
  const leave = (key: string, one: Watched, watcher: LatestValue<null>): void => {
    one.watchers.delete(watcher);
    // Whoever comes back within the pause waits for its end.
    if (one.watchers.size === 0 && one.cancelPause === null) watched.delete(key);
  };

  return {
    watch(topic, caller) {
      const release = limit.take(caller);
      if (release === null) return failed("too-many");
      const key = keyOf(topic);
      const one = watched.get(key) ?? { watchers: new Set(), cancelPause: null, hasChangedInPause: false };
      const watcher = latestValue<null>(() => {
        release();
        leave(key, one, watcher);
      });
      one.watchers.add(watcher);
      watched.set(key, one);
      if (isClosed) watcher.end();
      return ok(watcher.stream);
    },
    close() {
      isClosed = true;
      stopListening();
      for (const one of watched.values()) {
        one.cancelPause?.();
        one.cancelPause = null;
        for (const watcher of one.watchers) watcher.end();
      }
      watched.clear();
    },
  };
}

const keyOf = ({ of, id }: Topic): string => `${of} ${id}`;

/** Null if the announcement reports no change yet. */
function topicOf(announcement: Announcement): Topic | null {
  switch (announcement.kind) {
    case "group-changed":
      return { of: "group", id: announcement.groupId };
    case "course-changed":
      return { of: "course", id: announcement.courseId };
    case "group-write-begins":
    case "webhooks-missed":
      return null;
  }
}
