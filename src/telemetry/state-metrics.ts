import type { Registry } from "prom-client";
import type { StoreKind } from "../store/store.js";
import type { VendorHealth } from "../vendor/circuit/health.js";
import type { Vendor } from "../vendor/failure.js";
import type { Lane } from "../vendor/rate-limit/fair-queue.js";
import type { RelayState } from "../webhooks/relay/model.js";
import { Definitions } from "./define.js";

/** The server's state at the moment of reading. */
export interface State {
  readonly health: () => readonly VendorHealth[];
  /** Positive: the vendor's clock is ahead of ours. Null before the first answer. */
  readonly clockSkewMs: (vendor: Vendor) => number | null;
  /** How many calls wait for their turn, for each budget and lane. */
  readonly waiting: () => readonly { readonly budget: string; readonly lane: Lane; readonly calls: number }[];
  /** The permits of each budget: those of calls in flight or within the last second, and how many there are. */
  readonly permits: () => readonly {
    readonly budget: string;
    readonly inUse: number;
    readonly limit: number;
  }[];
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
  /** How the targets of relayed webhooks fare. Undefined if nothing is relayed. */
  readonly relays?: (() => readonly RelayState[]) | undefined;
}

const BREAKER_STATES = ["closed", "half-open", "open"] as const;

/** Gauges that are read when the metrics are requested. */
export function stateMetrics(registry: Registry, state: State): void {
  const define = new Definitions(registry);
  define.gauge(
    "class_groups_vendor_breaker_state",
    "1 for the state that a vendor's breaker is in, 0 for the others.",
    ["vendor", "state"],
    (gauge) => {
      for (const { vendor, breaker } of state.health())
        for (const name of BREAKER_STATES) gauge.set({ vendor, state: name }, name === breaker ? 1 : 0);
    },
  );
  define.gauge(
    "class_groups_vendor_locked_out",
    "1 while a vendor has locked this app out for its signatures, and nothing is sent to it.",
    ["vendor"],
    (gauge) => {
      for (const { vendor, lockedOutBy } of state.health())
        gauge.set({ vendor }, lockedOutBy === null ? 0 : 1);
    },
  );
  define.gauge(
    "class_groups_vendor_misconfigured",
    "1 for each code with which a vendor refuses calls until an operator acts, by the last calls. Absent if there is none.",
    ["vendor", "code"],
    (gauge) => {
      gauge.reset();
      for (const { vendor, code } of state.misconfigured()) gauge.set({ vendor, code: String(code) }, 1);
    },
  );
  define.gauge(
    "class_groups_vendor_clock_skew_seconds",
    "How far a vendor's clock is ahead of this server's, by the dates of its answers. Absent before the first one.",
    ["vendor"],
    (gauge) => {
      for (const { vendor } of state.health()) {
        const skewMs = state.clockSkewMs(vendor);
        if (skewMs !== null) gauge.set({ vendor }, skewMs / 1000);
      }
    },
  );
  define.gauge(
    "class_groups_vendor_pacer_queue",
    "Calls that wait for the rate limit. Each budget is one limit of a vendor: ClassIn as a whole, each command of Tencent IM.",
    ["budget", "lane"],
    (gauge) => {
      for (const { budget, lane, calls } of state.waiting()) gauge.set({ budget, lane }, calls);
    },
  );
  define.gauge(
    "class_groups_vendor_permits_in_use",
    "Permits of calls in flight, or answered within the last second. A budget has as many permits as it allows calls a second.",
    ["budget"],
    (gauge) => {
      for (const { budget, inUse } of state.permits()) gauge.set({ budget }, inUse);
    },
  );
  define.gauge(
    "class_groups_vendor_permits_limit",
    "Permits that this replica may use now. Fewer after the vendor has said that it is called too often.",
    ["budget"],
    (gauge) => {
      for (const { budget, limit } of state.permits()) gauge.set({ budget }, limit);
    },
  );
  define.gauge("class_groups_ready", "1 while /ready answers 200.", [], async (gauge) =>
    gauge.set((await state.isReady()) ? 1 : 0),
  );
  define.gauge(
    "class_groups_store_up",
    "1 while the store of bulk work is available, as far as is known.",
    ["store"],
    async (gauge) => {
      const { kind, why } = await state.store();
      gauge.set({ store: kind }, why === null ? 1 : 0);
    },
  );
  // With a label a gauge is absent until it is set. Without one it would be 0 if there is no database or no keys.
  define.gauge(
    "class_groups_permit_ledger_up",
    "1 while the permit database answers. Absent if replicas share no database.",
    ["ledger"],
    async (gauge) => {
      const answers = await state.ledgerAnswers();
      if (answers !== null) gauge.set({ ledger: "postgresql" }, answers ? 1 : 0);
    },
  );
  define.gauge(
    "class_groups_token_keys_up",
    "1 if the last fetch of the token keys succeeded. Absent if no keys are fetched.",
    ["keys"],
    (gauge) => {
      const answer = state.keysAnswer();
      if (answer !== null) gauge.set({ keys: "jwks" }, answer ? 1 : 0);
    },
  );
  define.gauge(
    "class_groups_webhook_relay_waiting",
    "Webhooks that a relay target has not got yet, counted among the next 10,000. Absent if nothing is relayed.",
    ["target"],
    (gauge) => {
      for (const { name, waiting } of state.relays?.() ?? []) gauge.set({ target: name }, waiting);
    },
  );
  define.gauge(
    "class_groups_webhook_relay_failing_seconds",
    "Time since a relay target failed for the first time after its last success. 0 while it does not fail.",
    ["target"],
    (gauge) => {
      for (const { name, failingSeconds } of state.relays?.() ?? [])
        gauge.set({ target: name }, failingSeconds);
    },
  );
}
