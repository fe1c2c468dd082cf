import type { Clock } from "../clock.js";

export type CircuitState = "closed" | "half-open" | "open";

/** What one attempt told about the vendor. `nothing`: it ended for a reason that was not the vendor's. */
export type AttemptOutcome = "works" | "fails" | "nothing";

/** Leave to make one attempt; must be handed back with what the attempt told. */
export type Pass = (outcome: AttemptOutcome) => void;

export interface CircuitOptions {
  /** So many failures in a row, without a success between them, open it. */
  readonly failuresToOpen: number;
  /** How long it stays open at first, in milliseconds; doubled each time the probe fails. */
  readonly firstOpenMs: number;
  readonly longestOpenMs: number;
}

/**
 * A circuit breaker: lets attempts through while they work, none for a while when they do not, and then one, the probe,
 * whose outcome closes it or opens it for longer.
 * Measures by the monotonic clock: a wall clock that is set back would keep it open for as long as it was set back.
 */
export class Circuit {
  readonly #clock: Clock;
  readonly #options: CircuitOptions;
  readonly #onChange: (state: "closed" | "open", openMs: number) => void;
  #failures = 0;
  #openMs = 0;
  /** Null while closed. */
  #probeFrom: number | null = null;
  #isProbing = false;
  /** Attempts that began before the last change say nothing of what is now. */
  #generation = 0;

  constructor(
    clock: Clock,
    options: CircuitOptions,
    onChange: (state: "closed" | "open", openMs: number) => void = () => undefined,
  ) {
    this.#clock = clock;
    this.#options = options;
    this.#onChange = onChange;
  }

  get state(): CircuitState {
    if (this.#probeFrom === null) return "closed";
    return this.#leftMs(this.#probeFrom) > 0 ? "open" : "half-open";
  }

  /** Milliseconds after which to ask again; null where an attempt may be made. Takes nothing. */
  refusedForMs(): number | null {
    if (this.#probeFrom === null) return null;
    const leftMs = this.#leftMs(this.#probeFrom);
    if (leftMs > 0) return leftMs;
    return this.#isProbing ? this.#options.firstOpenMs : null;
  }

  /** Null where no attempt may be made. */
  enter(): Pass | null {
    if (this.refusedForMs() !== null) return null;
    const generation = this.#generation;
    const isProbe = this.#probeFrom !== null;
    if (isProbe) this.#isProbing = true;
    return (outcome) => {
      if (generation !== this.#generation) return;
      if (isProbe) this.#isProbing = false;
      if (outcome === "works") this.#works();
      if (outcome === "fails") this.#fails();
    };
  }

  #works(): void {
    this.#failures = 0;
    if (this.#probeFrom === null) return;
    this.#probeFrom = null;
    this.#openMs = 0;
    this.#generation += 1;
    this.#onChange("closed", 0);
  }

  #fails(): void {
    this.#failures += 1;
    if (this.#failures < this.#options.failuresToOpen) return;
    const { firstOpenMs, longestOpenMs } = this.#options;
    const isNew = this.#probeFrom === null;
    this.#openMs = isNew ? firstOpenMs : Math.min(longestOpenMs, this.#openMs * 2);
    this.#probeFrom = this.#clock.monotonicMs() + this.#openMs;
    this.#generation += 1;
    if (isNew) this.#onChange("open", this.#openMs);
  }

  readonly #leftMs = (until: number): number => until - this.#clock.monotonicMs();
}
