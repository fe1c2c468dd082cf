import type { Vendor } from "../../vendor/failure.js";

/** Somebody who gets every verified message. */
export interface Target {
  /** SHA-256 of the URL, in hex: the URL may hold a secret. */
  readonly key: string;
  readonly url: URL;
  /** Its host, for people. Targets on one host are numbered in the order of the configuration. */
  readonly name: string;
}

/** A message of a vendor, as it is stored. */
export interface Message {
  readonly number: number;
  readonly vendor: Vendor;
  /** The same for a message that the vendor sends again. */
  readonly key: string;
  readonly command: string;
  readonly body: string;
}

export type DeliveryOutcome = "delivered" | "refused" | "timed-out" | "unreachable" | "address-refused";

/** What became of one attempt to deliver a message. */
export interface Delivery {
  readonly outcome: DeliveryOutcome;
  /** Why it failed, in words of this project. Null if it was delivered. */
  readonly why: string | null;
  /** How long the target asked us to wait. Null if it did not ask. */
  readonly retryAfterMs: number | null;
}

/** How a target fares, as far as this replica knows. */
export interface RelayState {
  readonly name: string;
  /** Its place in WEBHOOKS_RELAY_URLS, from 1. */
  readonly place: number;
  /** Messages that it has not got yet. Counted among the next 10,000 stored messages. */
  readonly waiting: number;
  /** Since its first failure after the last success. 0 while it does not fail. */
  readonly failingSeconds: number;
  readonly failure: string | null;
}

/** Counts what the relay does. */
export interface RelayObserver {
  /** Called once for each target when the relay starts. */
  readonly target: (name: string) => void;
  readonly delivery: (name: string, outcome: DeliveryOutcome) => void;
  readonly givenUp: (name: string) => void;
}

/** Receives what an operator should know. No argument holds a body, a URL or a secret. */
export interface RelayLog {
  /** The store did not answer. The relay tries again. */
  trouble(error: unknown): void;
  /** A target's first failure after a success. */
  failing(target: Target, message: Message, why: string): void;
  recovered(target: Target, tries: number): void;
  /** The message was not delivered, and will not be tried again. */
  gaveUp(target: Target, message: Message, why: string): void;
  /** This replica stalled, and another one delivers to the target now. */
  fencedOff(target: Target): void;
}
