/** A kind of input that a client can make very large. */
export interface HostileInput {
  readonly name: string;
  /** The number of repeated parts. The largest stays within the body limit. */
  readonly sizes: readonly [number, number, number];
  readonly body: (size: number) => string;
  readonly headers?: (size: number) => Readonly<Record<string, string>>;
}

/** The body of a request. */
export const operation = (query: string, variables?: unknown, more: object = {}): string =>
  JSON.stringify({ query, ...(variables !== undefined && { variables }), ...more });
export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
export const doubling = (largest: number): [number, number, number] => [
  Math.floor(largest / 4),
  Math.floor(largest / 2),
  largest,
];

/** Combining marks, which Unicode normalization sorts. Without a limit, that takes quadratic time. */
export const marks = (size: number): string => `a${"\u0315".repeat(size / 4)}${"\u0316".repeat(size / 4)}`;
