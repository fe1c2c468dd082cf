import fc from "fast-check";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Path = readonly (string | number)[];

/** What is done to one place of an answer. */
type Change = "drop" | "null" | "retype" | "repeat";

const OTHER_TYPES: readonly Json[] = ["text", "", 7, -1, 1.5, 2 ** 60, true, [], [null], {}, { x: 1 }];

/** Every place in a tree, the root left out. */
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

const change = fc.constantFrom<Change>("drop", "null", "retype", "repeat");
const otherType = fc.constantFrom(...OTHER_TYPES);

/** An answer of which one place, at or below `within`, is dropped, made null, given another type, or repeated. */
export function mutated(body: Buffer, within: Path = []): fc.Arbitrary<Buffer> {
  const json = JSON.parse(body.toString("utf8")) as Json;
  const places = placesIn(json).filter(
    (place) => place.length > within.length && within.every((key, index) => place[index] === key),
  );
  return fc
    .tuple(fc.constantFrom(...places), change, otherType)
    .map(([place, change, other]) => Buffer.from(changed(json, place, change, other)));
}

/** An answer that ends before it should, or in the middle of which bytes are no characters any more. */
export const damaged = (body: Buffer): fc.Arbitrary<Buffer> =>
  fc.oneof(
    fc.nat({ max: body.length - 1 }).map((length) => body.subarray(0, length)),
    fc.nat({ max: body.length - 1 }).map((at) => {
      const bytes = Buffer.from(body);
      bytes[at] = 0xe6;
      return bytes;
    }),
  );
