import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { constants, setPriority } from "node:os";
import { join } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import { preparedSql } from "./embedded-sql.js";
import { isLockFile, lockFolder } from "./folder-lock.js";
import { migrateEmbedded } from "./migrate.js";
import { makePrivateFolder, takeFolderFromOthers, takeFromOthers } from "./private-files.js";
import { mapStoreErrors, type Store, StoreUnavailable } from "./sql.js";

/** The database's folder. Beside it are the lock and a database that is being created. */
const DATABASE = "pg";
const UNFINISHED = "unfinished";

export const embeddedExists = (folder: string): boolean => existsSync(join(folder, DATABASE, "PG_VERSION"));

/**
 * Opens the embedded database of a folder, and creates it if there is none. Only one process may open it. It survives a
 * crash of this process. It may not survive a crash of the machine, because writes do not wait for the disk.
 */
export async function openEmbedded(folder: string, signal: AbortSignal): Promise<Store> {
  const path = join(folder, DATABASE);
  await makePrivateFolder(folder);
  await takeFolderFromOthers(
    folder,
    ({ name }) => name === DATABASE || name === UNFINISHED || isLockFile(name),
  );
  const unlock = await lockFolder(folder);
  try {
    if (!embeddedExists(folder)) await makeEmbedded(folder, signal);
    await takeFromOthers(path);
    return storeOver(await preparedDatabase(await openFiles(path)), unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** Opens the existing database of a folder without applying migrations, and closes it after `work`. */
export async function withEmbedded<T>(folder: string, work: (database: PGlite) => Promise<T>): Promise<T> {
  const unlock = await lockFolder(folder);
  try {
    const database = await openFiles(join(folder, DATABASE));
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  } finally {
    await unlock();
  }
}

async function openFiles(path: string): Promise<PGlite> {
  const [{ PGlite }, { PrivateNodeFS }] = await Promise.all([
    import("@electric-sql/pglite"),
    import("./private-node-fs.js"),
  ]);
  return PGlite.create({ fs: new PrivateNodeFS(path) });
}

/** Closes a database that cannot be used: it would hold hundreds of megabytes until this process ends. */
async function preparedDatabase(database: PGlite): Promise<PGlite> {
  try {
    await migrateEmbedded(database);
    await database.exec("set plan_cache_mode = force_generic_plan; set standard_conforming_strings = on");
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

function storeOver(database: PGlite, unlock: () => Promise<void>): Store {
  const sqlOver = preparedSql();
  return {
    isShared: false,
    rows: (text, values) => mapStoreErrors(() => sqlOver(database).rows(text, values)),
    transaction: (work) => mapStoreErrors(() => database.transaction((tx) => work(sqlOver(tx)))),
    async close() {
      await database.close();
      await unlock();
    },
  };
}

/** Runs in a child process: creating a database needs 840 MB, which this process would never release. */
const CREATE = `
  const { PGlite } = require(process.argv[1]);
  PGlite.create(process.argv[2]).then((database) => database.close()).catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
`;

/** Creates the database beside its final place and then moves it, so a crash never leaves half of one there. */
export async function makeEmbedded(folder: string, signal: AbortSignal): Promise<void> {
  const unfinished = join(folder, UNFINISHED);
  await rm(unfinished, { recursive: true, force: true });
  await makePrivateFolder(unfinished);
  const pglite = createRequire(import.meta.url).resolve("@electric-sql/pglite");
  const child = spawn(process.execPath, ["-e", CREATE, pglite, unfinished], {
    stdio: ["ignore", "ignore", "pipe"],
    signal,
    killSignal: "SIGKILL",
  });
  if (child.pid !== undefined) lowerPriority(child.pid);
  let errorOutput = "";
  child.stderr.on("data", (text) => (errorOutput += String(text)));
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0)
    throw new StoreUnavailable(`The embedded database could not be created in ${folder}: ${errorOutput}`);
  await takeFromOthers(unfinished);
  await rename(unfinished, join(folder, DATABASE));
}

/** Requests have priority over the child process. */
function lowerPriority(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // The process has ended, or its priority may not be changed. Both are harmless.
  }
}
