import type { Vendor } from "../../schema/enums.js";
import {
  OutcomeUnknownError,
  RateLimitedError,
  type VENDOR_FAILURES,
  type VendorErrorSource,
  VendorMisconfiguredError,
  VendorRejectedError,
  VendorUnavailableError,
} from "../../schema/errors.js";
import type { FailureSource, VendorFailure } from "../../src/vendor/failure.js";

const VENDORS: Readonly<Record<FailureSource["vendor"], Vendor>> = {
  classin: "CLASSIN",
  "tencent-im": "TENCENT_IM",
};
const NAMES: Readonly<Record<FailureSource["vendor"], string>> = {
  classin: "ClassIn",
  "tencent-im": "Tencent IM",
};

export const sourceOf = (failure: FailureSource, requestId: string): VendorErrorSource => ({
  vendor: VENDORS[failure.vendor],
  vendorCode: failure.code,
  requestId,
});

export type PresentedVendorFailure = InstanceType<(typeof VENDOR_FAILURES)[number]>;

/** Failures that any operation can have. No default, so that a new kind does not compile until it has a type for clients. */
export function presentVendorFailure(failure: VendorFailure, requestId: string): PresentedVendorFailure {
  const source = sourceOf(failure, requestId);
  const vendor = NAMES[failure.vendor];
  const why = failure.why.replace(/\.$/, "");
  switch (failure.kind) {
    case "rate-limited": {
      const { retryAfterSeconds } = failure;
      const message = `${vendor} did not confirm the change because of too many calls: ${why}. Try again in ${retryAfterSeconds} s.`;
      return new RateLimitedError(message, source, retryAfterSeconds);
    }
    case "unavailable": {
      const { retryAfterSeconds } = failure;
      const message = `${vendor} did not confirm the change: ${why}. Try again in ${retryAfterSeconds} s.`;
      return new VendorUnavailableError(message, source, retryAfterSeconds);
    }
    case "outcome-unknown":
      return new OutcomeUnknownError(
        `The change was sent to ${vendor}, but no answer arrived: ${why}. It may or may not have been made. Check before you try again.`,
        source,
      );
    case "misconfigured":
      return new VendorMisconfiguredError(
        `${vendor} does not accept this server: ${why}. Trying again does not help. An operator must fix this.`,
        source,
      );
    case "rejected":
      return new VendorRejectedError(
        `${vendor} refused the request: ${why}. Trying again does not help. Report it with the request id.`,
        source,
      );
  }
}
