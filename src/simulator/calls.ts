import { RecentTimes } from "./recent-times.js";

export const VENDORS = ["classin", "tencent-im"] as const;
export type Vendor = (typeof VENDORS)[number];

export interface CallRecord {
  /** Milliseconds on a clock that never steps back. Not a date. */
  readonly at: number;
  readonly vendor: Vendor;
  /** ClassIn's action or Tencent's command. */
  readonly operation: string;
  /** The course, group or user the call is about, if it says. */
  readonly target?: string;
  /** The form or JSON as it was read, without secrets. */
  readonly body: unknown;
  readonly contentType: string;
  readonly query: Readonly<Record<string, string>>;
  /** A fault by its kind; "(pending)" until something was answered; "(client went away)" if nothing could be. */
  readonly answered:
    | { readonly httpStatus: number; readonly code: number | string }
    | { readonly fault: string };
}

export interface CallFilter {
  vendor?: Vendor | undefined;
  operation?: string | undefined;
}

export interface Arrived {
  at: number;
  vendor: Vendor;
  operation: string;
  contentType: string;
  query: Record<string, string>;
}

export interface OperationTotal {
  vendor: Vendor;
  operation: string;
  total: number;
  highestInAnySecond: number;
}

const KEEP_RECORDS = 50_000;
/** Bodies count too: 50,000 of the largest would not fit into memory. Measured as they came over the wire. */
const KEEP_BODY_BYTES = 32 * 1024 * 1024;
/** Anyone can invent operation names; past this many they share one counter. */
const KEEP_OPERATIONS = 200;

/** Counts arrivals, and the most that ever fell into one second (t - 1000, t]. */
class Counter {
  total = 0;
  highest = 0;
  readonly #recent = new RecentTimes();

  count(at: number): void {
    this.total += 1;
    this.#recent.forgetUpTo(at - 1000);
    this.#recent.add(at);
    this.highest = Math.max(this.highest, this.#recent.size);
  }
}

/** Every call that reached a vendor, refused ones too. Records are kept for a while, counts for ever. */
export class Calls {
  #records: { record: MutableRecord; bytes: number }[] = [];
  #first = 0;
  #bodyBytes = 0;
  #everything = new Counter();
  #counters = new Map<string, { vendor: Vendor; operation: string; counter: Counter }>();

  list(filter: CallFilter = {}): readonly CallRecord[] {
    const records: CallRecord[] = [];
    for (const { record } of this.#kept()) if (fits(record, filter)) records.push(record);
    return records;
  }

  /** How many arrived, those whose records are gone included. */
  count(filter: CallFilter = {}): number {
    return this.totals()
      .filter((total) => fits(total, filter))
      .reduce((sum, { total }) => sum + total, 0);
  }

  /** The most arrivals in any sliding second, over all calls or over those of one operation. */
  highestInAnySecond(operation?: string): number {
    if (operation === undefined) return this.#everything.highest;
    const counters = [...this.#counters.values()].filter((one) => one.operation === operation);
    return Math.max(0, ...counters.map(({ counter }) => counter.highest));
  }

  totals(): OperationTotal[] {
    return [...this.#counters.values()].map(({ vendor, operation, counter }) => ({
      vendor,
      operation,
      total: counter.total,
      highestInAnySecond: counter.highest,
    }));
  }

  clear(): void {
    this.#records = [];
    this.#first = 0;
    this.#bodyBytes = 0;
    this.#everything = new Counter();
    this.#counters = new Map();
  }

  /** For the server: notes an arrival at once, so that a call that is never answered shows up too. */
  arrived(call: Arrived): PendingRecord {
    const operation = call.operation.slice(0, 64);
    this.#everything.count(call.at);
    this.#counterFor(call.vendor, operation).count(call.at);
    const record: MutableRecord = { ...call, operation, body: null, answered: { fault: "(pending)" } };
    const entry = { record, bytes: 0 };
    this.#records.push(entry);
    this.#forgetOldest();
    return {
      read: (body, target, bytes) => {
        record.body = body;
        if (target !== undefined) record.target = target;
        entry.bytes = bytes;
        this.#bodyBytes += bytes;
        this.#forgetOldest();
      },
      answered: (how) => {
        record.answered = how;
      },
    };
  }

  *#kept() {
    for (let at = this.#first; at < this.#records.length; at++) {
      const entry = this.#records[at];
      if (entry !== undefined) yield entry;
    }
  }

  #counterFor(vendor: Vendor, operation: string): Counter {
    const crowded = this.#counters.size >= KEEP_OPERATIONS && !this.#counters.has(`${vendor} ${operation}`);
    const name = crowded ? "(others)" : operation;
    const key = `${vendor} ${name}`;
    const known = this.#counters.get(key);
    if (known) return known.counter;
    const counter = new Counter();
    this.#counters.set(key, { vendor, operation: name, counter });
    return counter;
  }

  #forgetOldest(): void {
    while (
      this.#records.length - this.#first > KEEP_RECORDS ||
      (this.#bodyBytes > KEEP_BODY_BYTES && this.#first < this.#records.length)
    ) {
      this.#bodyBytes -= this.#records[this.#first]?.bytes ?? 0;
      this.#first += 1;
    }
    if (this.#first > KEEP_RECORDS / 5) {
      this.#records = this.#records.slice(this.#first);
      this.#first = 0;
    }
  }
}

type MutableRecord = { -readonly [Key in keyof CallRecord]: CallRecord[Key] };

export interface PendingRecord {
  read(body: unknown, target: string | undefined, bytes: number): void;
  answered(how: CallRecord["answered"]): void;
}

const fits = (call: { vendor: Vendor; operation: string }, { vendor, operation }: CallFilter): boolean =>
  (vendor === undefined || call.vendor === vendor) &&
  (operation === undefined || call.operation === operation);
