import type { Vendor } from "../failure.js";
import type { CircuitState } from "./circuit.js";

/** How a vendor is doing, for readiness and metrics. */
export interface VendorHealth {
  readonly vendor: Vendor;
  /** Open: calls are answered here, without the vendor, until one probe gets through. */
  readonly breaker: CircuitState;
  /** The vendor's code that stopped every call, such as Tencent's 70009; null while calls are made. */
  readonly lockedOutBy: number | null;
}
