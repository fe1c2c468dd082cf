/** The simulator's time. It sets the `Date` header and checks signatures. */
export class Clock {
  /** The vendor's clock error. Positive: the vendor is ahead. */
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
