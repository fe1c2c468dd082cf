import type { AddressInfo } from "node:net";
import { named } from "../process/port.js";
import type { Metrics } from "../telemetry/metrics.js";
import type { State } from "../telemetry/state-metrics.js";
import { readinessOf } from "./readiness.js";
import { createAdminServer } from "./server.js";

export interface AdminSettings {
  readonly host: string;
  readonly port: number;
  /** How long a stopping server still takes requests. */
  readonly drainMs: number;
}

/** The admin port while it listens. */
export interface Admin {
  readonly url: string;
  /** From now on `/ready` says no. */
  drain(): void;
  close(): Promise<void>;
}

/** However often somebody asks, the store and the database are asked once in this time. */
const STORE_ANSWER_HOLDS_MS = 1_000;

/** Serves `/live`, `/ready` and `/metrics`. */
export async function startAdmin(
  settings: Pick<AdminSettings, "host" | "port">,
  deps: { state: Omit<State, "isReady">; metrics: Metrics },
): Promise<Admin> {
  let draining = false;
  const state = {
    ...deps.state,
    store: heldFor(STORE_ANSWER_HOLDS_MS, deps.state.store),
    ledgerAnswers: heldFor(STORE_ANSWER_HOLDS_MS, deps.state.ledgerAnswers),
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

/** Asks once, and gives everybody who asks within this time the same answer. */
function heldFor<T>(ms: number, ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;
  return () => {
    if (answer === undefined || performance.now() - askedAt >= ms) {
      askedAt = performance.now();
      answer = ask();
    }
    return answer;
  };
}
