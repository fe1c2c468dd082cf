/** Cuts a list into runs of at most `size`, in order. */
export function chunksOf<T>(items: readonly T[], size: number): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size));
  return chunks;
}

/** Reads keys in chunks, all at once, and puts their results together. */
export async function inChunks<Read>(
  keys: readonly string[],
  size: number,
  read: (chunk: readonly string[]) => Promise<ReadonlyMap<string, Read>>,
): Promise<ReadonlyMap<string, Read>> {
  if (keys.length <= size) return read(keys);
  const parts = await Promise.all(chunksOf(keys, size).map(read));
  return new Map(parts.flatMap((part) => [...part]));
}
