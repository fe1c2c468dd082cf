import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "vitest";

const RULES = "ops/prometheus/alerts.yaml";

/** Runs promtool from Debian's package `prometheus`. Fails if it is missing. */
function promtool(...args: string[]): Promise<{ exitCode: number; printed: string }> {
  return new Promise((done, fail) => {
    const child = execFile("promtool", args, { cwd: dirname(RULES) }, (error, stdout, stderr) => {
      if (error !== null && "code" in error && error.code === "ENOENT")
        fail(new Error("promtool is not installed. Install it: apt-get install prometheus."));
      else done({ exitCode: child.exitCode ?? -1, printed: stdout + stderr });
    });
  });
}

test("the alert rules are valid, and Prometheus' configuration finds them", async () => {
  const { exitCode, printed } = await promtool("check", "config", "prometheus.yaml");
  expect(printed).toMatch(/alerts\.yaml\s+SUCCESS: \d+ rules found/);
  expect(exitCode).toBe(0);
});

test("each alert fires for its problem, and none fires otherwise", async () => {
  const { exitCode, printed } = await promtool("test", "rules", "alerts.test.yaml");
  expect(printed).toMatch(/SUCCESS/);
  expect(exitCode).toBe(0);
});

test("the rules' own tests fail if a rule is made too weak", async () => {
  const folder = await mkdtemp(join(tmpdir(), "class-groups-rules-"));
  try {
    const weakened = (await readFile(RULES, "utf8")).replace("locked_out) > 0", "locked_out) > 1");
    await writeFile(join(folder, "alerts.yaml"), weakened);
    await writeFile(
      join(folder, "alerts.test.yaml"),
      await readFile("ops/prometheus/alerts.test.yaml", "utf8"),
    );
    const { exitCode, printed } = await promtool("test", "rules", resolve(folder, "alerts.test.yaml"));
    expect(printed).toContain("ClassGroupsLockedOut");
    expect(exitCode).not.toBe(0);
  } finally {
    await rm(folder, { recursive: true });
  }
});
