import { rowOf } from "../school/vendor-codes.js";
import type { VendorHealth } from "../vendor/circuit/health.js";
import type { Vendor } from "../vendor/failure.js";
import type { RelayState } from "../webhooks/relay/model.js";

export interface Check {
  readonly name: string;
  /** `degraded`: something does not work, but sending requests elsewhere would not help. */
  readonly status: "ok" | "degraded" | "failed";
  /** What is wrong, for an operator. Contains no configuration values. */
  readonly why?: string;
}

export interface Readiness {
  /** Only `unready` means that no requests should be sent here. */
  readonly status: "ready" | "degraded" | "unready";
  readonly checks: readonly Check[];
}

export interface ReadinessDeps {
  readonly health: () => readonly VendorHealth[];
  /** The vendors' codes for refusals that only an operator can fix, from the last call of each command. */
  readonly misconfigured: () => readonly { readonly vendor: Vendor; readonly code: number | null }[];
  /** Why bulk work cannot be stored now. Null if it can. */
  readonly store: () => Promise<{ readonly why: string | null }>;
  /** Whether the permit database answers, in bounded time. Null if replicas share no database. */
  readonly ledgerAnswers: () => Promise<boolean | null>;
  /** Whether the last fetch of the token keys succeeded. Null if no keys are fetched. */
  readonly keysAnswer: () => boolean | null;
  /** How the targets of relayed webhooks fare. Undefined if nothing is relayed. */
  readonly relays?: (() => readonly RelayState[]) | undefined;
}

/** Whether requests should be sent to this server, and what is wrong if anything is. */
export async function readinessOf(deps: ReadinessDeps, draining: boolean): Promise<Readiness> {
  const [{ why }, ledgerAnswers] = await Promise.all([deps.store(), deps.ledgerAnswers()]);
  const checks = [
    intake(draining),
    configuration(deps.misconfigured()),
    why === null && ledgerAnswers !== false ? healthy("store") : degraded("store", NO_STORE),
    ...optionalCheck("permits", ledgerAnswers, NO_LEDGER),
    ...optionalCheck("token-keys", deps.keysAnswer(), NO_KEYS),
    ...relay(deps.relays?.() ?? []),
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

/** Reports the settings that a vendor refuses. All other mistakes in the configuration stop the server at its start. */
function configuration(refused: ReturnType<ReadinessDeps["misconfigured"]>): Check {
  if (refused.length === 0) return { name: "configuration", status: "ok" };
  const causes = refused.map(({ vendor, code }) => {
    const { meaning, operator } = rowOf(vendor, code);
    return `${vendor} answers ${code}. ${meaning} ${operator}`;
  });
  return { name: "configuration", status: "degraded", why: causes.join(" ") };
}

const healthy = (name: string): Check => ({ name, status: "ok" });
const degraded = (name: string, why: string): Check => ({ name, status: "degraded", why });
const optionalCheck = (name: string, answers: boolean | null, why: string): Check[] =>
  answers === null ? [] : [answers ? healthy(name) : degraded(name, why)];

/** Paths and addresses are only in the log. */
const NO_STORE =
  "the store is unavailable, so bulk work and the history of syncs wait; a warning in the log says why";
const NO_LEDGER =
  "the database does not answer, so this replica calls vendors only at its share of their limits";
const NO_KEYS =
  "the token keys could not be fetched, so new keys are not known; an error in the log says why";

/** Shorter failures are common: a target restarts. */
const RELAY_MAY_FAIL_SECONDS = 600;

/** Names targets by their places: hosts are configuration values. */
function relay(states: readonly RelayState[]): Check[] {
  if (states.length === 0) return [];
  const failing = states.filter(({ failingSeconds }) => failingSeconds > RELAY_MAY_FAIL_SECONDS);
  if (failing.length === 0) return [healthy("webhook-relay")];
  const causes = failing.map(
    ({ place, failingSeconds, failure }) =>
      `number ${place} of WEBHOOKS_RELAY_URLS has failed for ${Math.floor(failingSeconds / 60)} minutes (${failure ?? "unknown"}), and its webhooks wait`,
  );
  return [degraded("webhook-relay", causes.join("; "))];
}

function vendor({ vendor: name, breaker, lockedOutBy }: VendorHealth): Check {
  if (lockedOutBy !== null) {
    const why = `locked out by code ${lockedOutBy}: nothing is sent until the credentials are fixed`;
    return { name, status: "failed", why };
  }
  if (breaker === "closed") return { name, status: "ok" };
  return { name, status: "degraded", why: `its breaker is ${breaker}: calls failed repeatedly` };
}
