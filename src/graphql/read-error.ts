import { GraphQLError } from "graphql";
import type { Problem } from "../input/problem.js";
import type { ImFailure } from "../tencent-im/command.js";

/** Codes in `extensions.code` of what cannot be said in a union: reads that failed, and arguments of queries. */
const CODES: Readonly<Record<ImFailure["kind"], string>> = {
  "rate-limited": "RATE_LIMITED",
  unavailable: "VENDOR_UNAVAILABLE",
  "outcome-unknown": "VENDOR_UNAVAILABLE",
  misconfigured: "VENDOR_MISCONFIGURED",
  rejected: "VENDOR_REJECTED",
  // A read that ends in one of these was answered with null before it got here.
  "group-not-found": "VENDOR_REJECTED",
  "member-not-found": "VENDOR_REJECTED",
  refused: "VENDOR_REJECTED",
  "content-rejected": "VENDOR_REJECTED",
};

/** A read that failed. Where a mutation needed the read, its failure is data all the same, made from this. */
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

/** A read that failed: the field is null, and this says why. A mutation's failures are data instead. */
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

/** Arguments of a query that cannot be right: all their problems at once. */
export function badUserInput(problems: readonly Problem[]): GraphQLError {
  const list = problems.map(({ path, message }) => `${path} ${message}`).join("; ");
  return new GraphQLError(`The arguments are not valid: ${list}.`, {
    extensions: { code: "BAD_USER_INPUT", problems },
  });
}

/** The store that keeps bulk operations and the history of syncs could not be read. */
export function storeReadError(retryAfterSeconds: number, requestId: string): GraphQLError {
  return new GraphQLError(
    `The store of bulk operations could not be read. Try again in ${retryAfterSeconds} s.`,
    {
      extensions: { code: "STORE_UNAVAILABLE", requestId, retryAfterSeconds },
    },
  );
}
