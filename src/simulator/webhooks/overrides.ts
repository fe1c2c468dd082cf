import type { Vendor } from "../calls.js";
import { Problem } from "../problem.js";
import type { Delivery } from "./delivery.js";

const MAX_OVERRIDES = 100;

export interface Override {
  /** Null: of either vendor. */
  readonly vendor: Vendor | null;
  readonly events: number;
  readonly delivery: Delivery;
}

/** How the next events are sent, whoever causes them. An event with a delivery of its own ignores these. */
export class Overrides {
  #waiting: { vendor: Vendor | null; events: number; delivery: Delivery }[] = [];

  add(override: Override): void {
    if (this.#waiting.length >= MAX_OVERRIDES) {
      throw new Problem(
        429,
        "The delivery was not added.",
        `${MAX_OVERRIDES} are waiting for events.`,
        "Cause some events first.",
      );
    }
    this.#waiting.push({ ...override });
  }

  /** The delivery of the next event of this vendor. */
  take(vendor: Vendor): Delivery {
    const found = this.#waiting.find((one) => one.vendor === null || one.vendor === vendor);
    if (found === undefined) return {};
    found.events -= 1;
    if (found.events <= 0) this.#waiting = this.#waiting.filter((one) => one !== found);
    return found.delivery;
  }

  list(): readonly Override[] {
    return this.#waiting.map((one) => ({ ...one }));
  }

  clear(): void {
    this.#waiting = [];
  }
}
