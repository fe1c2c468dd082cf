import type { Vendor } from "../calls.js";
import type { Delivery } from "./delivery.js";
import type { DeliveryRecord, Journal } from "./journal.js";
import type { WebhookMessage } from "./message.js";
import { Overrides } from "./overrides.js";
import type { Sender } from "./sender.js";
import type { Timers } from "./timers.js";

/** An event that waits until later events of its vendor were sent. */
interface Held {
  readonly vendor: Vendor;
  readonly number: number;
  later: number;
  readonly release: () => void;
  readonly drop: () => void;
}

export interface OutboxDeps {
  readonly senders: Readonly<Record<Vendor, Sender>>;
  readonly journal: Journal;
  readonly timers: Timers;
  /** The most events that wait or are on their way. Further ones are dropped, and counted. */
  readonly limit: number;
}

/** Decides when and how often each event goes to its vendor's sender. */
export class Outbox {
  readonly overrides = new Overrides();
  readonly #deps: OutboxDeps;
  #held: Held[] = [];
  /** Delayed events, and how to drop each. */
  readonly #delayed = new Set<() => void>();
  /** Copies that were accepted and have not ended. Excludes held ones. */
  #open = 0;
  #lastNumber = 0;
  #settledWaiters: (() => void)[] = [];

  constructor(deps: OutboxDeps) {
    this.#deps = deps;
  }

  /** Returns one record per copy. */
  submit(message: WebhookMessage, given: Delivery): readonly DeliveryRecord[] {
    const delivery = Object.keys(given).length > 0 ? given : this.overrides.take(message.vendor);
    const copies = Array.from({ length: delivery.times ?? 1 }, () => this.#deps.journal.open(message));
    if (delivery.lost === true) return this.#endAll(copies, "lost");
    if (this.#open + this.#held.length + copies.length > this.#deps.limit)
      return this.#endAll(copies, "dropped");
    this.#lastNumber += 1;
    const number = this.#lastNumber;
    const send = () => this.#sendCopies(message, copies, number, delivery);
    if (delivery.afterLater === undefined) this.#delay(copies, delivery.delayMs ?? 0, send);
    else this.#hold(message.vendor, number, copies, delivery, send);
    return copies;
  }

  /** Drops everything that waits. */
  clear(): void {
    const held = this.#held;
    this.#held = [];
    for (const { drop } of held) drop();
    for (const drop of this.#delayed) drop();
    for (const sender of Object.values(this.#deps.senders)) sender.clear();
  }

  /** Resolves when nothing is delayed, queued or in flight. Does not wait for events that wait for later ones. */
  settled(): Promise<void> {
    if (this.#open === 0) return Promise.resolve();
    return new Promise((resolve) => this.#settledWaiters.push(resolve));
  }

  counts() {
    return { held: this.#held.length, delayed: this.#delayed.size };
  }

  #endAll(copies: ReturnType<Journal["open"]>[], state: "lost" | "dropped") {
    for (const copy of copies) this.#deps.journal.ended(copy, state);
    return copies;
  }

  #hold(
    vendor: Vendor,
    number: number,
    copies: ReturnType<Journal["open"]>[],
    { afterLater = 1, delayMs = 0 }: Delivery,
    send: () => void,
  ): void {
    for (const copy of copies) copy.state = "held";
    const release = () => this.#delay(copies, delayMs, send);
    const drop = () => void this.#endAll(copies, "dropped");
    this.#held.push({ vendor, number, later: afterLater, release, drop });
  }

  #delay(copies: ReturnType<Journal["open"]>[], delayMs: number, send: () => void): void {
    this.#open += copies.length;
    if (delayMs === 0) return send();
    for (const copy of copies) copy.state = "delayed";
    const cancel = this.#deps.timers.after(delayMs, () => {
      this.#delayed.delete(drop);
      send();
    });
    const drop = () => {
      cancel();
      this.#delayed.delete(drop);
      this.#endAll(copies, "dropped");
      this.#close(copies.length);
    };
    this.#delayed.add(drop);
  }

  #sendCopies(
    message: WebhookMessage,
    copies: ReturnType<Journal["open"]>[],
    number: number,
    { forged, unsigned }: Delivery,
  ): void {
    const signature = forged === true ? "forged" : unsigned === true ? "unsigned" : "signed";
    let left = copies.length;
    for (const record of copies) {
      record.state = "queued";
      const ended = (state: "acknowledged" | "failed" | "dropped") => {
        this.#deps.journal.ended(record, state);
        left -= 1;
        if (left === 0 && state !== "dropped") this.#releaseHeldBefore(message.vendor, number);
        this.#close(1);
      };
      this.#deps.senders[message.vendor].send({ message, signature, record, ended });
    }
  }

  #releaseHeldBefore(vendor: Vendor, number: number): void {
    const due = new Set<Held>();
    for (const held of this.#held) {
      if (held.vendor !== vendor || held.number > number) continue;
      held.later -= 1;
      if (held.later <= 0) due.add(held);
    }
    this.#held = this.#held.filter((held) => !due.has(held));
    for (const { release } of due) release();
  }

  #close(copies: number): void {
    this.#open -= copies;
    if (this.#open > 0) return;
    const waiters = this.#settledWaiters;
    this.#settledWaiters = [];
    for (const resolve of waiters) resolve();
  }
}
