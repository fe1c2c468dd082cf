import { Field, Float, Int, InterfaceType, ObjectType } from "./decorators.js";
import { Vendor } from "./enums.js";

/**
 * A failure that the caller can act on, returned in `data`.
 * A plain class, not `extends Error`: graphql-js treats a returned Error as a thrown one.
 */
@InterfaceType({
  description: "A mutation failed, or succeeded only in part. Use `__typename` to distinguish the cases.",
})
export abstract class MutationError {
  @Field(() => String, {
    description:
      "What happened, why, and what to do. For developers and logs: choose the text for users by `__typename`.",
  })
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}

/** The origin of a failure that involves a vendor. */
export interface VendorErrorSource {
  readonly vendor: Vendor;
  readonly vendorCode: number | null;
  readonly requestId: string;
}

@InterfaceType({ implements: MutationError, description: "A failure that involves a vendor." })
export abstract class VendorError extends MutationError {
  @Field(() => Vendor, { description: "The vendor that the request depends on." })
  readonly vendor: Vendor;

  @Field(() => Int, {
    nullable: true,
    description: "The vendor's error code. Null if the vendor sent none.",
  })
  readonly vendorCode: number | null;

  @Field(() => String, {
    nullable: true,
    description: "The request's id in the server's log. Quote it when you contact an operator.",
  })
  readonly requestId: string | null;

  constructor(message: string, source: VendorErrorSource) {
    super(message);
    this.vendor = source.vendor;
    this.vendorCode = source.vendorCode;
    this.requestId = source.requestId;
  }
}

/** The decorator of a type of failure that involves a vendor. */
export const VendorErrorType = (description: string): ClassDecorator =>
  ObjectType({ implements: VendorError, simpleResolvers: true, description });

@ObjectType({ simpleResolvers: true, description: "One problem with an input." })
export class InputProblem {
  @Field(() => String, {
    description: "The path to the invalid value, from the argument: `input.customFields[1].value`.",
  })
  readonly path: string;

  @Field(() => String, { description: "What is wrong, and what is allowed." })
  readonly message: string;

  @Field(() => Float, {
    nullable: true,
    description: "The limit, if it is a number. Most texts are measured in bytes of UTF-8.",
  })
  readonly limit: number | null;

  @Field(() => Float, { nullable: true, description: "The given size or number, in the unit of `limit`." })
  readonly actual: number | null;

  constructor(problem: { path: string; message: string; limit: number | null; actual: number | null }) {
    this.path = problem.path;
    this.message = problem.message;
    this.limit = problem.limit;
    this.actual = problem.actual;
  }
}

@ObjectType({
  implements: MutationError,
  simpleResolvers: true,
  description: "The input is invalid, so no vendor was called. All problems are reported at once.",
})
export class InvalidInputError extends MutationError {
  @Field(() => [InputProblem], { description: "The problems, at least one." })
  readonly problems: readonly InputProblem[];

  constructor(problems: readonly InputProblem[]) {
    super(
      `The input is not valid, so nothing was changed: ${problems.map(({ path, message }) => `${path} ${message}`).join("; ")}.`,
    );
    this.problems = problems;
  }
}

const RETRY_AFTER = "The number of seconds to wait before trying again.";

@VendorErrorType(
  "Too many calls: the vendor refused this one, or this server's queue for the vendor is too long. Try again later.",
)
export class RateLimitedError extends VendorError {
  @Field(() => Int, { description: RETRY_AFTER })
  readonly retryAfterSeconds: number;

  constructor(message: string, source: VendorErrorSource, retryAfterSeconds: number) {
    super(message, source);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

@VendorErrorType("The vendor is down, under maintenance, or sends invalid answers. Try again later.")
export class VendorUnavailableError extends VendorError {
  @Field(() => Int, { description: RETRY_AFTER })
  readonly retryAfterSeconds: number;

  constructor(message: string, source: VendorErrorSource, retryAfterSeconds: number) {
    super(message, source);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

@VendorErrorType(
  "The change was sent, but no answer arrived, so it may or may not have been made. Read the current state before you try again.",
)
export class OutcomeUnknownError extends VendorError {}

@VendorErrorType(
  "The vendor does not accept this server because of a secret, the clock, a contract or a plan. Only an operator can fix this. An error was logged for operators.",
)
export class VendorMisconfiguredError extends VendorError {}

@VendorErrorType(
  "The vendor refused the request. The reason is undocumented, or it is a defect in this server.",
)
export class VendorRejectedError extends VendorError {}

/** The failures that any call to a vendor can have. */
export const VENDOR_FAILURES = [
  RateLimitedError,
  VendorUnavailableError,
  OutcomeUnknownError,
  VendorMisconfiguredError,
  VendorRejectedError,
] as const;

@VendorErrorType(
  "The change is not permitted. The vendor refuses it for a reason without an error type of its own, or the caller's role in the group does not allow it. With the scope `class-groups:write:own`, a group that does not exist also returns this error.",
)
export class NotPermittedError extends VendorError {}
