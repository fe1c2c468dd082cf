import type { CallFailure, Effect } from "./retry.js";

export type Vendor = "classin" | "tencent-im";

/** The origin of a failure. The code is null if none was read. */
export interface FailureSource {
  readonly vendor: Vendor;
  readonly code: number | null;
  /** What happened, in our words. Clients and logs see it, so it never holds the vendor's text, a URL or a signature. */
  readonly why: string;
}

/** The failures of any call to any vendor. Failures of a single operation are defined beside its client. */
export type VendorFailure = FailureSource & {
  /** No attempt left this process. Absent if one did or may have. */
  readonly neverSent?: true;
} & (
    | { readonly kind: "rate-limited"; readonly retryAfterSeconds: number }
    | {
        readonly kind: "unavailable";
        readonly retryAfterSeconds: number;
        /** A write was sent and its answer could not be read. It may have been carried out. */
        readonly mayHaveApplied?: true;
        /** The vendor's answer could not be read. A different request may succeed. */
        readonly unreadable?: true;
      }
    /** A write was sent and no answer came. It may or may not have been carried out. */
    | { readonly kind: "outcome-unknown" }
    /** Only an operator can fix it: a secret, the clock, a contract, a plan. */
    | { readonly kind: "misconfigured" }
    /** The vendor refused the request because of our mistake, or for an undocumented reason. */
    | { readonly kind: "rejected" }
  );

const KINDS: ReadonlySet<string> = new Set<VendorFailure["kind"]>([
  "rate-limited",
  "unavailable",
  "outcome-unknown",
  "misconfigured",
  "rejected",
]);

export const isVendorFailure = (
  failure: FailureSource & { readonly kind: string },
): failure is VendorFailure => KINDS.has(failure.kind);

/** Whether a write that failed may have been carried out, or may still be. */
export const mayHaveBeenCarriedOut = (failure: FailureSource & { readonly kind: string }): boolean =>
  failure.kind === "outcome-unknown" || ("mayHaveApplied" in failure && failure.mayHaveApplied === true);

/** When to retry if neither the vendor nor our own queue gives a time. */
export const RETRY_AFTER_SECONDS = 5;

export const HTTP_TOO_MANY_REQUESTS = 429;

/** Turns the failure of a call without an answer into the failure that its caller gets. */
export function failureWithoutAnswer(vendor: Vendor, effect: Effect, failure: CallFailure): VendorFailure {
  const source = { vendor, code: null, why: reason(failure) };
  switch (failure.kind) {
    case "no-permit":
      return failure.why === "caller-left"
        ? { ...source, kind: "unavailable", neverSent: true, retryAfterSeconds: RETRY_AFTER_SECONDS }
        : {
            ...source,
            kind: "rate-limited",
            neverSent: true,
            retryAfterSeconds: wholeSeconds(failure.retryAfterMs),
          };
    case "no-answer":
      return effect === "read"
        ? { ...source, kind: "unavailable", retryAfterSeconds: RETRY_AFTER_SECONDS }
        : { ...source, kind: "outcome-unknown" };
    case "unreadable-answer":
      return {
        ...source,
        retryAfterSeconds: RETRY_AFTER_SECONDS,
        ...(failure.httpStatus === HTTP_TOO_MANY_REQUESTS
          ? { kind: "rate-limited" }
          : {
              kind: "unavailable",
              ...(failure.isTheVendor && { unreadable: true }),
              ...(effect !== "read" && { mayHaveApplied: true }),
            }),
      };
    case "not-sent":
      return { ...source, kind: "unavailable", retryAfterSeconds: RETRY_AFTER_SECONDS };
    case "circuit-open":
      return {
        ...source,
        kind: "unavailable",
        neverSent: true,
        retryAfterSeconds: wholeSeconds(failure.retryAfterMs),
      };
    case "locked-out":
      return { ...source, kind: "misconfigured", neverSent: true, code: failure.code };
  }
}

const wholeSeconds = (ms: number): number => Math.max(1, Math.ceil(ms / 1000));

function reason(failure: CallFailure): string {
  if (failure.kind !== "no-permit") return failure.why;
  switch (failure.why) {
    case "would-wait-too-long":
      return "the wait for this vendor would be longer than this request's time limit";
    case "queue-full":
      return "too many calls are waiting for this vendor";
    case "caller-left":
      return "the caller left before the call was sent";
  }
}
