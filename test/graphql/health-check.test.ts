import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { afterAll, expect, test } from "vitest";
import { startApp } from "../support/app.js";

const app = await startApp();
afterAll(() => app.close());

/** Runs the Dockerfile's health check as a container engine does. */
async function healthCheck(env: Record<string, string>): Promise<number | null> {
  const [, command = "[]"] =
    /^HEALTHCHECK .*\\\n\s+CMD (\[.*\])$/m.exec(await readFile("Dockerfile", "utf8")) ?? [];
  const [program = "", ...args] = JSON.parse(command) as string[];
  expect(program).toBe("node");
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { env }, () => resolve(child.exitCode));
  });
}

test("the image's health check passes while the server runs, and fails without one", async () => {
  expect(await healthCheck({ ADMIN_PORT: new URL(app.adminUrl).port })).toBe(0);
  expect(await healthCheck({ ADMIN_PORT: "9" })).toBe(1);
});
