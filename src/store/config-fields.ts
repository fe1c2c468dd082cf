import { z } from "zod";

/** What the driver knows; any other word would be taken for one of them. */
const SSL_MODES = ["disable", "prefer", "require", "verify-ca", "verify-full", "no-verify"];
const hasKnownSslMode = ({ searchParams }: URL): boolean =>
  SSL_MODES.includes(searchParams.get("sslmode") ?? "disable");
/** PostgreSQL's address, with the password in it. */
export const databaseUrl = () =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol),
      "must be a postgres:// URL, with the odd characters of its password written as %XX",
    )
    .refine(
      (text) => !URL.canParse(text) || hasKnownSslMode(new URL(text)),
      `has an unknown sslmode: it must be one of ${SSL_MODES.join(", ")}`,
    );

/** Where operations are kept without a `DATABASE_URL`, and for how long. */
export const storeFields = {
  DATA_DIR: z
    .string()
    .default(".data")
    .describe(
      "Folder of the embedded database, which keeps bulk operations where there is no `DATABASE_URL`. For one process.",
    ),
  RETENTION_DAYS: z.coerce
    .number("must be a number")
    .int("must be whole")
    .min(1)
    .max(3650)
    .default(90)
    .describe("Days for which bulk operations that ended, and the history of syncs, are kept."),
};
