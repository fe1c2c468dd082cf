import { spawn } from "node:child_process";
import { z } from "zod";

const Report = z.object({
  ok: z.boolean(),
  findings: z.array(
    z.object({
      check: z.string(),
      title: z.string(),
      state: z.enum(["ok", "problem", "skipped"]),
      detail: z.string().optional(),
      cause: z.string().optional(),
      remedy: z.string().optional(),
    }),
  ),
});

/** Runs the command in a process of its own, with only these variables. `program`: Node's arguments, by default the sources. */
export function runDoctor(
  env: Record<string, string>,
  args: readonly string[] = [],
  program: readonly string[] = ["--import", "tsx", "src/doctor/main.ts"],
): Promise<{ code: number | null; out: string }> {
  const child = spawn(process.execPath, [...program, ...args], {
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (out += String(text)));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, out })));
}

/** The findings as one text for each check, such as "problem: <cause> <remedy>". */
export async function diagnose(
  env: Record<string, string>,
  args: readonly string[] = [],
  program?: readonly string[],
) {
  const { code, out } = await runDoctor(env, ["--json", ...args], program);
  const report = Report.parse(JSON.parse(out));
  const texts = Object.fromEntries(
    report.findings.map(({ check, state, detail, cause, remedy }) => [
      check,
      `${state}: ${detail ?? `${cause} ${remedy}`}`,
    ]),
  );
  const problems = report.findings.filter(({ state }) => state === "problem").map(({ check }) => check);
  return { code, out, texts, problems };
}
