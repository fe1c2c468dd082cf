import type { CallFailure, Effect } from "./retry.js";

export type Vendor = "classin" | "tencent-im";

/** Where a failure comes from: a code the vendor sent, or null where no code was read. */
export interface FailureSource {
  readonly vendor: Vendor;
  readonly code: number | null;
  /** What happened, in our words. Never the vendor's text, a URL or a signature: it is shown to clients and logged. */
  readonly why: string;
}

/** The failures that any call to any vendor can end in. What only one operation can answer stands beside its client. */
export type VendorFailure = FailureSource & {
  /** No attempt left this process. Absent where one did, or may have. */
  readonly neverSent?: true;
} & (
    | { readonly kind: "rate-limited"; readonly retryAfterSeconds: number }
    | {
        readonly kind: "unavailable";
        readonly retryAfterSeconds: number;
        /** A write was sent, and what answered could not be read: it may have been carried out all the same. */
        readonly mayHaveApplied?: true;
        /** The vendor answered, and this one answer could not be read: another question may fare better. */
        readonly unreadable?: true;
      }
    /** A write was sent and no answer came: it may or may not have been carried out. */
    | { readonly kind: "outcome-unknown" }
    /** Only an operator can mend it: a secret, the clock, a contract, a plan. */
    | { readonly kind: "misconfigured" }
    /** The vendor refused the request for a reason that is ours to fix, or that nobody documented. */
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

/** When to come back where neither the vendor nor our own queue says. */
export const RETRY_AFTER_SECONDS = 5;

export const HTTP_TOO_MANY_REQUESTS = 429;

/** What a call that brought no answer means to whoever asked for it. */
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
      return "the calls waiting for this vendor would take longer than this request may";
    case "queue-full":
      return "too many calls are waiting for this vendor";
    case "caller-left":
      return "the caller left before it was sent";
  }
}
