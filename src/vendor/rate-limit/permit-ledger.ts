/** What a replica says of one budget: all that it still holds, and all that it could use. */
export interface PermitReport {
  readonly budget: string;
  /** Leased permits that it may use, or that calls still hold. What it gave back is no longer among them. */
  readonly permits: number;
  readonly wanted: number;
  /** The whole budget, as this replica is configured. */
  readonly total: number;
  /** Its part of what is never leased. */
  readonly reserve: number;
}

/** A replica's row, as another one reads it. */
export interface PermitRow extends Omit<PermitReport, "budget"> {
  readonly replica: string;
  /** Counts that replica's reports. Unchanged for long enough: it is gone. */
  readonly sequence: number;
  /** Rows in the order in which their replicas joined. */
  readonly joined: number;
  /** Seen unchanged for so long that nothing of its replica's can count any more. A new report takes it back. */
  readonly isGone: boolean;
  /** Which start of the database server the row was last reported to. */
  readonly serverStart: string;
}

/** One budget, as it was when a report was made. */
export interface BudgetView {
  /** Changes with each permit that is given out. */
  readonly version: number;
  /** When this replica joined, in the same order as the rows' `joined`. */
  readonly joined: number;
  readonly others: readonly PermitRow[];
}

export interface LedgerView {
  readonly serverStart: string;
  readonly budgets: ReadonlyMap<string, BudgetView>;
}

/**
 * Who holds which permits, as all replicas see it. Every method rejects when it cannot be reached, and may have been
 * carried out all the same, also later. It needs no clock.
 */
export interface PermitLedger {
  /** Writes this replica's rows, unless a later report has been written, and reads all others of these budgets. */
  report(replica: string, sequence: number, reports: readonly PermitReport[]): Promise<LedgerView>;
  /** Sets this replica's permits to more than it reported, if nothing was given out since `version`. */
  raise(
    replica: string,
    raise: { readonly budget: string; readonly version: number; readonly permits: number },
  ): Promise<boolean>;
  /** Marks rows as gone, with no permits, unless they have changed since they had this sequence. */
  markGone(rows: readonly RowVersion[]): Promise<void>;
  /** Removes rows, unless they have changed since. */
  remove(rows: readonly RowVersion[]): Promise<void>;
}

/** A row as it was at one of its reports. */
export interface RowVersion {
  readonly budget: string;
  readonly replica: string;
  readonly sequence: number;
}
