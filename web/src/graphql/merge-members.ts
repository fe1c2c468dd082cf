import type { FieldFunctionOptions, Reference } from "@apollo/client/cache";

/** A connection in the cache. Its nodes are references to the members. */
interface Members {
  readonly edges: readonly { readonly cursor: string; readonly node: Reference }[];
  readonly pageInfo: { readonly hasNextPage: boolean };
}

/**
 * Puts a page of members in its place. Pages that follow stay until they have been read again too, so a roster that is
 * refreshed never shrinks and grows before the reader's eyes. The last page removes what is no longer there.
 */
export function mergeMembers(
  existing: Members | null | undefined,
  incoming: Members | null,
  { args }: Pick<FieldFunctionOptions, "args">,
): Members | null {
  if (existing == null || incoming === null) return incoming;
  const after: unknown = args?.["after"] ?? null;
  const start = existing.edges.findIndex(({ cursor }) => cursor === after) + 1;
  const before = existing.edges.slice(0, start);
  if (!incoming.pageInfo.hasNextPage) return { ...incoming, edges: [...before, ...incoming.edges] };
  const isNew = new Set(incoming.edges.map(({ node }) => node.__ref));
  const following = existing.edges.slice(start).filter(({ node }) => !isNew.has(node.__ref));
  return { ...incoming, edges: [...before, ...incoming.edges, ...following] };
}
