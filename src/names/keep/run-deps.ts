import type { Store } from "../../store/sql.js";
import type { CancelSignal } from "../../vendor/cancel-signal.js";
import type { Clock } from "../../vendor/clock.js";
import type { NoteDispute } from "./card-corrections.js";
import type { KeepObserver } from "./observer.js";
import { callTimeOf, type KeepRules } from "./rules.js";
import type { CallOptions, NameVendors } from "./vendors.js";

/** What the work on one course needs. */
export interface RunDeps {
  readonly store: Store;
  readonly vendors: NameVendors;
  readonly rules: KeepRules;
  readonly clock: Clock;
  readonly observer: KeepObserver;
  readonly noteDispute: NoteDispute;
  /** Aborts when the server stops. No call begins after that. */
  readonly signal: CancelSignal;
}

export const callOptions = ({ rules, signal }: RunDeps): CallOptions => ({
  timeoutMs: callTimeOf(rules),
  signal,
});
