import { type DestinationStream, type Logger, pino } from "pino";
import type { Secret } from "./secret.js";
import { standardOutput } from "./standard-output.js";

export type Log = Logger;

export const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Signatures in URLs, forms, JSON, and JSON quoted in JSON. They change all the time, so they are found by their names. */
const SIGNATURES =
  /(usersig|safekey|(?<![a-z])sign)((?:\\*["'])?\s*[=:]\s*(?:\\*["'])?|%3D)[A-Za-z0-9*_%-]{16,}/gi;
/** Callers' tokens: three parts in base64url. The first part begins with `{"`. */
const TOKENS = /eyJ[\w-]{5,}\.[\w-]+\.[\w-]*/g;
const REDACTED = "[redacted]";

/**
 * Writes JSON lines. The finished line is redacted, not the logged object: secrets may also be in messages, stack traces,
 * URLs and causes, which a list of paths to redact would miss.
 */
export function createLog(options: {
  level: LogLevel;
  secrets: readonly Secret[];
  destination?: DestinationStream;
}): Log {
  const scrub = scrubber(options.secrets);
  return pino(
    { level: options.level, base: null, hooks: { streamWrite: scrub } },
    options.destination ?? standardOutput(),
  );
}

/** Redacts known secrets, tokens, and anything named like a signature in a text. */
export function scrubber(secrets: readonly Secret[]): (text: string) => string {
  // One expression for all, because every line is searched. The longest comes first, since it may contain others.
  const known = secrets
    .flatMap((secret) => spellings(secret.reveal()))
    .toSorted((a, b) => b.length - a.length)
    .map((secret) => secret.replace(/[^A-Za-z0-9]/g, String.raw`\$&`));
  // The end of a key in the line's JSON is not a value.
  const anyKnown = known.length === 0 ? null : new RegExp(`(?:${known.join("|")})(?!":)`, "g");
  return (text) => {
    const clean = anyKnown === null ? text : text.replace(anyKnown, REDACTED);
    return clean.replace(SIGNATURES, `$1$2${REDACTED}`).replace(TOKENS, REDACTED);
  };
}

/** A secret as it is, escaped for JSON, and encoded for a URL. */
const spellings = (secret: string): string[] => [
  ...new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]),
];
