import { z } from "zod";
import { listOf } from "./fields.js";

const MAX_ORIGINS = 20;

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && text.replace(/\/$/, "").toLowerCase() === url.origin;
}

export const SUBSCRIPTION_VARIABLES = {
  SUBSCRIPTION_CALLBACK_ORIGINS: z
    .string()
    .transform(listOf)
    .refine(
      (origins) => origins.length <= MAX_ORIGINS && origins.every(isOrigin),
      `must be at most ${MAX_ORIGINS} comma-separated origins without a path, such as https://gateway.example or http://gateway:4000`,
    )
    .transform((origins) => origins.map((origin) => new URL(origin).origin))
    .optional()
    .describe(
      "Comma-separated origins to which subscriptions over HTTP callback may send messages: the gateway's, as this server reaches it. Unset: loopback in development, no callbacks in production. Subscriptions over server-sent events do not need it.",
    ),
};

export interface SubscriptionSettings {
  /** Undefined if the variable is unset. */
  readonly callbackOrigins: readonly string[] | undefined;
}

export const subscriptionSettings = (
  env: z.output<z.ZodObject<typeof SUBSCRIPTION_VARIABLES>>,
): SubscriptionSettings => ({ callbackOrigins: env.SUBSCRIPTION_CALLBACK_ORIGINS });
