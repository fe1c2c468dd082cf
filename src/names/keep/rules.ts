/** How fast and how often names are set back. Tests use shorter times. */
export interface KeepRules {
  /** A roster message is followed by more, so a sync waits this long for the last one. */
  readonly debounceMs: number;
  /** A course is synced at most once in this time, and waits no longer for the last message. */
  readonly syncEveryMs: number;
  /** The most corrections of one member's card within `disputeMs`. The next one that is needed is a dispute. */
  readonly mostCorrections: number;
  /** A member in dispute is left alone until this much time has passed without a rename. */
  readonly disputeMs: number;
  /** The wait before the first repeat of a failed correction of a card. It doubles with each further repeat. */
  readonly retryMs: number;
  /** After so many failures, a correction waits for the next event or daily look. */
  readonly mostTries: number;
  /** How long a worker that says nothing keeps a course. */
  readonly leaseMs: number;
}

export const KEEP_RULES: KeepRules = {
  debounceMs: 30_000,
  syncEveryMs: 5 * 60_000,
  mostCorrections: 5,
  disputeMs: 60 * 60_000,
  retryMs: 30_000,
  mostTries: 4,
  leaseMs: 45_000,
};

/**
 * The time of a vendor call's whole road. A write begins only while so much of the lease is left. It is longer than the time
 * that ClassIn's client gives a sync, so that the sync's own end is heard.
 */
export const callTimeOf = ({ leaseMs }: KeepRules): number => Math.min(22_000, Math.floor(leaseMs / 2));

/** The wait before the next try, after `tries` tries that failed. */
export const backoffOf = (firstMs: number, tries: number): number => firstMs * 2 ** tries;
