import { RecentTimes } from "./recent-times.js";

export const VENDORS = ["classin", "tencent-im"] as const;
export type Vendor = (typeof VENDORS)[number];

export interface CallRecord {
  /** Milliseconds on a monotonic clock. Not a date. */
  readonly at: number;
  readonly vendor: Vendor;
  /** ClassIn's action or Tencent's command. */
  readonly operation: string;
  /** The course, group or user that the call names, if any. */
  readonly target?: string;
  /** The parsed form or JSON, without secrets. */
  readonly body: unknown;
  readonly contentType: string;
  readonly query: Readonly<Record<string, string>>;
  /** The kind of the fault, if any; "(pending)" before the answer; "(client went away)" if no answer could be sent. */
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
/** A limit on the total size of kept bodies as received: 50,000 of the largest would not fit into memory. */
const KEEP_BODY_BYTES = 32 * 1024 * 1024;
/** Clients can invent operation names. After this many, new names share one counter. */
const KEEP_OPERATIONS = 200;

/** Counts arrivals and the highest number in any second (t - 1000, t]. */
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

/** Every call that reached a vendor, including refused ones. Old records are dropped; counts include them. */
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

  /** The number of calls, including those whose records were dropped. */
  count(filter: CallFilter = {}): number {
    return this.totals()
      .filter((total) => fits(total, filter))
      .reduce((sum, { total }) => sum + total, 0);
  }

  /** The most arrivals in any sliding second, of all calls or of one operation. */
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

  /** For the server: records a call on arrival, so that calls without an answer are included. */
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
