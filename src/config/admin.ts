import { isIP } from "node:net";
import { z } from "zod";
import type { AdminSettings } from "../admin/start.js";
import { port } from "./fields.js";

export const ADMIN_VARIABLES = {
  ADMIN_HOST: z
    .string()
    .refine((text) => isIP(text) !== 0 || text === "localhost", "must be an IP address or localhost")
    .default("127.0.0.1")
    .describe("Address of the admin port. It has no access control and shows no secrets."),
  ADMIN_PORT: port(4002).describe("Port of `/live`, `/ready` and `/metrics`."),
  // A request may take 20 s, so a stop stays under 25 s.
  DRAIN_SECONDS: z.coerce
    .number("must be a number")
    .min(0)
    .max(4, "must be at most 4")
    .default(2)
    .describe(
      "How long a stopping server still accepts requests after `/ready` answers 503, so that load balancers notice.",
    ),
};

export const adminSettings = (env: z.output<z.ZodObject<typeof ADMIN_VARIABLES>>): AdminSettings => ({
  host: env.ADMIN_HOST,
  port: env.ADMIN_PORT,
  drainMs: env.DRAIN_SECONDS * 1000,
});
