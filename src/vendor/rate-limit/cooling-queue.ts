interface Cooling {
  readonly end: number;
  readonly onEnd: () => void;
}

/** Permits that are free again later, in the order of time. Every operation costs the same, however many there are. */
export class CoolingQueue {
  #permits: Cooling[] = [];
  #first = 0;

  get size(): number {
    return this.#permits.length - this.#first;
  }

  /** `end` must not be earlier than those that were added before. */
  add(end: number, onEnd: () => void): void {
    this.#permits.push({ end, onEnd });
  }

  /** When the one at this place, counted from 0, is free again; infinity where there is none. */
  at(index: number): number {
    return this.#permits[this.#first + index]?.end ?? Number.POSITIVE_INFINITY;
  }

  /** Drops those that are free by now. */
  dropUntil(now: number): void {
    for (let next = this.#permits[this.#first]; next !== undefined && next.end <= now;) {
      this.#first += 1;
      next.onEnd();
      next = this.#permits[this.#first];
    }
    // Moving the rest down now and then, instead of every time, keeps both time and memory flat.
    if (this.#first > 1_024 && this.#first * 2 > this.#permits.length) {
      this.#permits = this.#permits.slice(this.#first);
      this.#first = 0;
    }
  }
}
