import { type Tracer, trace } from "@opentelemetry/api";

const NAME = "class-groups";
/** Spans not sent by then are dropped: an unreachable receiver must not delay a stopping server. */
const FLUSH_WITHIN_MS = 2_000;

export interface Tracing {
  readonly tracer: Tracer;
  /** Sends the remaining spans, for at most two seconds. Never rejects. */
  readonly close: () => Promise<void>;
}

/**
 * Sends spans to the OTLP receiver at `endpoint`, as protobuf over HTTP. Without an endpoint nothing is loaded, and spans
 * go to the SDK with which the process was started (`--import`). If there is none, they cost nothing.
 */
export async function startTracing(options: {
  endpoint: string | undefined;
  version: string;
}): Promise<Tracing> {
  if (options.endpoint === undefined) {
    return { tracer: trace.getTracer(NAME, options.version), close: () => Promise.resolve() };
  }
  const [{ BatchSpanProcessor, NodeTracerProvider }, { OTLPTraceExporter }, { resourceFromAttributes }] =
    await Promise.all([
      import("@opentelemetry/sdk-trace-node"),
      import("@opentelemetry/exporter-trace-otlp-proto"),
      import("@opentelemetry/resources"),
    ]);
  const url = `${options.endpoint.replace(/\/+$/, "")}/v1/traces`;
  // Its own provider, not the process's: two servers in one process keep their spans apart.
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ "service.name": NAME, "service.version": options.version }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ url }))],
  });
  return {
    tracer: provider.getTracer(NAME, options.version),
    async close() {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, FLUSH_WITHIN_MS);
      });
      await Promise.race([provider.shutdown().catch(() => undefined), late]);
      clearTimeout(timer);
    },
  };
}
