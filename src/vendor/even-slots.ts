import type { Clock } from "./clock.js";
import { Pace } from "./pace.js";
import { BURSTS_PER_SECOND, intervalMsFor, type Slots, TIMER_MS } from "./slots.js";

/**
 * Spaces calls evenly, so that no sliding second ever holds more than `callsPerSecond`.
 *
 * A window that is counted and reset lets through twice its limit across its edge. Here (GCRA) a slot becomes
 * free every `1000 / (0.9 * callsPerSecond)` ms, and a twentieth of a second's worth may be saved up for a burst.
 * Any second then holds at most that burst and one second of slots, which together stay below the limit.
 *
 * Slots are granted by the clock's reading at the moment of granting, never promised ahead: after a stall of
 * the event loop they come at their pace instead of in one go.
 */
export class EvenSlots implements Slots {
  readonly #clock: Clock;
  readonly #intervalMs: number;
  readonly #burstMs: number;
  readonly #pace: Pace;
  /** When all saved-up slots will be back: GCRA's theoretical arrival time. */
  #replenishedAt = Number.NEGATIVE_INFINITY;

  /** `callsPerSecond` may be a part of a call, where a small budget is shared. */
  constructor({ callsPerSecond, clock }: { callsPerSecond: number; clock: Clock }) {
    this.#clock = clock;
    this.#intervalMs = intervalMsFor(callsPerSecond);
    const burst = Math.max(1, Math.floor(callsPerSecond / BURSTS_PER_SECOND));
    this.#burstMs = (burst - 1) * this.#intervalMs;
    this.#pace = new Pace(clock);
  }

  take(): boolean {
    if (this.#untilNextMs() > 0) return false;
    const now = this.#clock.monotonicMs();
    this.#replenishedAt = Math.max(now - TIMER_MS, this.#replenishedAt) + this.#intervalMs / this.#pace.part;
    return true;
  }

  untilMs(ahead: number): number {
    return this.#untilNextMs() + this.#pace.msFor(ahead * this.#intervalMs);
  }

  prepare(): void {
    // A slot is here when its time has come.
  }

  slowDown(): void {
    this.#pace.slowDown();
  }

  #untilNextMs(): number {
    return Math.max(0, this.#replenishedAt - this.#burstMs - this.#clock.monotonicMs());
  }
}
