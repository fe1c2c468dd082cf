import type { Clock } from "../../src/vendor/clock.js";

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** Timers by the time they fall due. Timers of the same moment keep the order in which they were set. */
class Agenda {
  readonly #timers: Timer[] = [];

  get size(): number {
    return this.#timers.length;
  }

  get first(): Timer | undefined {
    return this.#timers[0];
  }

  has(timer: Timer): boolean {
    return this.#timers.includes(timer);
  }

  add(timer: Timer): void {
    this.#timers.splice(this.#placeAfter(timer.at), 0, timer);
  }

  delete(timer: Timer): void {
    for (let place = this.#placeAfter(timer.at) - 1; this.#timers[place]?.at === timer.at; place -= 1) {
      if (this.#timers[place] === timer) this.#timers.splice(place, 1);
    }
  }

  /** How many fall due at or before this moment. */
  #placeAfter(at: number): number {
    let [low, high] = [0, this.#timers.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#timers[middle]?.at ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** More callbacks than any test has in one millisecond. Real timers that ran this often would keep a core busy. */
const MOST_IN_A_MILLISECOND = 5_000;

/** Time that passes only when a test advances it. Starts at an odd moment, since real clocks do not start at zero. */
export class FakeClock implements Clock {
  #wallMs: number;
  #monotonicMs = 5_000.25;
  readonly #passesMs: number;
  readonly #timers = new Agenda();

  /** Waits of at most `passesMs` pass by themselves, such as the smoother's between two calls. Default: none. */
  constructor(now = new Date("2026-09-03T08:00:00Z"), { passesMs = -1 }: { passesMs?: number } = {}) {
    this.#wallMs = now.getTime();
    this.#passesMs = passesMs;
  }

  now(): Date {
    return new Date(this.#wallMs);
  }

  monotonicMs(): number {
    return this.#monotonicMs;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { at: this.#monotonicMs + ms, callback };
    this.#timers.add(timer);
    if (ms <= this.#passesMs) setImmediate(() => this.#pass(timer));
    return () => this.#timers.delete(timer);
  }

  /** How many callbacks are still pending. Zero once everything is cleaned up. */
  get timers(): number {
    return this.#timers.size;
  }

  /** Sets the wall clock. Durations must not change. */
  setWall(now: Date): void {
    this.#wallMs = now.getTime();
  }

  /** Advances time. Each timer runs at its moment. */
  async advance(ms: number): Promise<void> {
    const end = this.#monotonicMs + ms;
    await settled();
    let [from, inARow] = [this.#monotonicMs, 0];
    for (let due = this.#firstDueBy(end); due !== undefined; due = this.#firstDueBy(end)) {
      if (due.at > from + 1) [from, inARow] = [due.at, 0];
      inARow += 1;
      if (inARow > MOST_IN_A_MILLISECOND)
        throw new Error("Callbacks call themselves again, and hardly any time passes.");
      this.#moveTo(Math.max(this.#monotonicMs, due.at));
      this.#timers.delete(due);
      due.callback();
      await settled();
    }
    this.#moveTo(end);
  }

  /** Advances time while the event loop stands still: timers that fall due run late, at the end. */
  async stall(ms: number): Promise<void> {
    await settled();
    this.#moveTo(this.#monotonicMs + ms);
    await this.advance(0);
  }

  /** Advances time from timer to timer until this work ends. */
  async finish<T>(work: Promise<T>): Promise<T> {
    const state = { isDone: false };
    const done = () => {
      state.isDone = true;
    };
    void work.finally(done).catch(() => undefined);
    await settled();
    while (!state.isDone) {
      const next = this.#firstDueBy(Number.POSITIVE_INFINITY);
      if (next === undefined) throw new Error("The work waits for something that is no timer.");
      await this.advance(Math.max(0, next.at - this.#monotonicMs));
    }
    return work;
  }

  #pass(timer: Timer): void {
    if (this.#timers.has(timer)) void this.advance(timer.at - this.#monotonicMs);
  }

  #firstDueBy(end: number): Timer | undefined {
    const { first } = this.#timers;
    return first !== undefined && first.at <= end ? first : undefined;
  }

  #moveTo(monotonicMs: number): void {
    // Two callers may be advancing time at once: this loop and the test.
    if (monotonicMs < this.#monotonicMs) return;
    this.#wallMs += monotonicMs - this.#monotonicMs;
    this.#monotonicMs = monotonicMs;
  }
}

/** Waits until every promise that needs neither time nor sockets has settled. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
