import { GraphQLError } from "graphql";
import type { Problem } from "../input/problem.js";
import type { ImFailure } from "../tencent-im/command.js";

/** The `extensions.code` of a failed read, which has no union for its failures. */
const CODES: Readonly<Record<ImFailure["kind"], string>> = {
  "rate-limited": "RATE_LIMITED",
  unavailable: "VENDOR_UNAVAILABLE",
  "outcome-unknown": "VENDOR_UNAVAILABLE",
  misconfigured: "VENDOR_MISCONFIGURED",
  rejected: "VENDOR_REJECTED",
  // Reads with one of these failures normally return null and do not get here.
  "group-not-found": "VENDOR_REJECTED",
  "member-not-found": "VENDOR_REJECTED",
  refused: "VENDOR_REJECTED",
  "content-rejected": "VENDOR_REJECTED",
};

/** A failed read. A mutation that needed the read turns this error into data. */
export class ReadError extends GraphQLError {
  constructor(
    message: string,
    readonly failure: ImFailure,
    extensions: Readonly<Record<string, unknown>>,
  ) {
    super(message, { extensions });
    this.name = "GraphQLError";
  }
}

/** The error of a failed read: the field is null, and this says why. */
export function readError(failure: ImFailure, requestId: string): ReadError {
  const retryAfterSeconds = "retryAfterSeconds" in failure ? failure.retryAfterSeconds : null;
  const advice = retryAfterSeconds === null ? "Ask an operator." : `Try again in ${retryAfterSeconds} s.`;
  return new ReadError(`Tencent IM could not be read: ${sentence(failure.why)} ${advice}`, failure, {
    code: CODES[failure.kind],
    vendor: "TENCENT_IM",
    vendorCode: failure.code,
    requestId,
    ...(retryAfterSeconds !== null && { retryAfterSeconds }),
  });
}

const sentence = (text: string): string => (text.endsWith(".") ? text : `${text}.`);

/** Reports all problems of a query's arguments at once. */
export function badUserInput(problems: readonly Problem[]): GraphQLError {
  const list = problems.map(({ path, message }) => `${path} ${message}`).join("; ");
  return new GraphQLError(`The arguments are not valid: ${list}.`, {
    extensions: { code: "BAD_USER_INPUT", problems },
  });
}

/** The store that keeps bulk operations, the history of syncs and what webhooks brought could not be read. */
export function storeReadError(retryAfterSeconds: number, requestId: string): GraphQLError {
  return new GraphQLError(`The store could not be read. Try again in ${retryAfterSeconds} s.`, {
    extensions: { code: "STORE_UNAVAILABLE", requestId, retryAfterSeconds },
  });
}
