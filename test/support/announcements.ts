import type { Announcements } from "../../src/announcements/announcements.js";
import { localAnnouncements } from "../../src/announcements/local-announcements.js";
import { type Clock, systemClock } from "../../src/vendor/clock.js";

/** Announcements of a server that shares no database. A listener that throws fails the test. */
export const announcementsOf = (clock: Clock = systemClock): Announcements =>
  localAnnouncements({
    clock,
    onError(error) {
      throw error;
    },
  });
