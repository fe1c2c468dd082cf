import { z } from "zod";
import { listOf } from "./fields.js";

const MOST_ORIGINS = 20;

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
      (origins) => origins.length <= MOST_ORIGINS && origins.every(isOrigin),
      `must be at most ${MOST_ORIGINS} origins such as https://gateway.example or http://gateway:4000, without a path, with commas between`,
    )
    .transform((origins) => origins.map((origin) => new URL(origin).origin))
    .optional()
    .describe(
      "Where messages of subscriptions by HTTP callback may be sent: the gateway's origins as this server reaches it, with commas between. None: loopback in development, and no callbacks in production. Subscriptions by server-sent events need no setting.",
    ),
};

export interface SubscriptionSettings {
  /** Undefined: none were named. */
  readonly callbackOrigins: readonly string[] | undefined;
}

export const subscriptionSettings = (
  env: z.output<z.ZodObject<typeof SUBSCRIPTION_VARIABLES>>,
): SubscriptionSettings => ({ callbackOrigins: env.SUBSCRIPTION_CALLBACK_ORIGINS });
