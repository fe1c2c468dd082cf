import { randomUUID } from "node:crypto";
import { readFileSync, unlinkSync } from "node:fs";
import { link, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { FILE_MODE } from "./private-files.js";
import { StoreUnavailable } from "./sql.js";

const Holder = z.object({
  pid: z.number(),
  host: z.string(),
  /** The process's start time in the units of the system. Process ids are reused, so an id alone proves nothing. */
  startedAt: z.string().nullable(),
  token: z.string(),
});
type Holder = z.output<typeof Holder>;

const HEARTBEAT_MS = 2_000;
/** A process on another machine or in another container cannot be checked. It touches its lock file while it lives. */
const SILENT_AFTER_MS = 10_000;

const LOCK = "lock";

/** Whether a file is the lock, or a draft of it. */
export const isLockFile = (name: string): boolean => name === LOCK || name.startsWith(`${LOCK}.`);

/** Locks a folder for this process. Resolves to a function that unlocks it. */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, LOCK);
  const own: Holder = {
    pid: process.pid,
    host: hostname(),
    startedAt: startTimeOf(process.pid),
    token: randomUUID(),
  };
  const text = JSON.stringify(own);
  while (!(await createAtomically(path, text))) {
    const holder = await read(path);
    if (holder !== null && (await isAlive(holder, path))) throw new StoreUnavailable(inUse(folder, holder));
    await removeDead(path, holder);
  }
  held.add(own.token);
  const heartbeat = setInterval(
    () => void utimes(path, new Date(), new Date()).catch(() => undefined),
    HEARTBEAT_MS,
  );
  heartbeat.unref();
  const onExit = () => unlinkSync(path);
  process.once("exit", onExit);
  return async () => {
    clearInterval(heartbeat);
    process.off("exit", onExit);
    held.delete(own.token);
    await rm(path, { force: true });
  };
}

/** Describes the other process that uses a folder; null if there is none. */
export async function holderOf(folder: string): Promise<string | null> {
  const holder = await otherHolder(folder);
  return holder === null ? null : inUse(folder, holder);
}

/** The other process that uses a folder; null if there is none. */
export async function otherHolder(folder: string): Promise<Pick<Holder, "pid" | "host"> | null> {
  const path = join(folder, LOCK);
  const holder = await read(path);
  if (holder === null || held.has(holder.token)) return null;
  return (await isAlive(holder, path)) ? holder : null;
}

const inUse = (folder: string, { pid, host }: Pick<Holder, "pid" | "host">): string =>
  `The folder ${folder} is in use by process ${pid} on ${host}, and only one process may use an embedded database. ` +
  "Stop that process, choose another DATA_DIR, or set DATABASE_URL for both.";

/** Tokens of this process's own locks. Any other lock with its process id is left from an earlier process. */
const held = new Set<string>();

/** Creates the file atomically, so no reader sees half of it. Returns false if it exists. */
async function createAtomically(path: string, text: string): Promise<boolean> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, text, { mode: FILE_MODE });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function read(path: string): Promise<Holder | null> {
  try {
    return Holder.parse(JSON.parse(await readFile(path, "utf8")));
  } catch {
    return null;
  }
}

async function isAlive(holder: Holder, path: string): Promise<boolean> {
  if (holder.host !== hostname()) {
    const stats = await stat(path).catch(() => null);
    return stats !== null && Date.now() - stats.mtimeMs < SILENT_AFTER_MS;
  }
  if (holder.pid === process.pid) return held.has(holder.token);
  if (!isRunning(holder.pid)) return false;
  return holder.startedAt === startTimeOf(holder.pid);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Removes a dead lock. If another process has replaced it meanwhile, its lock is put back. */
async function removeDead(path: string, dead: Holder | null): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  const found = await read(aside);
  if (found !== null && found.token !== dead?.token) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

/** Field 22 of /proc/PID/stat on Linux. Fields are counted after the process name, which may contain anything. Null elsewhere. */
function startTimeOf(pid: number): string | null {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, "utf8");
    return line.slice(line.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    return null;
  }
}
