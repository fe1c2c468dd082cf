import { isIP } from "node:net";
import { z } from "zod";
import { Secret } from "../telemetry/secret.js";
import type { WebhookSettings } from "../webhooks/settings.js";
import { type Env, isSet, listOf, port, secret } from "./fields.js";

const MAX_RELAY_URLS = 10;
/** What a Standard Webhooks secret must have, and may have, in bytes. */
const MIN_KEY_BYTES = 24;
const MAX_KEY_BYTES = 64;

export const WEBHOOK_VARIABLES = {
  WEBHOOKS_HOST: z
    .string()
    .refine((host) => host === "localhost" || isIP(host) !== 0, "must be an IP address or localhost")
    .default("127.0.0.1")
    .describe(
      "Address on which the vendors' webhooks are received. The listener is off unless one of the next variables is set (docs/webhooks.md).",
    ),
  WEBHOOKS_PORT: port(4004).describe("Port of `/classin` and `/tencent-im`, which receive webhooks."),
  CLASSIN_PUSH_SECRET: secret()
    .optional()
    .describe("The secret of ClassIn's messages, if it is not `CLASSIN_SECRET`."),
  TENCENT_IM_WEBHOOK_TOKEN: secret()
    .optional()
    .describe("The authentication token of the webhooks in Tencent IM's console. Unset: they are refused."),
  WEBHOOKS_RELAY_URLS: z
    .string()
    .transform(listOf)
    .refine(
      (urls) => urls.length <= MAX_RELAY_URLS && urls.every(isRelayUrl) && new Set(urls).size === urls.length,
      `must be at most ${MAX_RELAY_URLS} different comma-separated https:// URLs without a user name, or http:// for hosts in WEBHOOKS_RELAY_PRIVATE_HOSTS`,
    )
    .transform((urls) => urls.map((url) => new URL(url)))
    .optional()
    .describe("Comma-separated URLs that get every verified message, signed (Standard Webhooks)."),
  WEBHOOKS_RELAY_SECRET: z
    .string()
    .refine(
      isRelaySecret,
      `must be \`whsec_\` and ${MIN_KEY_BYTES} to ${MAX_KEY_BYTES} random bytes in Base64`,
    )
    .transform((text) => new Secret(text))
    .optional()
    .describe("Signs the relayed messages: `whsec_` and 24 to 64 random bytes in Base64."),
  WEBHOOKS_RELAY_PRIVATE_HOSTS: z
    .string()
    .default("")
    .transform(listOf)
    .transform((hosts) => hosts.map((host) => host.toLowerCase()))
    .describe("Comma-separated hosts in `WEBHOOKS_RELAY_URLS` that may have a loopback or private address."),
};

function isRelayUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && url.username === "" && url.password === "" && url.hash === "";
}

function isRelaySecret(text: string): boolean {
  if (!/^whsec_[A-Za-z0-9+/]+={0,2}$/.test(text)) return false;
  const bytes = Buffer.from(text.slice("whsec_".length), "base64").length;
  return bytes >= MIN_KEY_BYTES && bytes <= MAX_KEY_BYTES;
}

type Parsed = z.output<z.ZodObject<typeof WEBHOOK_VARIABLES>>;

/** What concerns several variables at once. */
export function webhookProblems(env: Partial<Parsed> | undefined): string[] {
  const urls = env?.WEBHOOKS_RELAY_URLS ?? [];
  const privateHosts = env?.WEBHOOKS_RELAY_PRIVATE_HOSTS ?? [];
  const needsSecret = urls.length > 0 && env?.WEBHOOKS_RELAY_SECRET === undefined;
  const isUnsafe = urls.some(
    ({ protocol, hostname }) => protocol === "http:" && !privateHosts.includes(hostname),
  );
  return [
    ...(needsSecret ? ["WEBHOOKS_RELAY_SECRET is required with WEBHOOKS_RELAY_URLS"] : []),
    ...(isUnsafe
      ? ["WEBHOOKS_RELAY_URLS must use https:// for hosts outside WEBHOOKS_RELAY_PRIVATE_HOSTS"]
      : []),
  ];
}

/** An address alone does not ask for webhooks: the image always has one. */
const ASKS_FOR_WEBHOOKS = Object.keys(WEBHOOK_VARIABLES).filter((name) => name !== "WEBHOOKS_HOST");

/** Null if no other variable of the group than the address is set: nothing is received then. */
export function webhookSettings(
  given: Env,
  env: Parsed & { readonly CLASSIN_SECRET: Secret },
): WebhookSettings | null {
  if (!ASKS_FOR_WEBHOOKS.some((name) => isSet(given[name]))) return null;
  return {
    host: env.WEBHOOKS_HOST,
    port: env.WEBHOOKS_PORT,
    classinSecret: env.CLASSIN_PUSH_SECRET ?? env.CLASSIN_SECRET,
    tencentToken: env.TENCENT_IM_WEBHOOK_TOKEN,
    relay: {
      urls: env.WEBHOOKS_RELAY_URLS ?? [],
      secret: env.WEBHOOKS_RELAY_SECRET,
      privateHosts: env.WEBHOOKS_RELAY_PRIVATE_HOSTS,
    },
  };
}
