import { chmod, lstat, readdir } from "node:fs/promises";
import { join } from "node:path";

/** Name cards of minors lie in these files. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;
const OTHERS = 0o077;

/** From now on, whatever this process and its children make is for its user alone. Called before anything is stored. */
export function keepFilesPrivate(): void {
  process.umask(OTHERS);
}

/** Takes from others what they may do with a folder and all that is in it, as an earlier version may have left it. Links are not followed. */
export async function makePrivate(path: string): Promise<void> {
  const found = await lstat(path);
  if (found.isSymbolicLink()) return;
  const isFolder = found.isDirectory();
  if ((found.mode & OTHERS) !== 0) await chmod(path, isFolder ? FOLDER_MODE : FILE_MODE);
  if (!isFolder) return;
  for (const name of await readdir(path)) await makePrivate(join(path, name));
}
