import type { Vendor } from "../calls.js";

export const SIGNATURES = ["signed", "unsigned", "forged"] as const;
/** Forged: signed with a wrong key. */
export type Signature = (typeof SIGNATURES)[number];

/** One event of a vendor. */
export interface WebhookMessage {
  readonly vendor: Vendor;
  /** Tencent IM's `CallbackCommand` or ClassIn's `Cmd`. */
  readonly name: string;
  /** The body for records, without `SafeKey` and `TimeStamp`, which are credentials. */
  readonly body: string;
  /** The request of one attempt. `target` is the path after the base URL, with the query. */
  request(signature: Signature, isRepeat: boolean): MessageRequest;
}

export interface MessageRequest {
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
