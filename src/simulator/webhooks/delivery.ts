import { z } from "zod";

const TEN_MINUTES_MS = 600_000;

/** How one event is sent. Nothing given: once, at once and signed. */
export const deliveryShape = {
  /** The number of times it is sent. ClassIn sends the copies one after the other, Tencent IM all at once. */
  times: z.int().min(1).max(100).optional(),
  /** Sends it this much later. The event keeps its time. */
  delayMs: z.int().min(0).max(TEN_MINUTES_MS).optional(),
  /** Leaves out what proves the sender. */
  unsigned: z.boolean().optional(),
  /** Signs with a wrong key. */
  forged: z.boolean().optional(),
  /** Changes the school and sends nothing. */
  lost: z.boolean().optional(),
  /** Holds it until this many events of the same vendor that happened later were sent. */
  afterLater: z.int().min(1).max(1000).optional(),
};
export const deliverySchema = z.strictObject(deliveryShape);
export type Delivery = z.output<typeof deliverySchema>;

/** Splits the delivery from the other fields of an input. Both are unchecked. */
export function splitDelivery(input: Readonly<Record<string, unknown>>): {
  delivery: Record<string, unknown>;
  rest: Record<string, unknown>;
} {
  const [delivery, rest]: [Record<string, unknown>, Record<string, unknown>] = [{}, {}];
  for (const [name, value] of Object.entries(input)) {
    if (Object.hasOwn(deliveryShape, name)) delivery[name] = value;
    else rest[name] = value;
  }
  return { delivery, rest };
}
