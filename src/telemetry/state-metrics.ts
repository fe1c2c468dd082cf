import { Gauge, type Registry } from "prom-client";
import type { StoreKind } from "../store/store.js";
import type { VendorHealth } from "../vendor/circuit/health.js";
import type { Vendor } from "../vendor/failure.js";
import type { Lane } from "../vendor/rate-limit/fair-queue.js";

/** The server's state at the moment of reading. */
export interface State {
  readonly health: () => readonly VendorHealth[];
  /** Positive: the vendor's clock is ahead of ours. Null before the first answer. */
  readonly clockSkewMs: (vendor: Vendor) => number | null;
  /** How many calls wait for their turn, for each budget and lane. */
  readonly waiting: () => readonly { readonly budget: string; readonly lane: Lane; readonly calls: number }[];
  /** The vendors' codes for refusals that only an operator can fix, from the last call of each command. */
  readonly misconfigured: () => readonly { readonly vendor: Vendor; readonly code: number | null }[];
  /** Whether `/ready` answers 200. */
  readonly isReady: () => Promise<boolean>;
  /** Where bulk work is stored. `why` says why it cannot be stored now, and is null if it can. */
  readonly store: () => Promise<{ readonly kind: StoreKind; readonly why: string | null }>;
  /** Whether the permit database answers, within about half a second. Null if replicas share no database. */
  readonly ledgerAnswers: () => Promise<boolean | null>;
  /** Whether the last fetch of the token keys succeeded. Null if no keys are fetched. */
  readonly keysAnswer: () => boolean | null;
}

const BREAKER_STATES = ["closed", "half-open", "open"] as const;

/** Gauges that are read when the metrics are requested. */
export function stateMetrics(registry: Registry, state: State): void {
  const add = <Label extends string>(gauge: Gauge<Label>) => registry.registerMetric(gauge);
  const registers: [] = [];
  add(
    new Gauge({
      name: "class_groups_vendor_breaker_state",
      help: "1 for the state that a vendor's breaker is in, 0 for the others.",
      labelNames: ["vendor", "state"] as const,
      registers,
      collect() {
        for (const { vendor, breaker } of state.health())
          for (const name of BREAKER_STATES) this.set({ vendor, state: name }, name === breaker ? 1 : 0);
      },
    }),
  );
  add(
    new Gauge({
      name: "class_groups_vendor_locked_out",
      help: "1 while a vendor has locked this app out for its signatures, and nothing is sent to it.",
      labelNames: ["vendor"] as const,
      registers,
      collect() {
        for (const { vendor, lockedOutBy } of state.health())
          this.set({ vendor }, lockedOutBy === null ? 0 : 1);
      },
    }),
  );
  add(
    new Gauge({
      name: "class_groups_vendor_misconfigured",
      help: "1 for each code with which a vendor refuses calls until an operator acts, by the last calls. Absent if there is none.",
      labelNames: ["vendor", "code"] as const,
      registers,
      collect() {
        this.reset();
        for (const { vendor, code } of state.misconfigured()) this.set({ vendor, code: String(code) }, 1);
      },
    }),
  );
  add(
    new Gauge({
      name: "class_groups_vendor_clock_skew_seconds",
      help: "How far a vendor's clock is ahead of this server's, by the dates of its answers. Absent before the first one.",
      labelNames: ["vendor"] as const,
      registers,
      collect() {
        for (const { vendor } of state.health()) {
          const skewMs = state.clockSkewMs(vendor);
          if (skewMs !== null) this.set({ vendor }, skewMs / 1000);
        }
      },
    }),
  );
  add(
    new Gauge({
      name: "class_groups_vendor_pacer_queue",
      help: "Calls that wait for the rate limit. Each budget is one limit of a vendor: ClassIn as a whole, each command of Tencent IM.",
      labelNames: ["budget", "lane"] as const,
      registers,
      collect() {
        for (const { budget, lane, calls } of state.waiting()) this.set({ budget, lane }, calls);
      },
    }),
  );
  add(
    new Gauge({
      name: "class_groups_ready",
      help: "1 while /ready answers 200.",
      registers,
      async collect() {
        this.set((await state.isReady()) ? 1 : 0);
      },
    }),
  );
  add(
    new Gauge({
      name: "class_groups_store_up",
      help: "1 while the store of bulk work is available, as far as is known.",
      labelNames: ["store"] as const,
      registers,
      async collect() {
        const { kind, why } = await state.store();
        this.set({ store: kind }, why === null ? 1 : 0);
      },
    }),
  );
  add(
    new Gauge({
      name: "class_groups_permit_ledger_up",
      help: "1 while the permit database answers. Absent if replicas share no database.",
      // With a label the gauge is absent until it is set. Without one it would be 0 if there is no database.
      labelNames: ["ledger"] as const,
      registers,
      async collect() {
        const answers = await state.ledgerAnswers();
        if (answers !== null) this.set({ ledger: "postgresql" }, answers ? 1 : 0);
      },
    }),
  );
  add(
    new Gauge({
      name: "class_groups_token_keys_up",
      help: "1 if the last fetch of the token keys succeeded. Absent if no keys are fetched.",
      labelNames: ["keys"] as const,
      registers,
      collect() {
        const answer = state.keysAnswer();
        if (answer !== null) this.set({ keys: "jwks" }, answer ? 1 : 0);
      },
    }),
  );
}
