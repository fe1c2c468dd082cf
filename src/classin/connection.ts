import type { CallVendor } from "../vendor/call.js";
import type { Clock } from "../vendor/clock.js";
import type { NoteOddity } from "../vendor/fields.js";
import type { RateLimiter } from "../vendor/rate-limit/rate-limiter.js";
import type { VendorHost } from "../vendor/send.js";

/** What every call to ClassIn needs. One limiter counts all calls, because ClassIn may count v1 and v2 together. */
export interface ClassinConnection {
  readonly sid: string;
  readonly secret: string;
  readonly host: VendorHost;
  readonly call: CallVendor;
  readonly limiter: RateLimiter;
  readonly clock: Clock;
  readonly noteOddity: NoteOddity;
}
