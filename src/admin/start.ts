import type { AddressInfo } from "node:net";
import { named } from "../process/port.js";
import { cachedFor } from "../telemetry/cached-for.js";
import type { Metrics } from "../telemetry/metrics.js";
import type { State } from "../telemetry/state-metrics.js";
import { readinessOf } from "./readiness.js";
import { createAdminServer } from "./server.js";

export interface AdminSettings {
  readonly host: string;
  readonly port: number;
  /** How long a stopping server still accepts requests. */
  readonly drainMs: number;
}

/** The running admin server. */
export interface Admin {
  readonly url: string;
  /** Makes `/ready` answer 503. */
  drain(): void;
  close(): Promise<void>;
}

/** The store and the database are checked at most once in this time. */
const STORE_CHECK_CACHE_MS = 1_000;

/** Serves `/live`, `/ready` and `/metrics`. */
export async function startAdmin(
  settings: Pick<AdminSettings, "host" | "port">,
  deps: { state: Omit<State, "isReady">; metrics: Metrics },
): Promise<Admin> {
  let draining = false;
  const state = {
    ...deps.state,
    store: cachedFor(STORE_CHECK_CACHE_MS, deps.state.store),
    ledgerAnswers: cachedFor(STORE_CHECK_CACHE_MS, deps.state.ledgerAnswers),
  };
  const readiness = () => readinessOf(state, draining);
  deps.metrics.registerState({ ...state, isReady: async () => (await readiness()).status !== "unready" });

  const server = createAdminServer({ readiness, metrics: deps.metrics });
  await named("ADMIN_PORT", server.listen({ host: settings.host, port: settings.port }));
  const { address, family, port } = server.server.address() as AddressInfo;
  return {
    url: `http://${family === "IPv6" ? `[${address}]` : address}:${port}`,
    drain() {
      draining = true;
    },
    close: () => server.close(),
  };
}
