import { Field, Float, Int, InterfaceType, ObjectType } from "./decorators.js";
import { Vendor } from "./enums.js";

/**
 * A failure that the caller can act on, returned in `data`.
 * A plain class, not `extends Error`: graphql-js takes a returned Error for a thrown one.
 */
@InterfaceType({
  description: "A mutation did not do, or not do all of, what it was asked. Tell cases apart by __typename.",
})
export abstract class MutationError {
  @Field(() => String, {
    description:
      "What happened, why, and what to do. For developers and logs: choose what users read by __typename.",
  })
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}

/** Where a failure that a vendor had a part in comes from. */
export interface VendorErrorSource {
  readonly vendor: Vendor;
  readonly vendorCode: number | null;
  readonly requestId: string;
}

@InterfaceType({ implements: MutationError, description: "A failure in which a vendor had a part." })
export abstract class VendorError extends MutationError {
  @Field(() => Vendor, { description: "Whose service was asked." })
  readonly vendor: Vendor;

  @Field(() => Int, {
    nullable: true,
    description: "The vendor's own code. Null where no code was received.",
  })
  readonly vendorCode: number | null;

  @Field(() => String, {
    nullable: true,
    description: "This request in the server's log; quote it when you ask an operator.",
  })
  readonly requestId: string | null;

  constructor(message: string, source: VendorErrorSource) {
    super(message);
    this.vendor = source.vendor;
    this.vendorCode = source.vendorCode;
    this.requestId = source.requestId;
  }
}

@ObjectType({ simpleResolvers: true, description: "One thing that is wrong with an input." })
export class InputProblem {
  @Field(() => String, { description: "Where, from the argument on: `input.customFields[1].value`." })
  readonly path: string;

  @Field(() => String, { description: "What is wrong, and what would be right." })
  readonly message: string;

  @Field(() => Float, {
    nullable: true,
    description: "What is allowed at most, where it is a number; bytes of UTF-8 for texts.",
  })
  readonly limit: number | null;

  @Field(() => Float, { nullable: true, description: "What was given, in the same unit." })
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
  description: "The input cannot be right, so no vendor was called. All problems are told at once.",
})
export class InvalidInputError extends MutationError {
  @Field(() => [InputProblem], { description: "Every problem; at least one." })
  readonly problems: readonly InputProblem[];

  constructor(problems: readonly InputProblem[]) {
    super(
      `The input is not valid, so nothing was changed: ${problems.map(({ path, message }) => `${path} ${message}`).join("; ")}.`,
    );
    this.problems = problems;
  }
}

/** Seconds are said once, for the three types that carry them. */
const RETRY_AFTER = "Seconds after which trying again is worthwhile.";

@ObjectType({
  implements: VendorError,
  simpleResolvers: true,
  description: "Too many calls, at the vendor or in our own queue. Try again later.",
})
export class RateLimitedError extends VendorError {
  @Field(() => Int, { description: RETRY_AFTER })
  readonly retryAfterSeconds: number;

  constructor(message: string, source: VendorErrorSource, retryAfterSeconds: number) {
    super(message, source);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

@ObjectType({
  implements: VendorError,
  simpleResolvers: true,
  description: "The vendor is down, in maintenance, or answers nonsense. Try again later.",
})
export class VendorUnavailableError extends VendorError {
  @Field(() => Int, { description: RETRY_AFTER })
  readonly retryAfterSeconds: number;

  constructor(message: string, source: VendorErrorSource, retryAfterSeconds: number) {
    super(message, source);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

@ObjectType({
  implements: VendorError,
  simpleResolvers: true,
  description:
    "The change was sent, no answer came, and looking could not tell whether it was made. Read it back before you try again.",
})
export class OutcomeUnknownError extends VendorError {}

@ObjectType({
  implements: VendorError,
  simpleResolvers: true,
  description:
    "The vendor does not accept this server: a secret, its clock, a contract or a plan. Only an operator can mend it, and was told.",
})
export class VendorMisconfiguredError extends VendorError {}

@ObjectType({
  implements: VendorError,
  simpleResolvers: true,
  description:
    "The vendor refused the request for a reason that nobody documented, or that is this server's to fix.",
})
export class VendorRejectedError extends VendorError {}

@ObjectType({
  implements: VendorError,
  simpleResolvers: true,
  description:
    "The change is not permitted: the vendor refuses it, for a reason that has no type of its own; or the caller may change only their own groups, and the target, if there is one, is not in these.",
})
export class NotPermittedError extends VendorError {}
