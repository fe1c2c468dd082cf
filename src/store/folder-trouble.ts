import { constants } from "node:fs";
import { access, stat, statfs } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { holderOf } from "./folder-lock.js";

/** A new embedded database takes about 40 MiB, and it grows. */
const LEAST_FREE_BYTES = 64 * 1024 * 1024;
const MIB = 1024 * 1024;

/** Why the store cannot be used, and what an operator can do. */
export interface StoreProblem {
  readonly cause: string;
  readonly remedy: string;
}

/** Why a folder cannot hold the embedded database, for an operator; null if no problem is found. Changes nothing. */
export async function troubleWithFolder(folder: string): Promise<string | null> {
  const problem = await problemWithFolder(folder);
  return problem === null ? holderOf(folder) : `${problem.cause} ${problem.remedy}`;
}

/** The same, but another process may use the folder. */
export async function problemWithFolder(folder: string): Promise<StoreProblem | null> {
  const place = await nearestExisting(resolve(folder));
  if (!(await stat(place)).isDirectory())
    return { cause: `${place} is a file, not a folder.`, remedy: "Choose another DATA_DIR." };
  const why = await access(place, constants.W_OK | constants.X_OK).then(
    () => null,
    (error: NodeJS.ErrnoException) => error.code ?? error.message,
  );
  if (why !== null) return notWritable(place, why);
  const { bavail, bsize } = await statfs(place);
  const free = bavail * bsize;
  if (free >= LEAST_FREE_BYTES) return null;
  return {
    cause: `${place} has ${Math.floor(free / MIB)} MiB free and needs ${LEAST_FREE_BYTES / MIB} MiB.`,
    remedy: "Free some space, or choose another DATA_DIR.",
  };
}

/** `code` is Node's, such as EACCES. */
export const notWritable = (place: string, code: string): StoreProblem => ({
  cause:
    code === "EROFS"
      ? `${place} is on a read-only file system (EROFS).`
      : `${place} cannot be written to (${code}).`,
  remedy: "Give this process write access, or choose another DATA_DIR.",
});

/** The folder, or the nearest existing one above it. */
async function nearestExisting(path: string): Promise<string> {
  for (let at = path; ; at = dirname(at)) {
    const found = await stat(at).catch((error: NodeJS.ErrnoException) => error);
    if (!(found instanceof Error) || dirname(at) === at) return at;
    if (found.code !== "ENOENT" && found.code !== "ENOTDIR") return dirname(at);
  }
}
