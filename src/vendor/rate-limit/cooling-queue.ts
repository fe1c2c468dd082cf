/**
 * Cooling permits, ordered by the time when they become free. Every operation takes amortized constant time. A permit takes
 * two words, because at the highest rates there are thousands.
 */
export class CoolingQueue {
  /** When each permit becomes free. `#onEnds` has the same indexes. */
  #ends: number[] = [];
  #onEnds: (() => void)[] = [];
  #first = 0;

  get size(): number {
    return this.#ends.length - this.#first;
  }

  /** `end` must not be earlier than the last one added. */
  add(end: number, onEnd: () => void): void {
    this.#ends.push(end);
    this.#onEnds.push(onEnd);
  }

  /** When the permit at this index becomes free, or infinity if there is none. */
  at(index: number): number {
    return this.#ends[this.#first + index] ?? Number.POSITIVE_INFINITY;
  }

  /** Removes the permits that are free by now. */
  dropUntil(now: number): void {
    while (this.at(0) <= now) {
      const onEnd = this.#onEnds[this.#first];
      this.#first += 1;
      onEnd?.();
    }
    // Compacting only now and then bounds both time and memory.
    if (this.#first > 1_024 && this.#first * 2 > this.#ends.length) {
      this.#ends = this.#ends.slice(this.#first);
      this.#onEnds = this.#onEnds.slice(this.#first);
      this.#first = 0;
    }
  }
}
