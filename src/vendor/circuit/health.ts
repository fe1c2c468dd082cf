import type { Vendor } from "../failure.js";
import type { CircuitState } from "./circuit.js";

/** A vendor's health, for readiness and metrics. */
export interface VendorHealth {
  readonly vendor: Vendor;
  /** Open: calls fail here, without reaching the vendor, until a probe succeeds. */
  readonly breaker: CircuitState;
  /** The vendor's code that stopped all calls, such as Tencent's 70009. Null while calls are made. */
  readonly lockedOutBy: number | null;
}
