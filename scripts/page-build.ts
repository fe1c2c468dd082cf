import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runStep } from "./run-step.js";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
export const PAGE_FOLDER = join(ROOT, "web/dist");
/** Says what the page was built from. The name begins with a dot, so no web server shows it. */
const STAMP = join(PAGE_FOLDER, ".built-from");

/** What the page is made of. It shares the rules for input and for CSV files with the server and the command line. */
const SOURCES = [
  "web/index.html",
  "web/vite.config.ts",
  "web/public",
  "web/operations/generated",
  "web/src",
  "schema/possible-types.json",
  "src/input",
  "src/result.ts",
  "sheets",
  "package-lock.json",
];

/** Builds the roster page, unless nothing has changed since it was built. Takes about two seconds. */
export async function buildPage(): Promise<void> {
  const sources = hashOf(SOURCES);
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === sources) return;
  const vite = join(ROOT, "node_modules/vite/bin/vite.js");
  // In a process of its own: in the tests', NODE_ENV would ask for React's code for development.
  const env = { NODE_ENV: "production" };
  const code = await runStep(process.execPath, [vite, "build", join(ROOT, "web"), "--logLevel=warn"], env);
  if (code !== 0) throw new Error("The roster page could not be built. The reason is above.");
  writeFileSync(STAMP, sources);
}

function hashOf(paths: readonly string[]): string {
  const hash = createHash("sha256");
  for (const path of paths.flatMap(filesIn)) hash.update(`${path}\0`).update(readFileSync(join(ROOT, path)));
  return hash.digest("hex");
}

function filesIn(path: string): string[] {
  const full = join(ROOT, path);
  if (statSync(full).isFile()) return [path];
  const entries = readdirSync(full, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length))
    .toSorted();
}
