import type { Clock } from "../clock.js";
import { CoolingQueue } from "./cooling-queue.js";
import { COOLING_MS, type Permit, type PermitUse, TRAVEL_MS } from "./permit.js";

/** The first estimate of a call's duration. */
const FIRST_GUESS_MS = 20;
/** The weight of one call in the estimate. One call raises the estimate by at most this share, so one stall matters little. */
const LEARNING = 0.1;

/**
 * A counting semaphore whose permits cool down before they are free again.
 *
 * N permits allow at most N calls in any second, whatever networks, clocks and stalls do. The proof:
 * 1. A call holds its permit from before its first byte is written until COOLING_MS after its answer was read.
 * 2. The vendor counts the call after it was sent and before it is answered.
 * 3. So at least a second lies between the moments at which the vendor counts two calls of the same permit.
 * 4. So any second at the vendor holds at most one call of each permit.
 * 5. So any second holds at most as many calls as there are permits.
 * 6. If no answer was read, the vendor counts the call at most TRAVEL_MS after the attempt's end, so cooling begins then.
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
    /** The number of permits now. */
    capacity: () => number;
    /** Called when a permit is released. It may still have to cool. */
    onRelease: () => void;
  }) {
    this.#clock = options.clock;
    this.#capacity = options.capacity;
    this.#onRelease = options.onRelease;
  }

  /** Permits in use or cooling. Above the capacity for a while after the capacity fell. */
  get outstanding(): number {
    const now = this.#clock.monotonicMs();
    this.#afterAnswers.dropUntil(now);
    this.#afterLosses.dropUntil(now);
    return this.#inUse + this.#afterAnswers.size + this.#afterLosses.size;
  }

  get hasFree(): boolean {
    return !this.#isJustBorn() && this.outstanding < this.#capacity();
  }

  /** Call only right after `hasFree` was true. `onFree` is called when the permit may be used again. */
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

  /** The duration of a call, estimated from recent calls. */
  get typicalCallMs(): number {
    return this.#typicalCallMs;
  }

  /** How long one call keeps a permit, estimated from recent calls. */
  get roundMs(): number {
    return this.#typicalCallMs + COOLING_MS;
  }

  /** Milliseconds until the next permit is free. 0: now. Infinity: only after a call in flight ends. */
  untilNextMs(): number {
    const now = this.#clock.monotonicMs();
    if (this.#isJustBorn()) return COOLING_MS - now;
    if (this.outstanding < this.#capacity()) return 0;
    return Math.min(this.#afterAnswers.at(0), this.#afterLosses.at(0)) - now;
  }

  /** An estimate of the milliseconds until the permit at this index, in the order of return, is free. */
  untilReleasedMs(index: number): number {
    const now = this.#clock.monotonicMs();
    let [answers, losses] = [0, 0];
    for (let passed = 0; passed < index; passed += 1) {
      if (this.#afterAnswers.at(answers) <= this.#afterLosses.at(losses)) answers += 1;
      else losses += 1;
    }
    const end = Math.min(this.#afterAnswers.at(answers), this.#afterLosses.at(losses));
    // This permit's call is still in flight.
    return end === Number.POSITIVE_INFINITY ? this.roundMs : Math.max(0, end - now);
  }

  /** This process may replace one that was killed within the last second after using every permit. */
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
