import { execFile } from "node:child_process";
import { cp } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const BUILT = new URL(".built/bench/", import.meta.url);
const SERVER = new URL(".built/server/", import.meta.url);

/**
 * Compiles the servers of a project, because they are measured as in production, not through a loader that compiles at start.
 * The soak and the stub have projects of their own, since the bench's needs packages that may not be installed.
 */
export async function build(
  project: "tsconfig.json" | "tsconfig.stub.json" | "soak/tsconfig.json",
): Promise<void> {
  const tsc = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));
  const path = fileURLToPath(new URL(project, import.meta.url));
  await promisify(execFile)(process.execPath, [tsc, "--project", path]);
  const migrations = "src/store/migrations/";
  await cp(new URL(`../${migrations}`, import.meta.url), new URL(`../${migrations}`, BUILT), {
    recursive: true,
  });
}

/** The environment in which `npm start` and the image run the built server. */
export const START_ENV = { MALLOC_TRIM_THRESHOLD_: "131072" } as const;

/** Builds the server as `npm run build` does, and returns the path of what `npm start` runs. */
export async function buildServer(): Promise<string> {
  const script = fileURLToPath(new URL("../scripts/build.ts", import.meta.url));
  await promisify(execFile)(process.execPath, ["--import", "tsx", script, fileURLToPath(SERVER)]);
  return fileURLToPath(new URL("main.js", SERVER));
}

/** The path of this folder's script after the build. */
export const builtScript = (name: string): string => fileURLToPath(new URL(`${name}.js`, BUILT));
