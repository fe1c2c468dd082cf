import type { Limits } from "./limits.js";

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
/** `[` and `{` differ only in the bit BRACES, and so do `]` and `}`. */
const OPENING = 0x5b;
const CLOSING = 0x5d;
const BRACES = 0x20;

export type JsonLimit = "LIMIT_JSON_DEPTH" | "LIMIT_JSON_KEYS" | "LIMIT_JSON_ITEMS";

/**
 * The first limit that a JSON text exceeds, or null. Reads the bytes once, up to the first excess, so refusing is cheaper
 * than parsing. For text that is not JSON, the result may be anything.
 */
export function exceededByJson(json: Uint8Array, limits: Pick<Limits, JsonLimit>): JsonLimit | null {
  /** The commas so far in each list and object that is still open. */
  const commas: number[] = [];
  const keys = new Set<number>();
  for (let at = 0; at < json.length; at++) {
    const byte = json[at] ?? 0;
    if (byte === QUOTE) {
      const start = at;
      at = endOfString(json, at);
      if (isKey(json, at)) {
        keys.add(hashOf(json, start, at));
        if (keys.size > limits.LIMIT_JSON_KEYS) return "LIMIT_JSON_KEYS";
      }
    } else if (byte === COMMA) {
      const level = commas.length - 1;
      const count = (commas[level] ?? 0) + 1;
      if (level >= 0) commas[level] = count;
      if (count >= limits.LIMIT_JSON_ITEMS) return "LIMIT_JSON_ITEMS";
    } else if ((byte & ~BRACES) === OPENING) {
      commas.push(0);
      if (commas.length > limits.LIMIT_JSON_DEPTH) return "LIMIT_JSON_DEPTH";
    } else if ((byte & ~BRACES) === CLOSING) commas.pop();
  }
  return null;
}

/** The index of the quote that ends the string at `start`. */
function endOfString(json: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== QUOTE) at += json[at] === BACKSLASH ? 2 : 1;
  return at;
}

/** Whether a colon follows, perhaps after blanks. */
function isKey(json: Uint8Array, end: number): boolean {
  let at = end + 1;
  while (json[at] === 0x20 || json[at] === 0x09 || json[at] === 0x0a || json[at] === 0x0d) at += 1;
  return json[at] === COLON;
}

/** 32-bit FNV-1a. Two keys with the same hash count as one, so a collision allows one key more. */
function hashOf(json: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start + 1; at < end; at++) hash = Math.imul(hash ^ (json[at] ?? 0), 0x01000193);
  return hash;
}
