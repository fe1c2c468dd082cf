import { z } from "zod";

/** An error with a reason (`because`) and a remedy (`todo`). `status` is the HTTP status that the control API answers. */
export class Problem extends Error {
  readonly status: number;
  readonly because: string;
  readonly todo: string;
  constructor(status: number, error: string, because: string, todo: string) {
    super(error);
    this.status = status;
    this.because = because;
    this.todo = todo;
  }
}

/** The parsed value. Throws a `Problem` that lists everything that is wrong with it. */
export function checked<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  todo: string,
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Problem(400, "The request is invalid.", z.prettifyError(parsed.error), todo);
}
