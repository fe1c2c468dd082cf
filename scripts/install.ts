import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";

/** Installs the packages of a folder that has its own package.json, unless they are there and newer than its lock file. */
export function installPackages(folder: string): void {
  const installed = join(folder, "node_modules", ".package-lock.json");
  const lock = join(folder, "package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  process.stderr.write(`Installing the packages of ${folder} ...\n`);
  const { status } = spawnSync("npm", ["ci", "--prefix", folder], { stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) throw new Error(`npm ci --prefix ${folder} failed. Its message is above.`);
}
