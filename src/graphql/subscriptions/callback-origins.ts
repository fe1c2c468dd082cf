import { z } from "zod";

const LOOPBACK = new Set(["127.0.0.1", "[::1]", "localhost"]);

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && text.replace(/\/$/, "").toLowerCase() === url.origin;
}

const callbackOrigins = () =>
  z
    .string()
    .transform((list) =>
      list
        .split(",")
        .map((origin) => origin.trim())
        .filter((origin) => origin !== ""),
    )
    .refine(
      (origins) => origins.length <= 20 && origins.every(isOrigin),
      "must be at most 20 origins such as https://gateway.example or http://gateway:4000, without a path, with commas between",
    )
    .transform((origins) => origins.map((origin) => new URL(origin).origin));

/** Rows of the table in docs/configuration.md. */
export const SUBSCRIPTION_VARIABLES = {
  SUBSCRIPTION_CALLBACK_ORIGINS: callbackOrigins()
    .optional()
    .describe(
      "Where messages of subscriptions by HTTP callback may be sent: the gateway's origins as this server reaches it, with commas between. None: loopback in development, and no callbacks in production. Subscriptions by server-sent events need no setting.",
    ),
};

/**
 * Says where messages may go: to the origins that are configured, exactly; where none are, in development to this
 * machine, in production nowhere.
 */
export function callbackPolicy(options: {
  origins: readonly string[] | undefined;
  development: boolean;
}): (callbackUrl: string) => URL | null {
  const origins = new Set(options.origins);
  return (callbackUrl) => {
    if (!URL.canParse(callbackUrl)) return null;
    const url = new URL(callbackUrl);
    if (!/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") return null;
    const allowed =
      options.origins === undefined
        ? options.development && LOOPBACK.has(url.hostname)
        : origins.has(url.origin);
    return allowed ? url : null;
  };
}
