/** The simulator's idea of now: what it signs its `Date` header with and checks signatures against. */
export class Clock {
  /** How far the vendor's clock is off. Positive: the vendor is ahead. */
  skewMs = 0;
  readonly #source: () => Date;

  constructor(source: () => Date) {
    this.#source = source;
  }

  now(): Date {
    return new Date(this.#source().getTime() + this.skewMs);
  }

  /** Both vendors count in whole Unix seconds. */
  seconds(): number {
    return Math.floor((this.#source().getTime() + this.skewMs) / 1000);
  }
}
