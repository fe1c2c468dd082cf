/** Runs one statement. Values are parameters, never part of the text. */
export interface Sql {
  rows<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** An open database, PostgreSQL or embedded. Both use the same SQL. */
export interface Store extends Sql {
  /** Runs all of the work or none of it. `work` runs again after a deadlock. */
  transaction<T>(work: (tx: Sql) => Promise<T>): Promise<T>;
  /** Whether other processes may use the store at the same time. */
  readonly isShared: boolean;
  close(): Promise<void>;
}

/** The store cannot be used now: it is down, full, locked by another process, or cannot be opened. */
export class StoreUnavailable extends Error {
  constructor(why: string, options?: ErrorOptions) {
    super(why, options);
    this.name = "StoreUnavailable";
  }
}

const DEADLOCK = new Set(["40P01", "40001"]);
const MOST_TRIES = 5;

/** Repeats a transaction that the database rolled back because of a conflict with another one. */
export async function retryDeadlocks<T>(run: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await run();
    } catch (error) {
      if (tries === MOST_TRIES || !DEADLOCK.has(sqlState(error) ?? "")) throw error;
    }
  }
}

/** PostgreSQL's five-character SQLSTATE; null for errors of other kinds. */
export function sqlState(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return null;
  return /^[0-9A-Z]{5}$/.test(error.code) && "severity" in error ? error.code : null;
}

/** SQLSTATE classes that show a defect in our statement, not a problem of the database. */
const OUR_FAULT = /^(?:22|23|2D|2F|3D|3F|42)/;

/** A table is missing: the database was restored or emptied while this server ran. */
const TABLES_GONE = "42P01";
export const areTablesGone = (error: unknown): boolean =>
  sqlState(error instanceof StoreUnavailable ? error.cause : error) === TABLES_GONE;

/** Turns every error that our statement did not cause into StoreUnavailable. */
export async function mapStoreErrors<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const isOurs = OUR_FAULT.test(sqlState(error) ?? "") && !areTablesGone(error);
    if (error instanceof StoreUnavailable || isOurs) throw error;
    throw new StoreUnavailable(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
