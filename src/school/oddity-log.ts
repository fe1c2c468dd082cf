import type { CallObserver } from "../telemetry/call-metrics.js";
import type { Log } from "../telemetry/log.js";
import type { Vendor } from "../vendor/failure.js";
import type { NoteOddity } from "../vendor/fields.js";

export const ODD_DETAIL =
  "odd detail in a vendor's answer: it alone is answered as null, empty or with replaced characters";
const MOST_NOTED = 100;
const LONGEST_WORD = 40;

/**
 * Counts every detail of an answer that could not be taken as it was sent, and warns once of each kind: a roster would
 * repeat it on every line. A vendor's word is logged where it is one of a list; no other value is.
 */
export function noteOddities(log: Log, vendor: Vendor, observer: CallObserver | undefined): NoteOddity {
  const noted = new Set<string>();
  return (oddity) => {
    observer?.oddity(vendor, oddity);
    const { field, kind } = oddity;
    const word = oddity.word?.slice(0, LONGEST_WORD);
    const key = JSON.stringify([field, kind, word]);
    if (noted.has(key) || noted.size >= MOST_NOTED) return;
    noted.add(key);
    log.warn({ vendor, field, kind, ...(word !== undefined && { word }) }, ODD_DETAIL);
  };
}
