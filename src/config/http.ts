import { isIP } from "node:net";
import { z } from "zod";
import { port, wholeNumber } from "./fields.js";

export const HTTP_VARIABLES = {
  NODE_ENV: z
    .enum(["production", "development", "test"])
    .default("production")
    .describe("`development` opens Apollo Sandbox at `/` and introspection."),
  HOST: z
    .string()
    .refine((host) => host === "localhost" || isIP(host) !== 0, "must be an IP address, or localhost")
    .default("127.0.0.1")
    .describe("Address to listen on; `0.0.0.0` or `::` for all. Loopback only where access control is off."),
  PORT: port(4001).describe("Port of the GraphQL endpoint."),
  MAX_CONNECTIONS: wholeNumber(10, 100_000, 2_000).describe(
    "Most open connections to the GraphQL port; more are closed at once. Each subscription by server-sent events keeps one.",
  ),
};

/** Where GraphQL is served. */
export interface HttpSettings {
  readonly host: string;
  readonly port: number;
  readonly maxConnections: number;
}

export const httpSettings = (env: z.output<z.ZodObject<typeof HTTP_VARIABLES>>): HttpSettings => ({
  host: env.HOST,
  port: env.PORT,
  maxConnections: env.MAX_CONNECTIONS,
});
