import { failed, ok, type Result } from "../../result.js";
import type { Clock } from "../clock.js";
import type { Vendor } from "../failure.js";
import { RETRY_RESERVE, RetryQuota } from "../retry-quota.js";
import { type AttemptOutcome, Circuit, type CircuitOptions } from "./circuit.js";
import type { VendorHealth } from "./health.js";

/** Why a vendor is not called now. */
export type Refusal =
  /** The vendor has not answered for a while. */
  | { readonly kind: "circuit-open"; readonly why: string; readonly retryAfterMs: number }
  /** The vendor refuses everything this app signs. Each further call would make that last longer. */
  | { readonly kind: "locked-out"; readonly why: string; readonly code: number };

export interface GuardOptions {
  readonly breaker: CircuitOptions;
  readonly lockOut: CircuitOptions;
  /** The most repeats that are saved up. */
  readonly retryReserve: number;
}

export const GUARD: GuardOptions = {
  // About three requests with every attempt lost. A success in between shows that the vendor is not down.
  breaker: { failuresToOpen: 10, firstOpenMs: 1_000, longestOpenMs: 30_000 },
  // Tencent IM locks an app out for a minute after too many bad signatures. Each further one restarts the minute.
  lockOut: { failuresToOpen: 1, firstOpenMs: 60_000, longestOpenMs: 600_000 },
  retryReserve: RETRY_RESERVE,
};

export type GuardChange =
  | { readonly kind: "breaker-opened" | "breaker-closed" | "lock-out-ended" }
  | { readonly kind: "locked-out"; readonly code: number; readonly forMs: number };

/** What one attempt showed: whether the vendor works, and whether it accepts our signatures. */
export interface AttemptReport {
  readonly health: AttemptOutcome;
  /** The code by which the vendor locked this app out. */
  readonly lockOutCode?: number;
}

/** Decides whether a vendor may be called now, and how often calls to it may be repeated. One per vendor. */
export class VendorCircuits {
  readonly quota: RetryQuota;
  readonly #vendor: Vendor;
  readonly #breaker: Circuit;
  readonly #lockOut: Circuit;
  #lockOutCode = 0;

  constructor(
    vendor: Vendor,
    clock: Clock,
    { breaker, lockOut, retryReserve }: GuardOptions = GUARD,
    onChange: (change: GuardChange) => void = () => undefined,
  ) {
    this.#vendor = vendor;
    this.quota = new RetryQuota(retryReserve);
    this.#breaker = new Circuit(clock, breaker, (state) =>
      onChange({ kind: state === "open" ? "breaker-opened" : "breaker-closed" }),
    );
    this.#lockOut = new Circuit(clock, lockOut, (state, forMs) =>
      onChange(
        state === "open"
          ? { kind: "locked-out", code: this.#lockOutCode, forMs }
          : { kind: "lock-out-ended" },
      ),
    );
  }

  /** Only checks: an attempt must not hold the probe while it waits for its permit. */
  refusal(): Refusal | null {
    if (this.#lockOut.refusedForMs() !== null) {
      const why = "the vendor has locked this app out, so it is not called";
      return { kind: "locked-out", why, code: this.#lockOutCode };
    }
    const retryAfterMs = this.#breaker.refusedForMs();
    if (retryAfterMs === null) return null;
    return { kind: "circuit-open", why: "the vendor has not answered for a while", retryAfterMs };
  }

  /** Permission for one attempt now. The returned function must always be called with the attempt's report. */
  enter(): Result<(report: AttemptReport) => void, Refusal> {
    const refusal = this.refusal();
    if (refusal !== null) return failed(refusal);
    const breaker = this.#breaker.enter();
    const lockOut = this.#lockOut.enter();
    return ok(({ health, lockOutCode }) => {
      breaker?.(health);
      if (lockOutCode === undefined) return lockOut?.(health === "works" ? "works" : "nothing");
      this.#lockOutCode = lockOutCode;
      lockOut?.("fails");
    });
  }

  health(): VendorHealth {
    return {
      vendor: this.#vendor,
      breaker: this.#breaker.state,
      lockedOutBy: this.#lockOut.state === "closed" ? null : this.#lockOutCode,
    };
  }
}
