import { isIP } from "node:net";
import { z } from "zod";

/** Any address: no secret stands on the admin port. */
export const adminHost = () =>
  z
    .string()
    .refine((text) => isIP(text) !== 0 || text === "localhost", "must be an IP address, or localhost")
    .default("127.0.0.1");

/** With the 20 s that a request may take, a stop stays under 25 s. */
export const drainSeconds = () =>
  z.coerce.number("must be a number").min(0).max(4, "must be at most 4").default(2);

export const otlpEndpoint = () =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
      "must be an http:// or https:// URL",
    );
