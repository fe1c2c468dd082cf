/** What the exit code tells; `--help` and docs/bulk.md say the same. */
export const EXIT = {
  allSucceeded: 0,
  /** Also what was cancelled before it was begun. */
  someFailed: 1,
  badInput: 2,
  /** Also a gateway that stopped answering: what was started goes on. */
  notReached: 3,
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Why it cannot go on, in sentences for whoever runs it. */
export interface Stop {
  readonly exitCode: ExitCode;
  readonly messages: readonly string[];
}

export const stop = (exitCode: ExitCode, ...messages: string[]): Stop => ({ exitCode, messages });
