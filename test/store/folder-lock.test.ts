import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockFolder } from "../../src/store/folder-lock.js";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "class-groups-lock-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const lockAs = (holder: object) =>
  writeFile(
    join(folder, "lock"),
    JSON.stringify({ host: hostname(), startedAt: null, token: "x", ...holder }),
  );

test("a folder in use is refused with what to do", async () => {
  const unlock = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toThrow(/in use by process \d+ on .*DATA_DIR.*DATABASE_URL/);
  await unlock();
  await (
    await lockFolder(folder)
  )();
});

test("a live process keeps the folder", async () => {
  const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  await once(other, "spawn");
  // Without /proc there is no start time to compare.
  const stat = await readFile(`/proc/${other.pid}/stat`, "utf8").catch(() => null);
  const startedAt = stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  await lockAs({ pid: other.pid, startedAt });
  await expect(lockFolder(folder)).rejects.toThrow(`in use by process ${other.pid}`);
  other.kill("SIGKILL");
  await once(other, "exit");
  await (
    await lockFolder(folder)
  )();
});

test("the lock of an ended process is taken over, also if another process has its id now", async () => {
  const dead = [{ pid: 4_000_000 }, { pid: process.ppid, startedAt: "1" }, { pid: process.pid }];
  for (const holder of dead) {
    await lockAs(holder);
    const unlock = await lockFolder(folder);
    expect(JSON.parse(await readFile(join(folder, "lock"), "utf8"))).toMatchObject({ pid: process.pid });
    await unlock();
  }
  await writeFile(join(folder, "lock"), "half a lo");
  await (
    await lockFolder(folder)
  )();
});

test("a holder on another machine keeps the folder while it refreshes its lock", async () => {
  await lockAs({ pid: 1, host: "elsewhere" });
  await expect(lockFolder(folder)).rejects.toThrow("on elsewhere");
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(join(folder, "lock"), longAgo, longAgo);
  await (
    await lockFolder(folder)
  )();
});

test("if many processes find a dead lock at once, one gets the folder", async () => {
  await lockAs({ pid: 4_000_000 });
  const all = await Promise.allSettled(Array.from({ length: 10 }, () => lockFolder(folder)));
  const holders = all.filter(({ status }) => status === "fulfilled");
  expect(holders).toHaveLength(1);
  for (const one of all) if (one.status === "fulfilled") await one.value();
});
