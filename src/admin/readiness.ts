import { rowOf } from "../school/vendor-codes.js";
import type { VendorHealth } from "../vendor/circuit/health.js";
import type { Vendor } from "../vendor/failure.js";

export interface Check {
  readonly name: string;
  /** `degraded`: something does not work, but sending requests elsewhere would not help. */
  readonly status: "ok" | "degraded" | "failed";
  /** What is wrong, for an operator. Holds no value of the configuration. */
  readonly why?: string;
}

export interface Readiness {
  /** Only `unready` means that no requests should be sent here. */
  readonly status: "ready" | "degraded" | "unready";
  readonly checks: readonly Check[];
}

export interface ReadinessDeps {
  readonly health: () => readonly VendorHealth[];
  /** The codes by which a vendor refuses this server's credentials, if its last call was so refused. */
  readonly misconfigured: () => readonly { readonly vendor: Vendor; readonly code: number | null }[];
  /** Why bulk work cannot be stored now; null where it can. */
  readonly store: () => Promise<{ readonly why: string | null }>;
  /** Whether the database of the permits answers, in bounded time; null where replicas share none. */
  readonly ledgerAnswers: () => Promise<boolean | null>;
  /** Whether the published keys of tokens could be fetched last time; null where none are published. */
  readonly keysAnswer: () => boolean | null;
}

/** Whether requests should be sent to this server, and what is wrong if anything is. */
export async function readinessOf(deps: ReadinessDeps, draining: boolean): Promise<Readiness> {
  const [{ why }, ledgerAnswers] = await Promise.all([deps.store(), deps.ledgerAnswers()]);
  const checks = [
    intake(draining),
    configuration(deps.misconfigured()),
    why === null && ledgerAnswers !== false ? well("store") : degraded("store", NO_STORE),
    ...answering("permits", ledgerAnswers, NO_LEDGER),
    ...answering("token-keys", deps.keysAnswer(), NO_KEYS),
    ...deps.health().map(vendor),
  ];
  return { status: worstOf(checks), checks };
}

function worstOf(checks: readonly Check[]): Readiness["status"] {
  if (checks.some(({ status }) => status === "failed")) return "unready";
  return checks.some(({ status }) => status === "degraded") ? "degraded" : "ready";
}

const intake = (draining: boolean): Check =>
  draining
    ? { name: "intake", status: "failed", why: "the server is stopping" }
    : { name: "intake", status: "ok" };

/** What is wrong by itself stops the start; what only a vendor can tell shows when it is called. */
function configuration(refused: ReturnType<ReadinessDeps["misconfigured"]>): Check {
  if (refused.length === 0) return { name: "configuration", status: "ok" };
  const causes = refused.map(({ vendor, code }) => {
    const { meaning, operator } = rowOf(vendor, code);
    return `${vendor} answers ${code}. ${meaning} ${operator}`;
  });
  return { name: "configuration", status: "degraded", why: causes.join(" ") };
}

const well = (name: string): Check => ({ name, status: "ok" });
const degraded = (name: string, why: string): Check => ({ name, status: "degraded", why });
const answering = (name: string, answers: boolean | null, why: string): Check[] =>
  answers === null ? [] : [answers ? well(name) : degraded(name, why)];

/** Paths and addresses stand in the log, not here. */
const NO_STORE =
  "the store cannot be used, so bulk work and the history of syncs wait; a warning in the log says why";
const NO_LEDGER =
  "the database does not answer, so vendors are called at this replica's share of their limits";
const NO_KEYS =
  "the keys of callers' tokens could not be fetched, so new keys are not known; an error in the log says why";

function vendor({ vendor: name, breaker, lockedOutBy }: VendorHealth): Check {
  if (lockedOutBy !== null) {
    const why = `locked out by code ${lockedOutBy}: nothing is sent until the credentials are mended`;
    return { name, status: "failed", why };
  }
  if (breaker === "closed") return { name, status: "ok" };
  return { name, status: "degraded", why: `its breaker is ${breaker}: calls failed again and again` };
}
