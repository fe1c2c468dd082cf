/** The outcome of one GraphQL operation. Contains no variable, argument, person's name or name card. */
export interface OperationReport {
  readonly requestId: string;
  /** Null if the request has no token or access control is off. */
  readonly callerId: string | null;
  /** Null if the request could not be understood. */
  readonly type: "query" | "mutation" | "subscription" | null;
  /** The client's name for the operation. For the log only. */
  readonly name: string | null;
  /** One entry for each root field. A mutation of several items has one for each item. */
  readonly outcomes: readonly FieldOutcome[];
  /** The codes in `errors`. */
  readonly errors: readonly string[];
  readonly tookMs: number;
}

export interface FieldOutcome {
  /** The field's name in the schema, not its alias. */
  readonly field: string;
  /** `ok`, the error type that a mutation returned, or the code of an error. */
  readonly outcome: string;
}

export const OK = "ok";
