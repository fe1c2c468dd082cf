import type { IncomingHttpHeaders } from "node:http";
import type { Vendor } from "./calls.js";

/** The part of a vendor that answers calls. The server handles sockets, faults and records. */
export interface VendorHandler {
  readonly vendor: Vendor;
  /** The vendor's codes for an internal error and for too many calls. */
  readonly internalErrorCode: number;
  readonly throttleCode: number;
  /** Checks a call before its body arrives, because limits and signatures are checked in order of arrival. */
  arrive(request: Arrival): Call;
  /** An answer with this code, in the vendor's format. */
  reply(code: number | string, info?: string): Reply;
  /** Clears state about callers, such as a lock after bad signatures. */
  reset(): void;
}

export interface Arrival {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly contentType: string;
  /** By lower-case name. */
  readonly headers: IncomingHttpHeaders;
  /** Milliseconds on a monotonic clock. */
  readonly at: number;
}

export interface Call {
  readonly operation: string;
  /** Whether the call can change the world. Reads are answered even if a fault prevents delivery. */
  readonly changes: boolean;
  /** Parses the body. Null if it is longer than the vendors accept. */
  open(body: Buffer | null): OpenedCall;
}

export interface OpenedCall {
  /** The body without secrets, for the record. */
  readonly body: unknown;
  /** Every course, group and user that the call names. The first is the call's target. */
  readonly names: readonly string[];
  /** Carries the call out and returns the answer. `itemCode`: the code that a fault sets for a group or student. */
  answer(itemCode: (id: string) => number | string | undefined): Reply;
}

export interface Reply {
  readonly httpStatus: number;
  readonly contentType: string;
  readonly code: number | string;
  readonly body: string;
}

const SECRET_NAME = /^(usersig|safekey|secret)$/i;
const REDACTED = "[redacted]";

/** Copies name and value pairs and redacts secrets. */
export function withoutSecrets(pairs: Iterable<readonly [string, unknown]>): Record<string, unknown> {
  return Object.fromEntries(
    [...pairs].map(([name, value]) => [name, SECRET_NAME.test(name) ? REDACTED : value]),
  );
}
