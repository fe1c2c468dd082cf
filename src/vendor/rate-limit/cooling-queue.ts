interface Cooling {
  readonly end: number;
  readonly onEnd: () => void;
}

/** Cooling permits, ordered by the time when they become free. Every operation takes amortized constant time. */
export class CoolingQueue {
  #permits: Cooling[] = [];
  #first = 0;

  get size(): number {
    return this.#permits.length - this.#first;
  }

  /** `end` must not be earlier than the last one added. */
  add(end: number, onEnd: () => void): void {
    this.#permits.push({ end, onEnd });
  }

  /** When the permit at this index becomes free, or infinity if there is none. */
  at(index: number): number {
    return this.#permits[this.#first + index]?.end ?? Number.POSITIVE_INFINITY;
  }

  /** Removes the permits that are free by now. */
  dropUntil(now: number): void {
    for (let next = this.#permits[this.#first]; next !== undefined && next.end <= now;) {
      this.#first += 1;
      next.onEnd();
      next = this.#permits[this.#first];
    }
    // Compacting only now and then bounds both time and memory.
    if (this.#first > 1_024 && this.#first * 2 > this.#permits.length) {
      this.#permits = this.#permits.slice(this.#first);
      this.#first = 0;
    }
  }
}
