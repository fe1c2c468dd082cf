type Vendor = "classin" | "tencent-im";

/** `dropped`: a message that did not verify was only counted, because too many came. */
export type ReceivedOutcome = "stored" | "duplicate" | "unverified" | "dropped" | "oversized";

/** Learns what becomes of webhooks, for logs and metrics. */
export interface WebhookObserver {
  received(vendor: Vendor, outcome: ReceivedOutcome): void;
  /** It was not from the vendor. */
  refused(vendor: Vendor, why: string): void;
  notStored(vendor: Vendor, error: unknown): void;
  /** A connection was closed at once, because `most` were open. */
  connectionRefused(most: number): void;
  /** A message could not be processed. `isLast`: it is not tried again. */
  notProcessed(
    message: { readonly number: string; readonly command: string },
    why: string,
    isLast: boolean,
  ): void;
  /** Tencent IM's events may have been missed. `since` is null if only single events were. */
  gap(since: Date | null): void;
  /** The store did not answer while messages were processed. */
  trouble(error: unknown): void;
}
