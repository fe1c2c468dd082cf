import { isIP } from "node:net";
import { z } from "zod";
import { port, wholeNumber } from "./fields.js";

export const HTTP_VARIABLES = {
  NODE_ENV: z
    .enum(["production", "development", "test"])
    .default("production")
    .describe("`development` enables Apollo Sandbox at `/` and introspection."),
  HOST: z
    .string()
    .refine((host) => host === "localhost" || isIP(host) !== 0, "must be an IP address or localhost")
    .default("127.0.0.1")
    .describe("Address to listen on; `0.0.0.0` or `::` for all. Must be loopback if access control is off."),
  PORT: port(4001).describe("Port of the GraphQL endpoint."),
  MAX_CONNECTIONS: wholeNumber(10, 100_000, 2_000).describe(
    "Maximum open connections to the GraphQL port. Further ones are closed at once. Each subscription over server-sent events uses one.",
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
