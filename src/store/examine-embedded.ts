import { randomUUID } from "node:crypto";
import { rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { failed, ok, type Result } from "../result.js";
import { embeddedExists, withEmbedded } from "./embedded.js";
import { examineMigrations } from "./examine-migrations.js";
import { otherHolder } from "./folder-lock.js";
import { notWritable, problemWithFolder, type StoreProblem } from "./folder-trouble.js";
import { migrationState } from "./migrate.js";
import { FILE_MODE } from "./private-files.js";

/**
 * Finds out whether the embedded database can be used: its folder, free space and migrations. Applies no migration and
 * creates no database. A running server may have the folder open; its tables are then not read.
 */
export async function examineEmbedded(folder: string): Promise<Result<string, StoreProblem>> {
  const problem = (await problemWithWriting(folder)) ?? (await problemWithFolder(folder));
  if (problem !== null) return failed(problem);
  const holder = await otherHolder(folder);
  if (holder !== null)
    return ok(`Process ${holder.pid} on ${holder.host} uses the folder ${folder}. Its tables were not read.`);
  if (!embeddedExists(folder))
    return ok(`The server creates the embedded database in ${folder} when it needs it.`);
  return withEmbedded(folder, async (database) =>
    examineMigrations(await migrationState((text) => database.query(text))),
  );
}

/** Permissions do not tell everything, so a file is written and removed. A folder that is missing is not made. */
async function problemWithWriting(folder: string): Promise<StoreProblem | null> {
  if ((await stat(folder).catch(() => null))?.isDirectory() !== true) return null;
  const file = join(folder, `.writable-${randomUUID()}`);
  try {
    await writeFile(file, "", { flag: "wx", mode: FILE_MODE });
    await rm(file);
    return null;
  } catch (error) {
    return notWritable(folder, error instanceof Error && "code" in error ? String(error.code) : "unknown");
  }
}
