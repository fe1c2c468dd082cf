import { isIP } from "node:net";
import { z } from "zod";
import type { AdminSettings } from "../admin/start.js";
import { port } from "./fields.js";

export const ADMIN_VARIABLES = {
  ADMIN_HOST: z
    .string()
    .refine((text) => isIP(text) !== 0 || text === "localhost", "must be an IP address, or localhost")
    .default("127.0.0.1")
    .describe(
      "Address of the admin port: `/live`, `/ready`, `/metrics`. No secret stands there, and no access control before it.",
    ),
  ADMIN_PORT: port(4002).describe("Port of `/live`, `/ready` and `/metrics`."),
  // With the 20 s that a request may take, a stop stays under 25 s.
  DRAIN_SECONDS: z.coerce
    .number("must be a number")
    .min(0)
    .max(4, "must be at most 4")
    .default(2)
    .describe(
      "How long a stopping server still takes requests after `/ready` says no, so that whoever sends them notices.",
    ),
};

export const adminSettings = (env: z.output<z.ZodObject<typeof ADMIN_VARIABLES>>): AdminSettings => ({
  host: env.ADMIN_HOST,
  port: env.ADMIN_PORT,
  drainMs: env.DRAIN_SECONDS * 1000,
});
