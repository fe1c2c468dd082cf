import { constants, type Dirent } from "node:fs";
import { lstat, mkdir, open, readdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { StoreUnavailable } from "./sql.js";

/** The store contains names of minors. No other user of the machine may read it, whatever the umask. */
const FOLDER_MODE = 0o700;
export const FILE_MODE = 0o600;
/** The mode bits that give access to anyone but the owner. */
export const OTHERS = 0o077;

/**
 * Creates a folder and its missing parents. An existing folder keeps its mode. Node's recursive mkdir loops for ever in
 * places such as /proc, and reports the wrong cause on a read-only disk.
 */
export async function makePrivateFolder(path: string): Promise<void> {
  if (await makeOne(path)) return;
  const parent = dirname(path);
  if (parent === path) return;
  await makePrivateFolder(parent);
  if (!(await makeOne(path))) await mkdir(path);
}

/** Returns true if the folder exists now, false if its parent is missing. */
async function makeOne(path: string): Promise<boolean> {
  try {
    await mkdir(path, { mode: FOLDER_MODE });
    return true;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "ENOENT") return false;
    // The error code for an existing folder depends on the file system.
    if ((await stat(path).catch(() => null))?.isDirectory() === true) return true;
    throw error;
  }
}

/** Makes files of an earlier version private. Links are not followed: their targets do not belong to the store. */
export async function takeFromOthers(path: string): Promise<void> {
  const found = await lstat(path);
  if (!found.isDirectory() && !found.isFile()) return;
  if ((found.mode & OTHERS) !== 0) await makePrivate(path);
  if (!found.isDirectory()) return;
  for (const name of await readdir(path)) await takeFromOthers(join(path, name));
}

/** Makes a folder private if it contains only `own` entries. Others may share the folder. */
export async function takeFolderFromOthers(path: string, own: (entry: Dirent) => boolean): Promise<void> {
  const found = await lstat(path);
  if (!found.isDirectory() || (found.mode & OTHERS) === 0) return;
  const entries = await readdir(path, { withFileTypes: true });
  // A mounted volume may belong to another user. Its files are private anyway.
  if (entries.every(own)) await makePrivate(path).catch(() => undefined);
}

async function makePrivate(path: string): Promise<void> {
  try {
    // By descriptor, because the path may be replaced by a link at any time.
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      await file.chmod((await file.stat()).isDirectory() ? FOLDER_MODE : FILE_MODE);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new StoreUnavailable(
      `Other users can read ${path}, and this process may not change that (${String(error)}). ` +
        "Make the server's user the owner of DATA_DIR and all files in it.",
      { cause: error },
    );
  }
}
