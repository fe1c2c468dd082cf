import type { Check, CheckResult, Finding } from "./finding.js";
import { problem } from "./finding.js";

/** The longest check asks twice, for five seconds each. */
const LIMIT_MS = 20_000;

/** Runs all checks side by side. Yields their findings in the order of the checks, each as soon as those before it are there. */
export async function* runChecks(checks: readonly Check[], limitMs = LIMIT_MS): AsyncGenerator<Finding> {
  const running = checks.map(({ check, title, run }) =>
    bounded(run, limitMs).then((result): Finding => ({ check, title, result })),
  );
  for (const finding of running) yield await finding;
}

async function bounded(run: Check["run"], limitMs: number): Promise<CheckResult> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<CheckResult>((resolve) => {
    const result = problem(
      `No result within ${limitMs / 1000} s.`,
      "Run this again. If it stays, look at the network path.",
    );
    timer = setTimeout(resolve, limitMs, result);
  });
  try {
    return await Promise.race([run().catch(defect), late]);
  } finally {
    clearTimeout(timer);
  }
}

const defect = (error: unknown): CheckResult =>
  problem(
    `This check failed in an unexpected way: ${error instanceof Error ? error.message : String(error)}`,
    "Report it: it is a bug in this server.",
  );
