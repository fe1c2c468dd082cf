import type { StoreSettings } from "../school/settings.js";
import { type CheckResult, fine, problem } from "./finding.js";

/** Whether the store can be reached and written to, and whether its migrations are known. */
export async function checkStore({ databaseUrl, folder }: StoreSettings): Promise<CheckResult> {
  const examined = await (databaseUrl === undefined
    ? (await import("../store/examine-embedded.js")).examineEmbedded(folder)
    : (await import("../store/examine-postgres.js")).examinePostgres(databaseUrl.reveal()));
  return examined.ok ? fine(examined.value) : problem(examined.error.cause, examined.error.remedy);
}
