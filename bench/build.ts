import { execFile } from "node:child_process";
import { cp } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const BUILT = new URL(".built/bench/", import.meta.url);

/**
 * Compiles the servers of a project, because they are measured as in production, not through a loader that compiles at start.
 * The soak has its own project, since the bench's needs packages that may not be installed.
 */
export async function build(project: "tsconfig.json" | "soak/tsconfig.json"): Promise<void> {
  const tsc = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));
  const path = fileURLToPath(new URL(project, import.meta.url));
  await promisify(execFile)(process.execPath, [tsc, "--project", path]);
  const migrations = "src/store/migrations/";
  await cp(new URL(`../${migrations}`, import.meta.url), new URL(`../${migrations}`, BUILT), {
    recursive: true,
  });
}

/** The path of this folder's script after the build. */
export const builtScript = (name: string): string => fileURLToPath(new URL(`${name}.js`, BUILT));
