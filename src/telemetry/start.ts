import { type Misconfiguration, watchMisconfiguration } from "../admin/misconfiguration.js";
import { codeLabel, isMisconfigured } from "../school/vendor-codes.js";
import type { RelayObserver } from "../webhooks/relay/model.js";
import type { CallObserver } from "./call-metrics.js";
import type { Log, LogLevel } from "./log.js";
import { createMetrics, type Metrics } from "./metrics.js";
import type { OperationReport } from "./operation-report.js";
import { createTraces, type Traces } from "./traces.js";
import { startTracing } from "./tracing.js";
import { VERSION } from "./version.js";

export interface TelemetrySettings {
  readonly logLevel: LogLevel;
  /** Where spans are sent. Undefined: nothing is traced. */
  readonly tracesEndpoint: string | undefined;
}

/** Receives the reports of calls and operations. */
export interface Telemetry {
  readonly metrics: Metrics;
  readonly traces: Traces;
  readonly misconfiguration: Misconfiguration;
  readonly calls: CallObserver;
  readonly relay: RelayObserver;
  readonly operation: (report: OperationReport) => void;
  /** Sends the remaining spans, for at most two seconds. */
  readonly close: () => Promise<void>;
}

export async function startTelemetry(
  { tracesEndpoint }: Pick<TelemetrySettings, "tracesEndpoint">,
  log: Log,
): Promise<Telemetry> {
  const tracing = await startTracing({ endpoint: tracesEndpoint, version: VERSION });
  const traces = createTraces(tracing.tracer);
  const metrics = createMetrics({ version: VERSION, codeLabel });
  const misconfiguration = watchMisconfiguration(isMisconfigured);
  return {
    metrics,
    traces,
    misconfiguration,
    calls: {
      call(report) {
        metrics.calls.call(report);
        traces.call(report);
        misconfiguration.observe(report);
      },
      batch: metrics.calls.batch,
      oddity: metrics.calls.oddity,
      keptReads: metrics.calls.keptReads,
    },
    relay: metrics.relay,
    operation(report) {
      log.info(lineOf(report), "operation");
      metrics.operation(report);
    },
    close: tracing.close,
  };
}

const lineOf = ({ requestId, callerId, type, name, outcomes, errors, tookMs }: OperationReport) => ({
  requestId,
  callerId,
  operation: type,
  operationName: name,
  outcomes: textsOf(outcomes),
  errors,
  tookMs,
});

/** Each outcome once. Most operations have one. */
function textsOf(outcomes: OperationReport["outcomes"]): string[] {
  const texts = outcomes.map(({ field, outcome }) => `${field}: ${outcome}`);
  return texts.length === 1 ? texts : [...new Set(texts)];
}
