import { createParameterDecorator, type MiddlewareFn } from "../../schema/decorators.js";
import { InputProblem, InvalidInputError } from "../../schema/errors.js";
import type { Target } from "../../src/bulk/model.js";
import type { Context } from "../../src/graphql/context.js";
import type { Problem } from "../../src/input/problem.js";
import type { Result } from "../../src/result.js";

type Read = Result<readonly Target[], readonly Problem[]>;

/** What was read from each input. Several fields of an operation may be given the same variable. */
const readOf = new WeakMap<object, Read>();

/**
 * Reads the argument `input` of a bulk mutation, and answers with an `InvalidInputError` where it is wrong. This happens
 * before TypeGraphQL makes an instance of every object in the input, which costs more than all checks together.
 */
export const checkTargets =
  <Input extends object>(read: (input: Input, path: string) => Read): MiddlewareFn<Context> =>
  async ({ args }, next) => {
    const input = args["input"] as Input;
    const targets = readOf.get(input) ?? read(input, "input");
    readOf.set(input, targets);
    if (targets.ok) return next();
    return new InvalidInputError(targets.error.map((problem) => new InputProblem(problem)));
  };

/** The targets that `checkTargets` read. */
export const CheckedTargets = () =>
  createParameterDecorator(({ args }) => {
    const read = readOf.get(args["input"] as object);
    return read?.ok === true ? read.value : [];
  });
