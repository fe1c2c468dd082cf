/** One statement at a time. Values are bound, never written into the text. */
export interface Sql {
  rows<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** A database that is open: PostgreSQL, or the embedded one. Both speak the same SQL. */
export interface Store extends Sql {
  /** All of the work or none of it. Begun again when it met another that locked the same rows the other way round. */
  transaction<T>(work: (tx: Sql) => Promise<T>): Promise<T>;
  /** Whether other processes may use it at the same time. */
  readonly isShared: boolean;
  close(): Promise<void>;
}

/** The store cannot be used now: it is down, full, locked by another process, or not to be had. */
export class StoreUnavailable extends Error {
  constructor(why: string, options?: ErrorOptions) {
    super(why, options);
    this.name = "StoreUnavailable";
  }
}

const DEADLOCK = new Set(["40P01", "40001"]);
const MOST_TRIES = 5;

/** Runs a transaction again when the database ended it in favour of another one. Nothing of it was kept. */
export async function retryDeadlocks<T>(run: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await run();
    } catch (error) {
      if (tries === MOST_TRIES || !DEADLOCK.has(sqlState(error) ?? "")) throw error;
    }
  }
}

/** PostgreSQL's five characters; null for what is no answer of a database. */
export function sqlState(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return null;
  return /^[0-9A-Z]{5}$/.test(error.code) && "severity" in error ? error.code : null;
}

/** Classes of SQLSTATE that tell of a defect in our statement, not of the database's state. */
const OUR_FAULT = /^(?:22|23|2D|2F|3D|3F|42)/;

/** A table is not there, or not where it is looked for: the database was restored or emptied under this server. */
const TABLES_GONE = "42P01";
export const areTablesGone = (error: unknown): boolean =>
  sqlState(error instanceof StoreUnavailable ? error.cause : error) === TABLES_GONE;

/** What is not our statement's fault is the store's trouble, and told as such. */
export async function mapStoreErrors<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const isOurs = OUR_FAULT.test(sqlState(error) ?? "") && !areTablesGone(error);
    if (error instanceof StoreUnavailable || isOurs) throw error;
    throw new StoreUnavailable(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
