import { type Vendor, VENDORS } from "../calls.js";
import type { WebhookMessage } from "./message.js";

const STATES = ["held", "delayed", "queued", "sending", "acknowledged", "failed", "lost", "dropped"] as const;
type State = (typeof STATES)[number];

export interface DeliveryRecord {
  readonly id: string;
  readonly vendor: Vendor;
  /** `CallbackCommand` or `Cmd`. */
  readonly name: string;
  /** Without what proves the sender. */
  readonly body: string;
  /**
   * Held: waits for later events. Delayed: waits for its time. Failed: sent in vain, and not repeated.
   * Lost: never sent, as requested. Dropped: never acknowledged, because the queue was full or was emptied.
   */
  readonly state: State;
  /** The number of times it was sent. */
  readonly attempts: number;
  /** Why the last attempt was not acknowledged. */
  readonly problem?: string;
}
/** A record that still changes. */
export type OpenRecord = { -readonly [Key in keyof DeliveryRecord]: DeliveryRecord[Key] };

export interface DeliveryCounts {
  /** Requests, including repeats. */
  sent: number;
  repeated: number;
  acknowledged: number;
  failed: number;
  lost: number;
  dropped: number;
}

const KEEP_RECORDS = 5_000;
const KEEP_BODY_BYTES = 16 * 1024 * 1024;

const noCounts = (): DeliveryCounts => ({
  sent: 0,
  repeated: 0,
  acknowledged: 0,
  failed: 0,
  lost: 0,
  dropped: 0,
});

/** What became of each event. Old records are dropped; counts include them. */
export class Journal {
  readonly #records = new Map<string, OpenRecord>();
  #counts: Record<Vendor, DeliveryCounts> = { classin: noCounts(), "tencent-im": noCounts() };
  #bodyBytes = 0;
  #lastId = 0;

  open({ vendor, name, body }: WebhookMessage): OpenRecord {
    this.#lastId += 1;
    const record: OpenRecord = {
      id: `delivery-${this.#lastId}`,
      vendor,
      name,
      body,
      state: "queued",
      attempts: 0,
    };
    this.#records.set(record.id, record);
    this.#bodyBytes += body.length;
    this.#forgetOldest();
    return record;
  }

  sending(record: OpenRecord): void {
    record.state = "sending";
    record.attempts += 1;
    const counts = this.#counts[record.vendor];
    counts.sent += 1;
    if (record.attempts > 1) counts.repeated += 1;
  }

  ended(record: OpenRecord, state: "acknowledged" | "failed" | "lost" | "dropped"): void {
    record.state = state;
    this.#counts[record.vendor][state] += 1;
  }

  list(): readonly DeliveryRecord[] {
    return [...this.#records.values()];
  }

  counts(): Readonly<Record<Vendor, Readonly<DeliveryCounts>>> {
    return this.#counts;
  }

  /** Forgets all records and sets the counts to zero. Events that are on their way are still sent. */
  clear(): number {
    const removed = this.#records.size;
    this.#records.clear();
    this.#bodyBytes = 0;
    for (const vendor of VENDORS) this.#counts[vendor] = noCounts();
    return removed;
  }

  #forgetOldest(): void {
    for (const [id, { body }] of this.#records) {
      if (this.#records.size <= KEEP_RECORDS && this.#bodyBytes <= KEEP_BODY_BYTES) return;
      this.#records.delete(id);
      this.#bodyBytes -= body.length;
    }
  }
}
