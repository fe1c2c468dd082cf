/** What a token may allow, as its space-separated `scope` claim names it. */
export const SCOPES = [
  "class-groups:read",
  "class-groups:read:own",
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
  /** When the token ends, and with it what goes on in its name. Left out where there is no token. */
  readonly expiresAt?: Date;
}

/** Stands for everybody where callers are not checked. */
export const UNCHECKED_CALLER: Caller = { id: null, scopes: new Set(SCOPES) };

const NAMES: ReadonlySet<string> = new Set(SCOPES);
export const isScope = (name: string): name is Scope => NAMES.has(name);

/**
 * The scopes of ours in the claims of a token; others' are left out. RFC 6749 has them in `scope`, with spaces between.
 * Some issuers send a list instead, and some call the claim `scp`.
 */
export function scopesIn({ scope, scp }: Readonly<Record<string, unknown>>): ReadonlySet<Scope> {
  const texts = [scope, scp].flat().filter((text): text is string => typeof text === "string");
  return new Set(texts.flatMap((text) => text.split(" ")).filter(isScope));
}
