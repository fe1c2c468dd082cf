import { type DestinationStream, type Logger, pino } from "pino";
import type { Secret } from "./secret.js";

export type Log = Logger;

export const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Signatures as they stand in URLs, forms, JSON, and JSON quoted in JSON; made anew all the time, so they are known by their names. */
const SIGNATURES =
  /(usersig|safekey|(?<![a-z])sign)((?:\\*["'])?\s*[=:]\s*(?:\\*["'])?|%3D)[A-Za-z0-9*_%-]{16,}/gi;
/** Tokens as callers send them: three parts in base64url, of which the first begins with `{"`. */
const TOKENS = /eyJ[\w-]{5,}\.[\w-]+\.[\w-]*/g;
const REDACTED = "[redacted]";

/**
 * JSON lines. The finished line is scrubbed, not the object it is made from: secrets also hide in messages, stack
 * traces, URLs and causes, where a list of paths to redact does not look.
 */
export function createLog(options: {
  level: LogLevel;
  secrets: readonly Secret[];
  destination?: DestinationStream;
}): Log {
  const scrub = scrubber(options.secrets);
  return pino(
    { level: options.level, base: null, hooks: { streamWrite: scrub } },
    options.destination ?? pino.destination({ fd: 1, sync: true }),
  );
}

/** Takes known secrets, tokens, and anything that is named like a signature, out of a finished text. */
export function scrubber(secrets: readonly Secret[]): (text: string) => string {
  const known = secrets
    .flatMap((secret) => spellings(secret.reveal()))
    // What a key of the line's JSON ends with is no value.
    .map((secret) => new RegExp(`${secret.replace(/[^A-Za-z0-9]/g, String.raw`\$&`)}(?!":)`, "g"));
  return (text) => {
    let clean = text;
    for (const secret of known) clean = clean.replace(secret, REDACTED);
    return clean.replace(SIGNATURES, `$1$2${REDACTED}`).replace(TOKENS, REDACTED);
  };
}

/** A secret as it is, as it looks inside JSON, and as it looks inside a URL; the longest first, as it may hold the others. */
function spellings(secret: string): string[] {
  const all = new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]);
  return [...all].toSorted((a, b) => b.length - a.length);
}
