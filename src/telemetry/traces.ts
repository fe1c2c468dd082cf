import {
  type Context,
  createTraceState,
  isSpanContextValid,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import type { CallReport } from "../vendor/call.js";
import { TransientMap } from "../vendor/sharing/transient-map.js";
import { OK, type OperationReport } from "./operation-report.js";

/** The headers of W3C Trace Context, which name the trace of a request. */
export interface TraceHeaders {
  readonly traceparent?: string | undefined;
  readonly tracestate?: string | undefined;
}

export interface Traces {
  /** Starts the span of a request. Call the returned function once, when the request is answered. */
  readonly begin: (requestId: string, headers: TraceHeaders) => (report: OperationReport) => void;
  /** Records a finished call to a vendor. */
  readonly call: (report: CallReport) => void;
}

const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?$/;
/** People read a span's name, so it contains only the first root fields. */
const FIELDS_IN_NAME = 3;
/** No tracing vendor's trace state is longer. The specification allows longer ones to be dropped. */
const LONGEST_TRACE_STATE = 512;
const NOT_RECORDED = () => undefined;

/**
 * Creates one server span for each operation, with one client span below it for each call to a vendor. If requests share a
 * call, the first is its parent and the others are linked to it.
 *
 * Spans are connected by request id, not by async context, so nothing is tracked while tracing is off. If a gateway sends
 * several requests with one id at once, they belong to one trace, and their calls belong to the latest.
 */
export function createTraces(tracer: Tracer): Traces {
  const running = new TransientMap<string, Span>();
  return {
    begin(requestId, headers) {
      const span = tracer.startSpan("graphql", { kind: SpanKind.SERVER }, parentOf(headers));
      if (!span.isRecording()) return NOT_RECORDED;
      running.set(requestId, span);
      return (report) => {
        if (running.get(requestId) === span) running.delete(requestId);
        describe(span, report);
        span.end();
      };
    },
    call(report) {
      const [parentSpan, ...others] =
        running.size === 0 ? [] : (report.requestId ?? "").split(",").flatMap((id) => running.get(id) ?? []);
      const parent = parentSpan === undefined ? ROOT_CONTEXT : trace.setSpan(ROOT_CONTEXT, parentSpan);
      const endedAt = Date.now();
      const startedAt = endedAt - report.tookMs;
      const span = tracer.startSpan(
        `${report.vendor} ${report.operation}`,
        {
          kind: SpanKind.CLIENT,
          startTime: startedAt,
          links: others.map((other) => ({ context: other.spanContext() })),
        },
        parent,
      );
      if (!span.isRecording()) return;
      span.setAttributes(attributesOf(report));
      for (const [index, atMs] of report.attemptsAtMs.entries())
        span.addEvent("attempt", { number: index + 1 }, startedAt + atMs);
      if (!report.succeeded) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end(endedAt);
    },
  };
}

function describe(span: Span, { requestId, type, outcomes, errors }: OperationReport): void {
  const fields = [...new Set(outcomes.map(({ field }) => field))];
  const shown = fields.slice(0, FIELDS_IN_NAME).join(" ");
  span.updateName(
    type === null ? "graphql" : `${type} ${shown}${fields.length > FIELDS_IN_NAME ? " …" : ""}`,
  );
  span.setAttributes({
    "class_groups.request_id": requestId,
    "class_groups.fields": fields,
    "class_groups.outcomes": [...new Set(outcomes.map(({ outcome }) => outcome))],
    ...(type !== null && { "graphql.operation.type": type }),
  });
  if (errors.length > 0 || outcomes.some(({ outcome }) => outcome !== OK))
    span.setStatus({ code: SpanStatusCode.ERROR });
}

/** Contains no URL, body or address: a signed URL is a secret, and the vendor's name says where a call goes. */
const attributesOf = (report: CallReport) => ({
  "class_groups.vendor": report.vendor,
  "class_groups.operation": report.operation,
  "class_groups.outcome": report.outcome,
  "class_groups.lane": report.lane,
  "class_groups.attempts": report.attempts,
  "class_groups.waited_ms": report.waitedMs,
  ...(report.code !== null && { "class_groups.code": report.code }),
  ...(report.why !== null && { "class_groups.why": report.why }),
});

/** If the header does not follow W3C Trace Context, the request starts a new trace. */
function parentOf({ traceparent = "", tracestate = "" }: TraceHeaders): Context {
  if (traceparent === "") return ROOT_CONTEXT;
  const [, traceId = "", spanId = "", flags = ""] = TRACEPARENT.exec(traceparent) ?? [];
  const parent: SpanContext = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
  if (!isSpanContextValid(parent)) return ROOT_CONTEXT;
  const state =
    tracestate === "" || tracestate.length > LONGEST_TRACE_STATE
      ? {}
      : { traceState: createTraceState(tracestate) };
  return trace.setSpanContext(ROOT_CONTEXT, { ...parent, ...state });
}
