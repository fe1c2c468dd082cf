import type { Clock } from "../clock.js";
import { CoolingQueue } from "./cooling-queue.js";
import { COOLING_MS, type Permit, type PermitUse, TRAVEL_MS } from "./permit.js";

/** The first guess of how long a call takes, and how far one more call moves it. Also the furthest: one stall is no rule. */
const FIRST_GUESS_MS = 20;
const LEARNING = 0.1;

/**
 * A counting semaphore whose permits cool down before they are free again.
 *
 * So many permits, so many calls in any second, whatever networks, clocks and stalls do:
 * 1. A call holds its permit from before its first byte is written until COOLING_MS after its answer was read.
 * 2. The vendor counts the call at a moment between these two: it cannot count what was not sent, and it counts before it answers.
 * 3. So at least a second lies between any two moments at which the vendor counts calls of the same permit.
 * 4. So any second at the vendor, wherever it begins, holds at most one call of each permit.
 * 5. So it holds at most as many calls as there are permits.
 * 6. Where no answer was read, the moment of counting is bounded by the attempt's end and TRAVEL_MS instead, and the permit waits for that.
 */
export class PermitPool {
  readonly #clock: Clock;
  readonly #capacity: () => number;
  readonly #onRelease: () => void;
  #inUse = 0;
  readonly #afterAnswers = new CoolingQueue();
  readonly #afterLosses = new CoolingQueue();
  #typicalCallMs = FIRST_GUESS_MS;

  constructor(options: {
    clock: Clock;
    /** How many permits there are at this moment. */
    capacity: () => number;
    /** Called when a permit was released. It may have to cool first. */
    onRelease: () => void;
  }) {
    this.#clock = options.clock;
    this.#capacity = options.capacity;
    this.#onRelease = options.onRelease;
  }

  /** Permits in use or cooling. More than there are, for a while, where their number fell. */
  get outstanding(): number {
    const now = this.#clock.monotonicMs();
    this.#afterAnswers.dropUntil(now);
    this.#afterLosses.dropUntil(now);
    return this.#inUse + this.#afterAnswers.size + this.#afterLosses.size;
  }

  get hasFree(): boolean {
    return !this.#isJustBorn() && this.outstanding < this.#capacity();
  }

  /** Only right after `hasFree` said so. `onFree` is called when the permit may be used again. */
  take(onFree: () => void): Permit {
    this.#inUse += 1;
    const takenAt = this.#clock.monotonicMs();
    let isReleased = false;
    return {
      release: (use) => {
        if (isReleased) return;
        isReleased = true;
        this.#release(use, takenAt, onFree);
      },
    };
  }

  /** How long a permit is away for one call, as calls have gone lately. */
  get roundMs(): number {
    return this.#typicalCallMs + COOLING_MS;
  }

  /** Milliseconds until the next permit may be free; 0: one is free now, infinity: none before a call in flight ends. */
  untilNextMs(): number {
    const now = this.#clock.monotonicMs();
    if (this.#isJustBorn()) return COOLING_MS - now;
    if (this.outstanding < this.#capacity()) return 0;
    return Math.min(this.#afterAnswers.at(0), this.#afterLosses.at(0)) - now;
  }

  /** Milliseconds until the permit at this place, counted from 0 in the order in which they come back, is back. An estimate. */
  untilReleasedMs(index: number): number {
    const now = this.#clock.monotonicMs();
    let [answers, losses] = [0, 0];
    for (let passed = 0; passed < index; passed += 1) {
      if (this.#afterAnswers.at(answers) <= this.#afterLosses.at(losses)) answers += 1;
      else losses += 1;
    }
    const end = Math.min(this.#afterAnswers.at(answers), this.#afterLosses.at(losses));
    // In flight still: its answer is yet to come.
    return end === Number.POSITIVE_INFINITY ? this.roundMs : Math.max(0, end - now);
  }

  /** A process that was killed within this second, and that this one replaces, may have made as many calls as it could. */
  #isJustBorn(): boolean {
    return this.#clock.monotonicMs() < COOLING_MS;
  }

  #release(use: PermitUse, takenAt: number, onFree: () => void): void {
    const now = this.#clock.monotonicMs();
    this.#inUse -= 1;
    if (use === "answered") {
      this.#afterAnswers.add(now + COOLING_MS, onFree);
      const difference = Math.min(this.#typicalCallMs, now - takenAt - this.#typicalCallMs);
      this.#typicalCallMs = Math.max(1, this.#typicalCallMs + difference * LEARNING);
    }
    if (use === "lost") this.#afterLosses.add(now + TRAVEL_MS + COOLING_MS, onFree);
    if (use === "not-sent") onFree();
    this.#onRelease();
  }
}
