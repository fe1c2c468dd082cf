import { z } from "zod";
import type { StoreSettings } from "../school/settings.js";
import { Secret } from "../telemetry/secret.js";
import { wholeNumber } from "./fields.js";

/** What the driver knows; any other word would be taken for one of them. */
const SSL_MODES = ["disable", "prefer", "require", "verify-ca", "verify-full", "no-verify"];
const hasKnownSslMode = ({ searchParams }: URL): boolean =>
  SSL_MODES.includes(searchParams.get("sslmode") ?? "disable");

export const STORE_VARIABLES = {
  DATABASE_URL: z
    .string()
    .refine(
      (text) => URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol),
      "must be a postgres:// URL, with the odd characters of its password written as %XX",
    )
    .refine(
      (text) => !URL.canParse(text) || hasKnownSslMode(new URL(text)),
      `has an unknown sslmode: it must be one of ${SSL_MODES.join(", ")}`,
    )
    .transform((url) => new Secret(url))
    .optional()
    .describe(
      "PostgreSQL, where replicas share one budget of calls and bulk operations. None: this process has it all.",
    ),
  DATA_DIR: z
    .string()
    .default(".data")
    .describe(
      "Folder of the embedded database, which keeps bulk operations where there is no `DATABASE_URL`. For one process.",
    ),
  RETENTION_DAYS: wholeNumber(1, 3650, 90).describe(
    "Days for which bulk operations that ended, and the history of syncs, are kept.",
  ),
  REPLICAS: wholeNumber(1, 100, 1).describe(
    "The most replicas that ever run at once, those of a rolling update included. While the database is away, each calls the vendors at an even part of a fifth of the rates.",
  ),
};

export const storeSettings = (env: z.output<z.ZodObject<typeof STORE_VARIABLES>>): StoreSettings => ({
  databaseUrl: env.DATABASE_URL,
  folder: env.DATA_DIR,
  retentionDays: env.RETENTION_DAYS,
  replicas: env.REPLICAS,
});
