import { type Dirent, lstatSync, readdirSync } from "node:fs";
import { chmod, lstat, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { studentAccount } from "../../src/simulator/names.js";
import { startSimulator } from "../../src/simulator/simulator.js";
import { BulkServer, environmentFor } from "../support/bulk-server.js";
import { storeFolder } from "../support/store.js";

const school = aSchool({ groups: [aGroup({ id: "group-1", members: 20 })] });

/** Runs a bulk operation on a server with this umask. Returns the wrong modes during the run and after it. */
async function modesUnder(umask: number, folder: string): Promise<{ running: string[]; ended: string[] }> {
  const simulator = await startSimulator({ school });
  const before = process.umask(umask);
  const server = new BulkServer(environmentFor(simulator, { DATA_DIR: folder }));
  process.umask(before);
  try {
    const updates = Array.from({ length: 10 }, (_, index) => ({
      groupId: "group-1",
      userId: studentAccount(index + 1),
      nameCard: `Card ${index}`,
    }));
    const id = await server.accept({ updates, idempotencyKey: `umask ${umask}` });
    await server.end(id, 120_000);
    const running = wrongModes(folder);
    await server.kill("SIGTERM");
    return { running, ended: wrongModes(folder) };
  } finally {
    await server.kill();
    await simulator.close();
  }
}

/** The files whose mode is not 0600 and the folders whose mode is not 0700, including the folder itself. */
function wrongModes(folder: string): string[] {
  const modeOf = (path: string) => lstatSync(path).mode & 0o777;
  const found = readdirSync(folder, { recursive: true, withFileTypes: true });
  const wrong = (path: string, entry: Pick<Dirent, "isDirectory" | "isSymbolicLink">) => {
    if (entry.isSymbolicLink()) return [];
    const mode = modeOf(path);
    return mode === (entry.isDirectory() ? 0o700 : 0o600) ? [] : [`${path} ${mode.toString(8)}`];
  };
  expect(found.length).toBeGreaterThan(100);
  return [
    ...wrong(folder, lstatSync(folder)),
    ...found.flatMap((entry) => wrong(join(entry.parentPath, entry.name), entry)),
  ];
}

/** Makes everything readable and writable for all, as an earlier version did. */
async function makePublic(folder: string): Promise<void> {
  await chmod(folder, 0o777);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    await chmod(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o777 : 0o666);
}

test.for(["000", "022"])("only its own user can read a new store, under umask %s", async (umask) => {
  const parent = await mkdtemp(join(tmpdir(), "class-groups-private-"));
  try {
    expect(await modesUnder(Number.parseInt(umask, 8), join(parent, "data", "store"))).toEqual({
      running: [],
      ended: [],
    });
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
});

test("a store that others could read becomes private, and the target of a link is not changed", async () => {
  await using folder = await storeFolder();
  await using otherFolder = await storeFolder();
  await makePublic(folder.path);
  const foreign = join(otherFolder.path, "foreign.txt");
  await writeFile(foreign, "not the store's");
  await chmod(foreign, 0o644);
  await symlink(foreign, join(folder.path, "pg", "link"));

  expect(await modesUnder(0o022, folder.path)).toEqual({ running: [], ended: [] });
  expect((await lstat(foreign)).mode & 0o777).toBe(0o644);
});

test("a shared folder keeps its mode; the store in it is private", async () => {
  await using folder = await storeFolder();
  await makePublic(folder.path);
  await mkdir(join(folder.path, "of-others"));
  await chmod(join(folder.path, "of-others"), 0o755);

  const { ended } = await modesUnder(0o022, folder.path);
  expect(ended).toEqual([`${folder.path} 777`, `${join(folder.path, "of-others")} 755`]);
});
