/** A replica's report on one budget: the permits it holds and the permits it wants. */
export interface PermitReport {
  readonly budget: string;
  /** Leased permits that it may use or that its calls still hold, without those it gave back. */
  readonly permits: number;
  readonly wanted: number;
  /** The whole budget, as this replica is configured. */
  readonly total: number;
  /** Its own part of the permits that are never leased. */
  readonly reserve: number;
}

/** A replica's row, as another replica reads it. */
export interface PermitRow extends Omit<PermitReport, "budget"> {
  readonly replica: string;
  /** Counts that replica's reports. If it does not change for long enough, the replica is gone. */
  readonly sequence: number;
  /** Increases in the order in which replicas joined. */
  readonly joined: number;
  /** The row was unchanged for so long that no call of its replica can count any more. A new report clears this. */
  readonly isGone: boolean;
  /** The start of the database server at the row's last report. */
  readonly serverStart: string;
}

/** One budget at the time of a report. */
export interface BudgetView {
  /** Changes whenever permits are given out. */
  readonly version: number;
  /** This replica's place in the same order as the rows' `joined`. */
  readonly joined: number;
  readonly others: readonly PermitRow[];
}

export interface LedgerView {
  readonly serverStart: string;
  readonly budgets: ReadonlyMap<string, BudgetView>;
}

/**
 * The shared record of each replica's permits. Every method rejects if the ledger cannot be reached. The change may
 * still have been made, or may be made later. The ledger needs no clock.
 */
export interface PermitLedger {
  /** Writes this replica's rows, unless a later report is there, and reads all other rows of these budgets. */
  report(replica: string, sequence: number, reports: readonly PermitReport[]): Promise<LedgerView>;
  /** Raises this replica's permits above its report. False if permits were given out since `version`. */
  raise(
    replica: string,
    raise: { readonly budget: string; readonly version: number; readonly permits: number },
  ): Promise<boolean>;
  /** Marks rows as gone and sets their permits to 0, unless their sequence has changed. */
  markGone(rows: readonly RowVersion[]): Promise<void>;
  /** Removes rows, unless their sequence has changed. */
  remove(rows: readonly RowVersion[]): Promise<void>;
}

/** A row at one of its reports. */
export interface RowVersion {
  readonly budget: string;
  readonly replica: string;
  readonly sequence: number;
}
