import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const FOLDER = fileURLToPath(new URL(".", import.meta.url));

/** The path of a program that `npm run suite tools` installs. */
export function toolPath(name: string): string {
  const path = `${FOLDER}node_modules/${name}`;
  if (!existsSync(path))
    throw new Error(`${name} is not installed. Run "npm run suite tools", which installs it.`);
  return path;
}

/** Runs a program and returns its output. A failure throws an error that contains the output. */
export async function runTool(name: string, args: readonly string[], cwd?: string): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(toolPath(name), [...args], {
    ...(cwd !== undefined && { cwd }),
    maxBuffer: 64 * 1024 * 1024,
    // Disables the tools' telemetry.
    env: {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      DISABLE_UPDATE_CHECK: "true",
      DO_NOT_TRACK: "1",
    },
  });
  return stdout + stderr;
}
