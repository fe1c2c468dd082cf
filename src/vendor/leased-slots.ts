import type { Clock } from "./clock.js";
import { EvenSlots } from "./even-slots.js";
import { Pace } from "./pace.js";
import { SharedTime } from "./shared-time.js";
import { BURSTS_PER_SECOND, intervalMsFor, type Slots } from "./slots.js";

/** Slots that nobody else was given. All times are the lender's, in milliseconds. */
export interface Lease {
  /** What time it was at the lender when it answered. */
  readonly nowMs: number;
  /** In order of time. */
  readonly slotsMs: readonly number[];
}

/** Asks for so many slots, so far apart. Rejects when the lender cannot be reached. */
export type LeaseSlots = (count: number, intervalMs: number) => Promise<Lease>;

/** What a replica that dies can take with it: 55 ms of everybody's slots at 180 a second. */
const BATCH = 10;
/** Who loses slots to stalls asks for so few at a time, for so long: what it cannot use is left to the others. */
const SMALL_BATCH = 2;
const CAREFUL_FOR_MS = 2_000;
const LEASE_TIMEOUT_MS = 500;
const ASK_AGAIN_AFTER_MS = 500;
const MOST_SLOW_ANSWERS = 3;
/** A second without any slot lies between leased slots and those of the fallback, so that no second holds both. */
const FALL_BACK_AFTER_MS = 1_000;
/** Longer than the others can go without noticing that the lender is back. */
const RETURN_AFTER_MS = 2_500;
/** An older failure says nothing about now. */
const FAILURE_HOLDS_MS = 1_500;
/** How late a slot may be used; the same share of a second that an even pacer may save up. */
const LATE_MS = 1000 / BURSTS_PER_SECOND;
/** How long a lease takes at most as a rule. Only ever a guess. */
const ROUND_TRIP_MS = 10;

/** Leasing has failed since then, and nothing was leased between. */
interface Failure {
  readonly since: number;
  readonly last: number;
}

/**
 * Slots of a budget that several replicas share, leased in small batches.
 *
 * All leased slots together lie evenly, and each is used within 50 ms of its time or not at all. So any second
 * holds at most 1050 ms of slots, however many replicas there are and however their event loops stall.
 *
 * Without the lender each replica paces itself at its share. When the lender is back, both hold for a while,
 * since others may not have noticed yet.
 */
export class LeasedSlots implements Slots {
  readonly #lease: LeaseSlots;
  readonly #clock: Clock;
  readonly #intervalMs: number;
  readonly #fallback: EvenSlots;
  readonly #pace: Pace;
  readonly #time: SharedTime;
  readonly #onLeasing: (works: boolean) => void;

  /** Moments on our own clock, oldest first. */
  #inHand: number[] = [];
  #lostSomeAt = Number.NEGATIVE_INFINITY;
  /** The last slot that was leased, and how far apart they come while others lease too. */
  #last = Number.NEGATIVE_INFINITY;
  #apartMs: number;
  #asking = false;
  #failure: Failure | null = null;
  #works = true;
  #slowAnswers = 0;
  #returnsAt = Number.NEGATIVE_INFINITY;
  #lookAgain: () => void = () => undefined;

  constructor(options: {
    /** Of all replicas together. */
    callsPerSecond: number;
    replicas: number;
    clock: Clock;
    lease: LeaseSlots;
    /** Told when leasing begins to fail for good, and when it works again. */
    onLeasing?: (works: boolean) => void;
  }) {
    const { callsPerSecond, replicas, clock } = options;
    this.#lease = options.lease;
    this.#clock = clock;
    this.#intervalMs = intervalMsFor(callsPerSecond);
    this.#apartMs = this.#intervalMs;
    this.#fallback = new EvenSlots({ callsPerSecond: callsPerSecond / replicas, clock });
    this.#pace = new Pace(clock);
    this.#time = new SharedTime(clock);
    this.#onLeasing = options.onLeasing ?? (() => undefined);
  }

