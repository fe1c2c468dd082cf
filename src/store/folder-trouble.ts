import { constants } from "node:fs";
import { access, stat, statfs } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { holderOf } from "./folder-lock.js";

/** A new embedded database takes about 40 MiB, and it grows. */
const LEAST_FREE_BYTES = 64 * 1024 * 1024;
const MIB = 1024 * 1024;

/** Why a folder cannot hold the embedded database, for an operator; null if no problem is found. Changes nothing. */
export async function troubleWithFolder(folder: string): Promise<string | null> {
  const place = await nearestExisting(resolve(folder));
  if (!(await stat(place)).isDirectory()) return `${place} is a file, not a folder. Choose another DATA_DIR.`;
  const why = await access(place, constants.W_OK | constants.X_OK).then(
    () => null,
    (error: NodeJS.ErrnoException) => error.code ?? error.message,
  );
  if (why !== null)
    return `${place} cannot be written to (${why}). Give this process write access, or choose another DATA_DIR.`;
  const { bavail, bsize } = await statfs(place);
  const free = bavail * bsize;
  if (free < LEAST_FREE_BYTES)
    return `${place} has ${Math.floor(free / MIB)} MiB free and needs ${LEAST_FREE_BYTES / MIB} MiB. Free some space, or choose another DATA_DIR.`;
  return holderOf(folder);
}

/** The folder, or the nearest existing one above it. */
async function nearestExisting(path: string): Promise<string> {
  for (let at = path; ; at = dirname(at)) {
    const found = await stat(at).catch((error: NodeJS.ErrnoException) => error);
    if (!(found instanceof Error) || dirname(at) === at) return at;
    if (found.code !== "ENOENT" && found.code !== "ENOTDIR") return dirname(at);
  }
}
