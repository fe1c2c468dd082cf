/** The scopes that a token may have in its space-separated `scope` claim. */
export const SCOPES = [
  "class-groups:read",
  "class-groups:read:own",
  "class-groups:write",
  "class-groups:write:own",
  "class-groups:bulk",
  "class-groups:events",
  "class-groups:names",
] as const;
export type Scope = (typeof SCOPES)[number];

/** Who sent the request, and what they may do. */
export interface Caller {
  /** Stable and unique within the school. Null if access control is off: in development, on loopback. */
  readonly id: string | null;
  readonly scopes: ReadonlySet<Scope>;
  /** When the token expires and its subscriptions end. Absent if access control is off. */
  readonly expiresAt?: Date;
}

/** The caller of every request if callers are not checked. */
export const UNCHECKED_CALLER: Caller = { id: null, scopes: new Set(SCOPES) };

const NAMES: ReadonlySet<string> = new Set(SCOPES);
export const isScope = (name: string): name is Scope => NAMES.has(name);

/**
 * Reads our scopes from a token's claims and ignores others. RFC 6749 puts them in `scope`, separated by spaces.
 * Some issuers send a list instead, and some name the claim `scp`.
 */
export function scopesIn({ scope, scp }: Readonly<Record<string, unknown>>): ReadonlySet<Scope> {
  const texts = [scope, scp].flat().filter((text): text is string => typeof text === "string");
  return new Set(texts.flatMap((text) => text.split(" ")).filter(isScope));
}
