import fc from "fast-check";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Path = readonly (string | number)[];

/** The ways to change one place of an answer. */
const CHANGES = ["drop", "null", "retype", "repeat"] as const;
type Change = (typeof CHANGES)[number];

const OTHER_TYPES: readonly Json[] = ["text", "", 7, -1, 1.5, 2 ** 60, true, [], [null], {}, { x: 1 }];

/** Every place in a tree, except the root. */
function placesIn(json: Json, path: Path = []): Path[] {
  if (json === null || typeof json !== "object") return [];
  const keys = Array.isArray(json) ? [...json.keys()] : Object.keys(json);
  return keys.flatMap((key) => {
    const place = [...path, key];
    return [place, ...placesIn((json as Record<string | number, Json>)[key] ?? null, place)];
  });
}

function changed(json: Json, path: Path, change: Change, other: Json): string {
  const [key, ...rest] = path;
  if (key === undefined || json === null || typeof json !== "object") return JSON.stringify(json);
  const entries: [string | number, Json][] = Array.isArray(json) ? [...json.entries()] : Object.entries(json);
  const parts = entries.flatMap(([name, value]) => {
    const label = Array.isArray(json) ? "" : `${JSON.stringify(name)}:`;
    const whole = `${label}${JSON.stringify(value)}`;
    if (name !== key) return [whole];
    if (rest.length > 0) return [`${label}${changed(value, rest, change, other)}`];
    switch (change) {
      case "drop":
        return [];
      case "null":
        return [`${label}null`];
      case "retype":
        return [`${label}${JSON.stringify(other)}`];
      case "repeat":
        return [whole, whole];
    }
  });
  return Array.isArray(json) ? `[${parts.join()}]` : `{${parts.join()}}`;
}

const change = fc.constantFrom(...CHANGES);
const otherType = fc.constantFrom(...OTHER_TYPES);

/** An answer with one place, at or below `within`, dropped, made null, given another type, or repeated. */
export function mutated(body: Buffer, within: Path = []): fc.Arbitrary<Buffer> {
  const json = JSON.parse(body.toString("utf8")) as Json;
  const places = placesIn(json).filter(
    (place) => place.length > within.length && within.every((key, index) => place[index] === key),
  );
  return fc
    .tuple(fc.constantFrom(...places), change, otherType)
    .map(([place, change, other]) => Buffer.from(changed(json, place, change, other)));
}

/** Whether this place of an answer and everything below it must stay as it is. */
type IsSpared = (path: Path, json: unknown) => boolean;

/** One mutation of an answer, or the answer cut short. The same turn always gives the same result. */
export function mutatedInTurn(body: Buffer, turn: number, isSpared: IsSpared): Buffer {
  const random = randomFrom(turn);
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  if (random() < 0.15) return body.subarray(0, Math.floor(random() * body.length));
  const json = JSON.parse(body.toString("utf8")) as Json;
  const place = pick(placesIn(json).filter((path) => !isSpared(path, json)));
  if (place === undefined) return body;
  return Buffer.from(changed(json, place, pick(CHANGES) ?? "drop", pick(OTHER_TYPES) ?? null));
}

/** mulberry32: a small generator with the same results on every machine. */
function randomFrom(seed: number): () => number {
  let state = (seed * 0x9e3779b1) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** An answer that ends too early, or with invalid UTF-8 in the middle. */
export const damaged = (body: Buffer): fc.Arbitrary<Buffer> =>
  fc.oneof(
    fc.nat({ max: body.length - 1 }).map((length) => body.subarray(0, length)),
    fc.nat({ max: body.length - 1 }).map((at) => {
      const bytes = Buffer.from(body);
      bytes[at] = 0xe6;
      return bytes;
    }),
  );
