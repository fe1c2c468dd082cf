/** What one operation may hold. */
export interface PartLimits {
  readonly items: number;
  /** Of the items as JSON. */
  readonly bytes: number;
}

/** 10,000 is the server's limit; its bodies are at most 4 MiB, of which the rest of the request gets its share. */
export const PART_LIMITS: PartLimits = { items: 10_000, bytes: 3 * 2 ** 20 };

/** Asked for each item in turn, tells whether a new part begins with it. The same items always make the same parts. */
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

/** The first part has the key itself, so that a file that grew past the limit finds what was started before. */
export const keyOfPart = (key: string, index: number): string => (index === 0 ? key : `${key}/${index + 1}`);
