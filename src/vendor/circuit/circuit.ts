import type { Clock } from "../clock.js";

export type CircuitState = "closed" | "half-open" | "open";

/** What one attempt showed about the vendor. `nothing`: it ended for a reason unrelated to the vendor. */
export type AttemptOutcome = "works" | "fails" | "nothing";

/** Permission for one attempt. Must be called with the attempt's outcome. */
export type Pass = (outcome: AttemptOutcome) => void;

export interface CircuitOptions {
  /** The number of consecutive failures that opens the circuit. */
  readonly failuresToOpen: number;
  /** How long the circuit stays open at first, in milliseconds. Doubles each time the probe fails. */
  readonly firstOpenMs: number;
  readonly longestOpenMs: number;
}

/**
 * A circuit breaker. Too many failures open it, and no attempt is made for a while. Then one attempt, the probe, is
 * made: its outcome closes the circuit or opens it for longer.
 * Uses the monotonic clock, since a wall clock that is set back would keep the circuit open.
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
  /** Outcomes of attempts that began before the last change are ignored. */
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

  /** Milliseconds after which to try again, or null if an attempt may be made. Does not start a probe. */
  refusedForMs(): number | null {
    if (this.#probeFrom === null) return null;
    const leftMs = this.#leftMs(this.#probeFrom);
    if (leftMs > 0) return leftMs;
    return this.#isProbing ? this.#options.firstOpenMs : null;
  }

  /** Null if no attempt may be made. */
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
