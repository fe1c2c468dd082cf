import { decode, encode, type SourceMapSegment } from "@jridgewell/sourcemap-codec";

interface SourceMap {
  readonly mappings: string;
  readonly sources: readonly string[];
}

/**
 * A map of our own code as JSON. Node reads maps when it loads the code, and one of all packages takes 50 MB. Positions in
 * packages get an entry without a source, so that they are not attributed to our code before them.
 */
export function withoutPackages({ mappings, sources }: SourceMap): string {
  const own = sources.filter((source) => !source.includes("node_modules/"));
  const index = new Map(own.map((source, at) => [source, at]));
  let isOwn = true;
  const lines = decode(mappings).map((line) =>
    line.flatMap((segment): SourceMapSegment[] => {
      const [column, source, ...position] = segment;
      const kept = source === undefined ? undefined : index.get(sources[source] ?? "");
      const wasOwn = isOwn;
      isOwn = kept !== undefined;
      if (kept === undefined) return wasOwn ? [[column]] : [];
      const [sourceLine = 0, sourceColumn = 0] = position;
      return [[column, kept, sourceLine, sourceColumn]];
    }),
  );
  return JSON.stringify({ version: 3, sources: own, names: [], mappings: encode(lines) });
}
