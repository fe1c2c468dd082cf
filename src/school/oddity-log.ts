import type { CallObserver } from "../telemetry/call-metrics.js";
import type { Log } from "../telemetry/log.js";
import type { Vendor } from "../vendor/failure.js";
import type { NoteOddity } from "../vendor/fields.js";

export const ODD_DETAIL =
  "odd detail in a vendor's answer: clients get null, an empty value or replaced characters instead";
const MAX_LOGGED = 100;
const MAX_WORD_LENGTH = 40;

/**
 * Counts every detail of an answer that could not be used as sent. Logs each kind once, because a roster may repeat it
 * for every member. Logs a value only if it is an unknown word in a field with a documented list of words.
 */
export function noteOddities(log: Log, vendor: Vendor, observer: CallObserver | undefined): NoteOddity {
  const logged = new Set<string>();
  return (oddity) => {
    observer?.oddity(vendor, oddity);
    const { field, kind } = oddity;
    const word = oddity.word?.slice(0, MAX_WORD_LENGTH);
    const key = JSON.stringify([field, kind, word]);
    if (logged.has(key) || logged.size >= MAX_LOGGED) return;
    logged.add(key);
    log.warn({ vendor, field, kind, ...(word !== undefined && { word }) }, ODD_DETAIL);
  };
}
