import { z } from "zod";
import type { StoreSettings } from "../school/settings.js";
import { Secret } from "../telemetry/secret.js";
import { wholeNumber } from "./fields.js";

/** The modes that the driver knows. It treats any other word like one of them. */
const SSL_MODES = ["disable", "prefer", "require", "verify-ca", "verify-full", "no-verify"];
const hasKnownSslMode = ({ searchParams }: URL): boolean =>
  SSL_MODES.includes(searchParams.get("sslmode") ?? "disable");

export const STORE_VARIABLES = {
  DATABASE_URL: z
    .string()
    .refine(
      (text) => URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol),
      "must be a postgres:// URL, with special characters in its password written as %XX",
    )
    .refine(
      (text) => !URL.canParse(text) || hasKnownSslMode(new URL(text)),
      `has an unknown sslmode: it must be one of ${SSL_MODES.join(", ")}`,
    )
    .transform((url) => new Secret(url))
    .optional()
    .describe(
      "PostgreSQL, through which replicas share call budgets and bulk operations. Unset: this process shares nothing.",
    ),
  DATA_DIR: z
    .string()
    .default(".data")
    .describe(
      "Folder of the embedded database, which keeps bulk operations if `DATABASE_URL` is unset. For one process only.",
    ),
  RETENTION_DAYS: wholeNumber(1, 3650, 90).describe(
    "How many days finished bulk operations, the history of syncs, webhooks, and courses that have ended are kept.",
  ),
  REPLICAS: wholeNumber(1, 100, 1).describe(
    "Maximum replicas that run at once, including those of a rolling update. While the database is unavailable, each gets an equal part of one fifth of the call rates.",
  ),
};

export const storeSettings = (env: z.output<z.ZodObject<typeof STORE_VARIABLES>>): StoreSettings => ({
  databaseUrl: env.DATABASE_URL,
  folder: env.DATA_DIR,
  retentionDays: env.RETENTION_DAYS,
  replicas: env.REPLICAS,
});