  take(): boolean {
    if (this.#isFallenBack()) {
      // Whoever is served at once waits in no line, so nobody else would ask whether the lender is back.
      this.prepare(this.#inHand.length + 1, this.#lookAgain);
      return this.#fallback.take();
    }
    this.#dropLate();
    const [next] = this.#inHand;
    if (next === undefined || next > this.#clock.monotonicMs()) return false;
    if (this.#isReturning() && !this.#fallback.take()) return false;
    this.#inHand.shift();
    return true;
  }

  untilMs(ahead: number): number {
    const now = this.#clock.monotonicMs();
    const failure = this.#currentFailure();
    if (failure !== null) {
      const silentMs = Math.max(0, failure.since + FALL_BACK_AFTER_MS - now);
      return (
        (isConfirmed(failure) ? silentMs : Math.max(ROUND_TRIP_MS, silentMs)) + this.#fallback.untilMs(ahead)
      );
    }
    this.#dropLate();
    const leasedMs = this.#untilLeasedMs(ahead, now);
    return this.#isReturning() ? Math.max(leasedMs, this.#fallback.untilMs(ahead)) : leasedMs;
  }

  prepare(waiting: number, lookAgain: () => void): void {
    this.#lookAgain = lookAgain;
    const isCareful = this.#clock.monotonicMs() < this.#lostSomeAt + CAREFUL_FOR_MS;
    const batch = isCareful ? SMALL_BATCH : BATCH;
    const count = Math.min(batch, waiting - this.#inHand.length);
    if (this.#asking || count <= 0 || this.#inHand.length > batch / 2) return;
    const failure = this.#currentFailure();
    if (failure !== null && this.#clock.monotonicMs() < failure.last + ASK_AGAIN_AFTER_MS) return;
    this.#ask(count);
  }

  slowDown(): void {
    this.#pace.slowDown();
    this.#fallback.slowDown();
  }

  #ask(count: number): void {
    const ask = { isOver: false };
    const over = (then: () => void) => {
      if (ask.isOver) return;
      ask.isOver = true;
      this.#asking = false;
      callOff();
      then();
      this.#lookAgain();
    };
    this.#asking = true;
    const askedAt = this.#clock.monotonicMs();
    let callOff = () => undefined as unknown;
    const giveUpLater = (from: number) => {
      callOff = this.#clock.after(LEASE_TIMEOUT_MS, () => {
        const now = this.#clock.monotonicMs();
        // We stood still ourselves, and the answer may wait to be read: that says nothing of the lender.
        if (now - from > LEASE_TIMEOUT_MS + LATE_MS) giveUpLater(now);
        else over(() => this.#failed());
      });
    };
    giveUpLater(askedAt);
    this.#lease(count, this.#intervalMs / this.#pace.part).then(
      (lease) => over(() => this.#leased(lease, askedAt)),
      () => over(() => this.#failed()),
    );
  }

  #leased({ nowMs, slotsMs }: Lease, askedAt: number): void {
    const now = this.#clock.monotonicMs();
    this.#time.heard(nowMs, askedAt);
    const slots = slotsMs.map((slot) => this.#time.toOurs(slot)).filter((slot) => slot !== null);
    if (slots.length === 0) {
      // It took so long that nobody can tell when these slots are. A first connection may; a lender that is always slow is none.
      this.#slowAnswers += 1;
      if (this.#slowAnswers > MOST_SLOW_ANSWERS) this.#failed();
      return;
    }
    this.#slowAnswers = 0;
    if (this.#failure !== null && now >= this.#failure.since + FALL_BACK_AFTER_MS) {
      this.#returnsAt = now + RETURN_AFTER_MS;
    }
    this.#failure = null;
    this.#tell(true);
    this.#inHand.push(...slots);
    this.#learnHowFarApart(slots, now);
    this.#dropLate();
  }

  #failed(): void {
    const now = this.#clock.monotonicMs();
    this.#inHand = [];
    this.#failure = { since: this.#failure?.since ?? now, last: now };
    if (this.#isFallenBack()) this.#tell(false);
    this.#clock.after(ASK_AGAIN_AFTER_MS, () => this.#lookAgain());
  }

  #tell(works: boolean): void {
    if (works === this.#works) return;
    this.#works = works;
    this.#onLeasing(works);
  }

  #currentFailure(): Failure | null {
    const failure = this.#failure;
    if (failure === null || this.#clock.monotonicMs() - failure.last > FAILURE_HOLDS_MS) return null;
    return failure;
  }

  #isFallenBack(): boolean {
    const failure = this.#currentFailure();
    return (
      failure !== null &&
      isConfirmed(failure) &&
      this.#clock.monotonicMs() >= failure.since + FALL_BACK_AFTER_MS
    );
  }

  #isReturning(): boolean {
    return this.#clock.monotonicMs() < this.#returnsAt;
  }

  /** Those that a stall has outlasted. */
  #dropLate(): void {
    const latest = this.#clock.monotonicMs() - LATE_MS;
    const inTime = this.#inHand.findIndex((slot) => slot >= latest);
    const late = inTime === -1 ? this.#inHand.length : inTime;
    if (late > 0) this.#inHand.splice(0, late);
    // One alone is a timer that came late.
    if (late > 1) this.#lostSomeAt = this.#clock.monotonicMs();
  }

  #untilLeasedMs(ahead: number, now: number): number {
    const slot = this.#inHand[ahead];
    if (slot !== undefined) return Math.max(0, slot - now);
    const next = Math.max(now, this.#last + this.#apartMs);
    const toLease = ahead - this.#inHand.length;
    return Math.max(ROUND_TRIP_MS, next - now + this.#pace.msFor(toLease * this.#apartMs));
  }

  /** While everybody wants slots, a batch of ours is followed by batches of others. */
  #learnHowFarApart(slots: readonly number[], now: number): void {
    const last = slots.at(-1);
    if (last === undefined) return;
    const isBusy = this.#last > now - LATE_MS;
    const apartMs = isBusy
      ? Math.max(this.#intervalMs, (last - this.#last) / slots.length)
      : this.#intervalMs;
    this.#apartMs = isBusy ? this.#apartMs + (apartMs - this.#apartMs) / 5 : apartMs;
    this.#last = last;
  }
}

/** One failure followed by a stall of ours is not a second without an answer: the lender must have failed again. */
const isConfirmed = ({ since, last }: Failure): boolean => last >= since + ASK_AGAIN_AFTER_MS;
