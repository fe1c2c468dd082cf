/** What became of one GraphQL operation. Holds no variable, argument, name or card. */
export interface OperationReport {
  readonly requestId: string;
  /** Null where nothing was said of who asks, or access control is off. */
  readonly callerId: string | null;
  /** Null where the request could not be understood. */
  readonly type: "query" | "mutation" | "subscription" | null;
  /** As the client calls it: for the log only. */
  readonly name: string | null;
  /** Its root fields; a mutation of several items has one entry for each of them. */
  readonly outcomes: readonly FieldOutcome[];
  /** The codes in `errors`. */
  readonly errors: readonly string[];
  readonly tookMs: number;
}

export interface FieldOutcome {
  /** The schema's name of the field, whatever its alias. */
  readonly field: string;
  /** `ok`, the type of error that a mutation answered with, or the code of an error. */
  readonly outcome: string;
}

export const OK = "ok";
