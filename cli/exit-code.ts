/** The exit codes, as in `--help` and docs/bulk.md. */
export const EXIT = {
  allSucceeded: 0,
  /** Also if items were cancelled before they started. */
  someFailed: 1,
  badInput: 2,
  /** Also if the gateway stopped answering. Started operations continue. */
  notReached: 3,
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Why a command cannot continue, in sentences for its user. */
export interface Stop {
  readonly exitCode: ExitCode;
  readonly messages: readonly string[];
}

export const stop = (exitCode: ExitCode, ...messages: string[]): Stop => ({ exitCode, messages });
