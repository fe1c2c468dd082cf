import type { Vendor } from "./calls.js";

/** The part of a vendor that answers calls. Sockets, faults and records are the server's business. */
export interface VendorHandler {
  readonly vendor: Vendor;
  /** What this vendor says when it has trouble of its own, and when it is asked too often. */
  readonly internalErrorCode: number;
  readonly throttleCode: number;
  /** Looks at a call before its body has come: limits and signatures are judged in order of arrival. */
  arrive(request: Arrival): Call;
  /** The vendor's envelope around any code. */
  reply(code: number | string, info?: string): Reply;
  /** Forgets what it held against callers, such as a lock after bad signatures. */
  reset(): void;
}

export interface Arrival {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly contentType: string;
  /** Milliseconds on a clock that never steps back. */
  readonly at: number;
}

export interface Call {
  readonly operation: string;
  /** Whether it can change the world. Reads are answered even when a fault spoils the answer's way. */
  readonly changes: boolean;
  /** Takes the body; null when it was longer than any vendor reads. */
  open(body: Buffer | null): OpenedCall;
}

export interface OpenedCall {
  /** For the record: without secrets. */
  readonly body: unknown;
  /** Every course, group and user that the call names; the first is what it is about. */
  readonly names: readonly string[];
  /** Does what was asked and says how it went. */
  answer(groupCode: (groupId: string) => number | string | undefined): Reply;
}

export interface Reply {
  readonly httpStatus: number;
  readonly contentType: string;
  readonly code: number | string;
  readonly body: string;
}

const SECRET_NAME = /^(usersig|safekey|secret)$/i;
const REDACTED = "[redacted]";

/** Copies name and value pairs for the record, with secrets painted over. */
export function withoutSecrets(pairs: Iterable<readonly [string, unknown]>): Record<string, unknown> {
  return Object.fromEntries(
    [...pairs].map(([name, value]) => [name, SECRET_NAME.test(name) ? REDACTED : value]),
  );
}
