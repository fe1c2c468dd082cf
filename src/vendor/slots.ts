/** Where the moments come from at which a vendor may be called. A pacer hands them on to whoever is next. */
export interface Slots {
  /** Takes the slot that is free at this moment, if there is one. */
  take(): boolean;
  /** Milliseconds until a slot is free, so many others being taken before. An estimate; 0: now. */
  untilMs(ahead: number): number;
  /** So many wait. Calls back, if need be, when it is worth looking again before the time that `untilMs` told. */
  prepare(waiting: number, lookAgain: () => void): void;
  /** The vendor says that it is called too often. */
  slowDown(): void;
}

/** The rest is room for what the network does to spacing: 40 ms of jitter bunch about eight calls at 200 a second. */
export const SHARE_OF_LIMIT_USED = 0.9;
/** A twentieth of a second's worth of slots may be used later than it came. */
export const BURSTS_PER_SECOND = 20;
/** Timers tell whole milliseconds: a slot taken so much late does not move those after it. */
export const TIMER_MS = 1;

/** Milliseconds between two slots at full pace. */
export const intervalMsFor = (callsPerSecond: number): number =>
  1000 / (callsPerSecond * SHARE_OF_LIMIT_USED);
