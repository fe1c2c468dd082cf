import { z } from "zod";
import { LOG_LEVELS } from "../telemetry/log.js";
import type { TelemetrySettings } from "../telemetry/start.js";

export const TELEMETRY_VARIABLES = {
  LOG_LEVEL: z
    .enum(LOG_LEVELS)
    .default("info")
    .describe("Lowest level that is logged, as JSON lines on standard output."),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .string()
    .refine(
      (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
      "must be an http:// or https:// URL",
    )
    .optional()
    .describe(
      "Where spans are sent, as protobuf over HTTP; `/v1/traces` is added. Unset: nothing is traced. The exporter also reads the other standard variables, such as `OTEL_EXPORTER_OTLP_HEADERS` and `OTEL_TRACES_SAMPLER`.",
    ),
};

export const telemetrySettings = (
  env: z.output<z.ZodObject<typeof TELEMETRY_VARIABLES>>,
): TelemetrySettings => ({
  logLevel: env.LOG_LEVEL,
  tracesEndpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT,
});
