import { createParameterDecorator, type MiddlewareFn } from "../../schema/decorators.js";
import { InputProblem, InvalidInputError } from "../../schema/errors.js";
import type { Target } from "../../src/bulk/model.js";
import type { Context } from "../../src/graphql/context.js";
import type { Problem } from "../../src/input/problem.js";
import type { Result } from "../../src/result.js";

type ReadTargets = Result<readonly Target[], readonly Problem[]>;

/** The targets read from each input. Several fields of an operation may use the same variable. */
const targetsByInput = new WeakMap<object, ReadTargets>();

/**
 * Reads the argument `input` of a bulk mutation, and returns an `InvalidInputError` if it is invalid. It does so before
 * TypeGraphQL creates an instance of every object in the input, which costs more than all checks together.
 */
export const checkTargets =
  <Input extends object>(read: (input: Input, path: string) => ReadTargets): MiddlewareFn<Context> =>
  async ({ args }, next) => {
    const input = args["input"] as Input;
    const targets = targetsByInput.get(input) ?? read(input, "input");
    targetsByInput.set(input, targets);
    if (targets.ok) return next();
    return new InvalidInputError(targets.error.map((problem) => new InputProblem(problem)));
  };

/** The targets that `checkTargets` read. */
export const CheckedTargets = () =>
  createParameterDecorator(({ args }) => {
    const read = targetsByInput.get(args["input"] as object);
    return read?.ok === true ? read.value : [];
  });
