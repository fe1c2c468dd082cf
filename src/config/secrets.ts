import { Secret } from "../telemetry/secret.js";

/** Redacting a shorter password would also remove ordinary words from a text. */
const MIN_SCRUBBED_PASSWORD = 8;

/** Everything in the environment that must never appear in a log. */
export const secretsIn = (env: {
  readonly CLASSIN_SECRET: Secret;
  readonly TENCENT_IM_SECRET_KEY: Secret;
  readonly ROUTER_SECRETS?: readonly Secret[] | undefined;
  readonly DATABASE_URL?: Secret | undefined;
  readonly CLASSIN_PUSH_SECRET?: Secret | undefined;
  readonly TENCENT_IM_WEBHOOK_TOKEN?: Secret | undefined;
  readonly WEBHOOKS_RELAY_SECRET?: Secret | undefined;
}): readonly Secret[] => [
  env.CLASSIN_SECRET,
  env.TENCENT_IM_SECRET_KEY,
  ...(env.ROUTER_SECRETS ?? []),
  ...[env.CLASSIN_PUSH_SECRET, env.TENCENT_IM_WEBHOOK_TOKEN, env.WEBHOOKS_RELAY_SECRET].filter(
    (secret) => secret !== undefined,
  ),
  ...databaseSecrets(env.DATABASE_URL),
];

/** The URL, and its password alone, both encoded and decoded: a driver's errors may quote any of them. */
function databaseSecrets(url: Secret | undefined): Secret[] {
  if (url === undefined) return [];
  const { password } = new URL(url.reveal());
  const spellings = [password, decoded(password)].filter((text) => text.length >= MIN_SCRUBBED_PASSWORD);
  return [url, ...spellings.map((text) => new Secret(text))];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
