import { constants, type Dirent } from "node:fs";
import { lstat, mkdir, open, readdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { StoreUnavailable } from "./sql.js";

/** What is stored names minors. No other user of the machine may read it, whatever the umask of this process is. */
const FOLDER_MODE = 0o700;
export const FILE_MODE = 0o600;
/** The bits of a mode that let anybody but the owner in. */
export const OTHERS = 0o077;

/**
 * Makes a folder, and those above it that are missing. One that is there keeps its mode. Node's own way tries for ever
 * where nothing can be made, such as in /proc, and tells the wrong cause on a read-only disk.
 */
export async function makePrivateFolder(path: string): Promise<void> {
  if (await makeOne(path)) return;
  const parent = dirname(path);
  if (parent === path) return;
  await makePrivateFolder(parent);
  if (!(await makeOne(path))) await mkdir(path);
}

/** Whether the folder is there now; not where the one above it is missing. */
async function makeOne(path: string): Promise<boolean> {
  try {
    await mkdir(path, { mode: FOLDER_MODE });
    return true;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "ENOENT") return false;
    // A folder that is there is told by different codes on different disks.
    if ((await stat(path).catch(() => null))?.isDirectory() === true) return true;
    throw error;
  }
}

/** Files as an earlier version left them. A link is not followed: what it leads to is not the store's own. */
export async function takeFromOthers(path: string): Promise<void> {
  const found = await lstat(path);
  if (!found.isDirectory() && !found.isFile()) return;
  if ((found.mode & OTHERS) !== 0) await makePrivate(path);
  if (!found.isDirectory()) return;
  for (const name of await readdir(path)) await takeFromOthers(join(path, name));
}

/** For a folder that may not be the store's alone: it is made private where nothing but `own` is in it. */
export async function takeFolderFromOthers(path: string, own: (entry: Dirent) => boolean): Promise<void> {
  const found = await lstat(path);
  if (!found.isDirectory() || (found.mode & OTHERS) === 0) return;
  const entries = await readdir(path, { withFileTypes: true });
  // A mounted volume may belong to somebody else. What is in it is private all the same.
  if (entries.every(own)) await makePrivate(path).catch(() => undefined);
}

async function makePrivate(path: string): Promise<void> {
  try {
    // By descriptor, since the path may be exchanged for a link meanwhile.
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      await file.chmod((await file.stat()).isDirectory() ? FOLDER_MODE : FILE_MODE);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new StoreUnavailable(
      `${path} can be read by other users, and this process may not change that (${String(error)}). ` +
        "Give DATA_DIR and what is in it to the user that the server runs as.",
      { cause: error },
    );
  }
}
