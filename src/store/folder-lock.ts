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
  /** When the process started, as the system counts it; process ids are used again. */
  startedAt: z.string().nullable(),
  token: z.string(),
});
type Holder = z.output<typeof Holder>;

const BEAT_MS = 2_000;
/** A holder on another machine, or in another container, cannot be asked whether it lives: its file is touched while it does. */
const SILENT_AFTER_MS = 10_000;

const LOCK = "lock";

/** Whether a file in a folder is its lock, or one that is on the way to become it. */
export const isLockFile = (name: string): boolean => name === LOCK || name.startsWith(`${LOCK}.`);

/** Makes this process the only one that uses a folder. Resolves to what gives it up again. */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, LOCK);
  const own: Holder = {
    pid: process.pid,
    host: hostname(),
    startedAt: startOf(process.pid),
    token: randomUUID(),
  };
  const text = JSON.stringify(own);
  while (!(await createWhole(path, text))) {
    const holder = await read(path);
    if (holder !== null && (await lives(holder, path))) throw new StoreUnavailable(inUse(folder, holder));
    await takeAway(path, holder);
  }
  held.add(own.token);
  const beat = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => undefined), BEAT_MS);
  beat.unref();
  const onExit = () => unlinkSync(path);
  process.once("exit", onExit);
  return async () => {
    clearInterval(beat);
    process.off("exit", onExit);
    held.delete(own.token);
    await rm(path, { force: true });
  };
}

/** Says which other process uses a folder; null where none does. */
export async function holderOf(folder: string): Promise<string | null> {
  const path = join(folder, LOCK);
  const holder = await read(path);
  if (holder === null || held.has(holder.token)) return null;
  return (await lives(holder, path)) ? inUse(folder, holder) : null;
}

const inUse = (folder: string, { pid, host }: Holder): string =>
  `The folder ${folder} is in use by process ${pid} on ${host}, and an embedded database serves one process. ` +
  "Stop that process, choose another DATA_DIR, or give both a DATABASE_URL.";

/** Locks of this process: one of its id that is not among them is left from a process before. */
const held = new Set<string>();

/** Fails where the file is there; who reads it finds all of it. */
async function createWhole(path: string, text: string): Promise<boolean> {
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

async function lives(holder: Holder, path: string): Promise<boolean> {
  if (holder.host !== hostname()) {
    const touched = await stat(path).catch(() => null);
    return touched !== null && Date.now() - touched.mtimeMs < SILENT_AFTER_MS;
  }
  if (holder.pid === process.pid) return held.has(holder.token);
  if (!isRunning(holder.pid)) return false;
  return holder.startedAt === startOf(holder.pid);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Only what was found dead: another process may have put its own there meanwhile, and gets it back. */
async function takeAway(path: string, dead: Holder | null): Promise<void> {
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

/** Linux tells it in the 22nd field, behind the name, which may hold anything. Null where there is no such file. */
function startOf(pid: number): string | null {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, "utf8");
    return line.slice(line.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    return null;
  }
}
