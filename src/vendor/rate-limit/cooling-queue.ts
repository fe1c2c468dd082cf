/** Moments at which permits are free again, in the order of time. Every operation costs the same, however long it is. */
export class CoolingQueue {
  #ends: number[] = [];
  #first = 0;

  get size(): number {
    return this.#ends.length - this.#first;
  }

  /** `end` must not be earlier than those that were added before. */
  add(end: number): void {
    this.#ends.push(end);
  }

  /** The moment at this place, counted from 0; infinity where there is none. */
  at(index: number): number {
    return this.#ends[this.#first + index] ?? Number.POSITIVE_INFINITY;
  }

  /** Drops what has come. */
  dropUntil(now: number): void {
    while (this.at(0) <= now) this.#first += 1;
    // Moving the rest down now and then, instead of every time, keeps both time and memory flat.
    if (this.#first > 1_024 && this.#first * 2 > this.#ends.length) {
      this.#ends = this.#ends.slice(this.#first);
      this.#first = 0;
    }
  }
}
