import { collectDefaultMetrics, Registry } from "prom-client";
import type { CallReport } from "../vendor/call.js";
import type { RelayObserver } from "../webhooks/relay/model.js";
import { type BulkMetrics, bulkMetrics } from "./bulk-metrics.js";
import { type CallObserver, callMetrics } from "./call-metrics.js";
import { Definitions } from "./define.js";
import { type NameMetrics, nameMetrics } from "./name-metrics.js";
import { operationMetrics } from "./operation-metrics.js";
import type { OperationReport } from "./operation-report.js";
import { relayMetrics } from "./relay-metrics.js";
import { type State, stateMetrics } from "./state-metrics.js";
import { type WebhookMetrics, webhookMetrics } from "./webhook-metrics.js";

/** The metrics of one server, in the text format of Prometheus. */
export interface Metrics {
  readonly contentType: string;
  readonly operation: (report: OperationReport) => void;
  readonly calls: CallObserver;
  readonly bulk: BulkMetrics;
  readonly webhooks: WebhookMetrics;
  readonly relay: RelayObserver;
  readonly names: NameMetrics;
  /** Counts every HTTP answer. `/graphql` also answers 200 to operations that failed. */
  readonly httpAnswer: (status: number) => void;
  /** Counts a connection to the GraphQL port that was refused because of the limit. */
  readonly connectionRefused: () => void;
  /** Adds this state to the text. Call it once. */
  readonly registerState: (state: State) => void;
  readonly text: () => Promise<string>;
}

/** Memory, processor and event loop belong to the process, so all servers in it share one registry. */
let ofProcess: Registry | undefined;

function processRegistry(): Registry {
  if (ofProcess !== undefined) return ofProcess;
  ofProcess = new Registry();
  collectDefaultMetrics({ register: ofProcess });
  return ofProcess;
}

export function createMetrics(options: {
  version: string;
  codeLabel: (report: CallReport) => string;
}): Metrics {
  const registry = new Registry();
  const define = new Definitions(registry);
  const process = processRegistry();
  define.gauge("class_groups_build_info", "Always 1. The label contains the version.", ["version"], (gauge) =>
    gauge.set({ version: options.version }, 1),
  );
  const http = define.counter(
    "class_groups_http_answers_total",
    "Answers on the GraphQL port, by HTTP status.",
    ["status"],
  );
  const refused = define.counter(
    "class_groups_http_connections_refused_total",
    "Connections to the GraphQL port that were closed because MAX_CONNECTIONS were open.",
    [],
  );
  return {
    contentType: registry.contentType,
    operation: operationMetrics(registry),
    calls: callMetrics(registry, options.codeLabel),
    bulk: bulkMetrics(registry),
    webhooks: webhookMetrics(registry),
    relay: relayMetrics(registry),
    names: nameMetrics(registry),
    httpAnswer: (status) => http.inc({ status }),
    connectionRefused: () => refused.inc(),
    registerState: (state) => stateMetrics(registry, state),
    text: async () => `${await registry.metrics()}\n${await process.metrics()}`,
  };
}
