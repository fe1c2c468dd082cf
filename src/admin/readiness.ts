import type { Vendor } from "../vendor/failure.js";
import type { VendorHealth } from "../vendor/health.js";
import { rowOf } from "../vendor-codes.js";

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
  /** Whether the database answers, in bounded time; null where none is configured. */
  readonly storeAnswers: () => Promise<boolean | null>;
}

/** Whether requests should be sent to this server, and what is wrong if anything is. */
export async function readinessOf(deps: ReadinessDeps, draining: boolean): Promise<Readiness> {
  const checks = [
    intake(draining),
    configuration(deps.misconfigured()),
    ...store(await deps.storeAnswers()),
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

/** Replicas share their budgets by the database; without it each keeps to its share, so requests are still answered. */
function store(answers: boolean | null): Check[] {
  if (answers === null) return [];
  if (answers) return [{ name: "store", status: "ok" }];
  const why = "the database does not answer: vendors are called at this replica's share of their limits";
  return [{ name: "store", status: "degraded", why }];
}

function vendor({ vendor: name, breaker, lockedOutBy }: VendorHealth): Check {
  if (lockedOutBy !== null) {
    const why = `locked out by code ${lockedOutBy}: nothing is sent until the credentials are mended`;
    return { name, status: "failed", why };
  }
  if (breaker === "closed") return { name, status: "ok" };
  return { name, status: "degraded", why: `its breaker is ${breaker}: calls failed again and again` };
}
