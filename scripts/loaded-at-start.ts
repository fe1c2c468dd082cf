import type { ChunkingContext } from "rolldown";

/** Names the chunk of the modules that `entry` loads without `import()`. The others keep their own chunks. */
export function loadedAtStart(
  entry: string,
  chunk: string,
): (id: string, context: ChunkingContext) => string | null {
  let loaded: ReadonlySet<string> | undefined;
  return (id, context) => ((loaded ??= reachable(entry, context)).has(id) ? chunk : null);
}

function reachable(entry: string, context: ChunkingContext): ReadonlySet<string> {
  const found = new Set([entry]);
  // A set's iteration includes what is added meanwhile.
  for (const id of found)
    for (const imported of context.getModuleInfo(id)?.importedIds ?? []) found.add(imported);
  return found;
}
