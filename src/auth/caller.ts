/** What a token may allow, as its space-separated `scope` claim names it. */
export const SCOPES = [
  "class-groups:read",
  "class-groups:write",
  "class-groups:write:own",
  "class-groups:bulk",
] as const;
export type Scope = (typeof SCOPES)[number];

/** Who asks, and what they may do. */
export interface Caller {
  /** Stable and unique within the school. Null where access control is off: in development, on loopback. */
  readonly id: string | null;
  readonly scopes: ReadonlySet<Scope>;
}

/** Stands for everybody where callers are not checked. */
export const UNCHECKED_CALLER: Caller = { id: null, scopes: new Set(SCOPES) };
