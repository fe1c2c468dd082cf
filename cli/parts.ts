import { MAX_NAMES } from "../src/input/official-names.js";

/** The limits of one operation. */
export interface PartLimits {
  readonly items: number;
  /** Size of the items as JSON. */
  readonly bytes: number;
}

/** The server allows 10,000 items and bodies of 4 MiB. The rest of the request needs some of that. */
export const PART_LIMITS: PartLimits = { items: 10_000, bytes: 3 * 2 ** 20 };

/** The server takes so many names at once. */
export const NAME_LIMITS: PartLimits = { ...PART_LIMITS, items: MAX_NAMES };

/** Returns a function that says for each item in turn whether it begins a new part. The same items always give the same parts. */
export function splitter(limits: PartLimits): (itemBytes: number) => boolean {
  let items = 0;
  let bytes = 0;
  return (itemBytes) => {
    const begins = items === limits.items || (items > 0 && bytes + itemBytes > limits.bytes);
    if (begins) items = bytes = 0;
    items += 1;
    bytes += itemBytes;
    return begins;
  };
}

/** The first part uses the key itself, so a file that has grown past the limit still finds its first operation. */
export const keyOfPart = (key: string, index: number): string => (index === 0 ? key : `${key}/${index + 1}`);
