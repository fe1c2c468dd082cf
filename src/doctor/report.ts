import type { Finding } from "./finding.js";

const TITLE_WIDTH = 23;
const MARKS = { ok: "ok     ", problem: "PROBLEM", skipped: "skipped" } as const;

/** One line for a person: the state, what was checked, and what was found or what to do. */
export function lineOf({ title, result }: Finding): string {
  const text = result.state === "problem" ? `${result.cause} Remedy: ${result.remedy}` : result.detail;
  return `${MARKS[result.state]}  ${title.padEnd(TITLE_WIDTH)} ${text}`;
}

export const isProblem = ({ result }: Finding): boolean => result.state === "problem";

export function summaryOf(findings: readonly Finding[]): string {
  const problems = findings.filter(isProblem).length;
  if (problems === 0) return "No problem found.";
  return problems === 1 ? "1 problem found." : `${problems} problems found.`;
}

/** For scripts. */
export const jsonOf = (findings: readonly Finding[]): string =>
  JSON.stringify(
    {
      ok: !findings.some(isProblem),
      findings: findings.map(({ check, title, result }) => ({ check, title, ...result })),
    },
    null,
    2,
  );
