/** What one check found. */
export interface Finding {
  /** A stable name for scripts, such as `token-keys`. */
  readonly check: string;
  /** What was checked, for people. */
  readonly title: string;
  readonly result: CheckResult;
}

/** `skipped`: there is nothing to check, or another problem has to be solved first. Sentences for an operator. */
export type CheckResult =
  | { readonly state: "ok" | "skipped"; readonly detail: string }
  | { readonly state: "problem"; readonly cause: string; readonly remedy: string };

/** A check that may take a while. It never rejects for a reason that an operator can solve. */
export interface Check {
  readonly check: string;
  readonly title: string;
  readonly run: () => Promise<CheckResult>;
}

export const fine = (detail: string): CheckResult => ({ state: "ok", detail });
export const skipped = (detail: string): CheckResult => ({ state: "skipped", detail });
export const problem = (cause: string, remedy: string): CheckResult => ({ state: "problem", cause, remedy });
