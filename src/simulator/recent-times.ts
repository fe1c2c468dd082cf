/** A queue of times, oldest first. Every operation takes amortized constant time. */
export class RecentTimes {
  #times: number[] = [];
  #first = 0;

  get size(): number {
    return this.#times.length - this.#first;
  }

  add(at: number): void {
    this.#times.push(at);
  }

  forgetBefore(limit: number): void {
    this.#forget((at) => at < limit);
  }

  forgetUpTo(limit: number): void {
    this.#forget((at) => at <= limit);
  }

  clear(): void {
    this.#times = [];
    this.#first = 0;
  }

  #forget(old: (at: number) => boolean): void {
    for (let oldest = this.#times[this.#first]; oldest !== undefined && old(oldest);) {
      this.#first += 1;
      oldest = this.#times[this.#first];
    }
    // Compacting only now and then bounds both time and memory.
    if (this.#first > 1024 && this.#first * 2 > this.#times.length) {
      this.#times = this.#times.slice(this.#first);
      this.#first = 0;
    }
  }
}
