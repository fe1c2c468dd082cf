import type { Vendor } from "../calls.js";
import { Capacity } from "./capacity.js";
import type { Delivery } from "./delivery.js";
import type { DeliveryRecord, Journal, OpenRecord } from "./journal.js";
import type { WebhookMessage } from "./message.js";
import { Overrides } from "./overrides.js";
import type { Sender } from "./sender.js";
import type { Timers } from "./timers.js";

const MAX_CHARACTERS = 64 * 1024 * 1024;

type EndState = "acknowledged" | "failed" | "dropped";

/** An event and its copies. */
interface Submission {
  readonly message: WebhookMessage;
  readonly delivery: Delivery;
  readonly copies: readonly OpenRecord[];
  /** In the order in which events happened. */
  readonly number: number;
  /** How many later events must be sent before this one. */
  later: number;
}

export interface OutboxDeps {
  readonly senders: Readonly<Record<Vendor, Sender>>;
  readonly journal: Journal;
  readonly timers: Timers;
  /** The most messages that wait or are on their way. Further ones are dropped, and counted. */
  readonly limit: number;
}

/** Decides when and how often each event goes to its vendor's sender. */
export class Outbox {
  readonly overrides = new Overrides();
  readonly #deps: OutboxDeps;
  readonly #capacity: Capacity;
  #held: Submission[] = [];
  /** Delayed events, and how to cancel the timer of each. */
  readonly #delayed = new Map<Submission, () => void>();
  /** Copies that have not ended, except held ones. */
  #open = 0;
  #lastNumber = 0;
  #settledWaiters: (() => void)[] = [];

  constructor(deps: OutboxDeps) {
    this.#deps = deps;
    this.#capacity = new Capacity({ messages: deps.limit, characters: MAX_CHARACTERS });
  }

  /** Returns one record per copy. */
  submit(message: WebhookMessage, given: Delivery): readonly DeliveryRecord[] {
    const { journal } = this.#deps;
    const delivery = Object.keys(given).length > 0 ? given : this.overrides.take(message.vendor);
    const copies = Array.from({ length: delivery.times ?? 1 }, () => journal.open(message));
    const isLost = delivery.lost === true;
    if (isLost || !this.#capacity.take(copies.length, message.body.length)) {
      for (const copy of copies) journal.ended(copy, isLost ? "lost" : "dropped");
      return copies;
    }
    this.#lastNumber += 1;
    const later = delivery.afterLater ?? 0;
    const submission = { message, delivery, copies, number: this.#lastNumber, later };
    if (later > 0) this.#hold(submission);
    else this.#release(submission);
    return copies;
  }

  /** Drops everything that waits. */
  clear(): void {
    const [held, delayed] = [this.#held, [...this.#delayed.keys()]];
    for (const cancel of this.#delayed.values()) cancel();
    this.#held = [];
    this.#delayed.clear();
    for (const { copies } of held) this.#open += copies.length;
    for (const submission of [...held, ...delayed])
      for (const copy of submission.copies) this.#end(submission, copy, "dropped");
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

  #hold(submission: Submission): void {
    for (const copy of submission.copies) copy.state = "held";
    this.#held.push(submission);
  }

  #release(submission: Submission): void {
    this.#open += submission.copies.length;
    const { delayMs = 0 } = submission.delivery;
    if (delayMs === 0) return this.#send(submission);
    for (const copy of submission.copies) copy.state = "delayed";
    const cancel = this.#deps.timers.after(delayMs, () => {
      this.#delayed.delete(submission);
      this.#send(submission);
    });
    this.#delayed.set(submission, cancel);
  }

  #send(submission: Submission): void {
    const { message, delivery, copies } = submission;
    const signature = delivery.forged ? "forged" : delivery.unsigned ? "unsigned" : "signed";
    let left = copies.length;
    for (const record of copies) {
      record.state = "queued";
      const ended = (state: EndState) => {
        left -= 1;
        if (left === 0 && state !== "dropped") this.#releaseHeldBefore(submission);
        this.#end(submission, record, state);
      };
      this.#deps.senders[message.vendor].send({ message, signature, record, ended });
    }
  }

  /** One more event was sent. Events that only waited for this one follow it. */
  #releaseHeldBefore({ message, number }: Submission): void {
    const due = new Set<Submission>();
    for (const held of this.#held) {
      if (held.message.vendor !== message.vendor || held.number > number) continue;
      held.later -= 1;
      if (held.later === 0) due.add(held);
    }
    this.#held = this.#held.filter((held) => !due.has(held));
    for (const submission of due) this.#release(submission);
  }

  #end({ message }: Submission, copy: OpenRecord, state: EndState): void {
    this.#deps.journal.ended(copy, state);
    this.#capacity.giveBack(message.body.length);
    this.#open -= 1;
    if (this.#open > 0) return;
    const waiters = this.#settledWaiters;
    this.#settledWaiters = [];
    for (const resolve of waiters) resolve();
  }
}
