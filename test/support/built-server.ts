import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const PGLITE = "node_modules/@electric-sql/pglite";

/** Does what `npm run build` does, into this folder. */
export async function buildServer(folder: string): Promise<void> {
  await promisify(execFile)(process.execPath, ["--import", "tsx", "scripts/build.ts", folder]);
}

/** A folder with only the files that the image has. Outside the project, so that nothing else can be found from there. */
export async function makeImageFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "class-groups-built-"));
  await buildServer(join(folder, "dist"));
  await copyFile("package.json", join(folder, "package.json"));
  await mkdir(join(folder, PGLITE, ".."), { recursive: true });
  await symlink(resolve(PGLITE), join(folder, PGLITE));
  return folder;
}
