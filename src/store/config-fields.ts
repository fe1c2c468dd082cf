import { z } from "zod";

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
