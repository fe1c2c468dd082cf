import { execFile } from "node:child_process";
import { cp } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const BUILT = new URL(".built/bench/", import.meta.url);

/** Compiles the servers, because they are measured as in production, not through a loader that compiles at start. */
export async function build(): Promise<void> {
  const tsc = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));
  const project = fileURLToPath(new URL("tsconfig.json", import.meta.url));
  await promisify(execFile)(process.execPath, [tsc, "--project", project]);
  const migrations = "src/store/migrations/";
  await cp(new URL(`../${migrations}`, import.meta.url), new URL(`../${migrations}`, BUILT), {
    recursive: true,
  });
}

/** The path of this folder's script after the build. */
export const builtScript = (name: string): string => fileURLToPath(new URL(`${name}.js`, BUILT));
