import type { Clock } from "../../src/vendor/clock.js";

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** Timers in the order in which they fall due; those of the same moment in the order in which they were set. */
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

  /** How many fall due at this moment or before. */
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

/** More callbacks than any test has in a millisecond: real timers that did the same would keep a core busy. */
const MOST_IN_A_MILLISECOND = 5_000;

/** Time that passes only when a test says so. Starts at an odd moment, since real clocks do not start at zero. */
export class FakeClock implements Clock {
  #wallMs: number;
  #monotonicMs = 5_000.25;
  readonly #passesMs: number;
  readonly #timers = new Agenda();

  /** Waits of at most `passesMs` pass by themselves, such as the smoother's between two calls. Default: none does. */
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

  /** How many callbacks are still to come: none, once everybody has cleaned up. */
  get timers(): number {
    return this.#timers.size;
  }

  /** Somebody sets the wall clock. Durations must not notice. */
  setWall(now: Date): void {
    this.#wallMs = now.getTime();
  }

  /** Time passes, and whatever falls due happens at its moment. */
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

  /** Time passes while the event loop stands still: whatever fell due meanwhile happens late, at the end. */
  async stall(ms: number): Promise<void> {
    await settled();
    this.#moveTo(this.#monotonicMs + ms);
    await this.advance(0);
  }

  /** Lets as much time pass as this work needs, from one due moment to the next. */
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
    // Time may be passing in two ways at once: by itself, and because a test says so.
    if (monotonicMs < this.#monotonicMs) return;
    this.#wallMs += monotonicMs - this.#monotonicMs;
    this.#monotonicMs = monotonicMs;
  }
}

/** Every promise that can settle without time or sockets has settled. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
