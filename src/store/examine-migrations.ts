import { failed, ok, type Result } from "../result.js";
import type { StoreProblem } from "./folder-trouble.js";
import type { MigrationState } from "./migrate.js";

/** What the migrations of a database mean for an operator. Null: the database has none yet. */
export function examineMigrations(state: MigrationState | null): Result<string, StoreProblem> {
  if (state === null) return ok("The server creates its tables when it starts.");
  const { applied, missing, changed, unknown } = state;
  if (changed !== null)
    return failed({
      cause: `The migration ${changed} is not the one that was applied to this database.`,
      remedy: "Restore the file of the release, or use another database.",
    });
  if (unknown > 0)
    return ok(
      `${unknown} of its ${applied} migrations are of a newer version, which is fine in a rolling update.`,
    );
  if (missing.length > 0) return ok(`The server applies ${missing.length} more migrations when it starts.`);
  return ok(`All ${applied} migrations are applied.`);
}
