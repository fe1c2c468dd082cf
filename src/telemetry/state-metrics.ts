import { Gauge, type Registry } from "prom-client";
import type { StoreKind } from "../store/store.js";
import type { VendorHealth } from "../vendor/circuit/health.js";
import type { Vendor } from "../vendor/failure.js";
import type { Lane } from "../vendor/rate-limit/fair-queue.js";

/** What is true at the moment somebody looks. */
export interface State {
  readonly health: () => readonly VendorHealth[];
  /** Positive: the vendor's clock is ahead of ours. Null before the first answer. */
  readonly clockSkewMs: (vendor: Vendor) => number | null;
  /** How many calls wait for their turn, for each budget and lane. */
  readonly waiting: () => readonly { readonly budget: string; readonly lane: Lane; readonly calls: number }[];
  /** The codes by which vendors refuse this server's credentials, by the last answers. */
  readonly misconfigured: () => readonly { readonly vendor: Vendor; readonly code: number | null }[];
  /** Whether `/ready` says 200. */
  readonly isReady: () => Promise<boolean>;
  /** Where bulk work is stored, and why it cannot be, if so. */
  readonly store: () => Promise<{ readonly kind: StoreKind; readonly why: string | null }>;
  /** Whether the database by which replicas share their permits answers, within half a second or so; null where they share none. */
  readonly ledgerAnswers: () => Promise<boolean | null>;
  /** Whether the published keys of tokens could be fetched last time; null where none are published. */
  readonly keysAnswer: () => boolean | null;
}

const BREAKER_STATES = ["closed", "half-open", "open"] as const;

/** Gauges that are read when they are asked for. */
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
          for (const one of BREAKER_STATES) this.set({ vendor, state: one }, one === breaker ? 1 : 0);
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
      help: "1 for each code by which a vendor refuses this server's credentials, by the last answers. Absent when there is none.",
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
      help: "Calls that wait for their turn. Each budget is one limit of a vendor's: ClassIn as a whole, each command of Tencent IM.",
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
      help: "1 while the store of bulk work can be used, as far as is known.",
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
      help: "1 while the database answers by which replicas share their permits. Absent where they share none.",
      // A label makes it absent until it is set; without one it would be 0 where there is no database.
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
      help: "1 while the keys of callers' tokens could be fetched last time. Absent where none are published.",
      labelNames: ["keys"] as const,
      registers,
      collect() {
        const answer = state.keysAnswer();
        if (answer !== null) this.set({ keys: "jwks" }, answer ? 1 : 0);
      },
    }),
  );
}
