/** What a token says about its holder. The page only uses it to choose what to show: the graph decides what is allowed. */
export interface Claims {
  readonly subject: string | null;
  /** Null if the token cannot be read. Then the page shows everything, and the graph refuses what is not allowed. */
  readonly scopes: ReadonlySet<string> | null;
  /** In milliseconds since 1970. */
  readonly expiresAt: number | null;
}

const UNREADABLE: Claims = { subject: null, scopes: null, expiresAt: null };

/** Reads a JWT's claims, without checking its signature. */
export function readClaims(token: string): Claims {
  try {
    const payload: unknown = JSON.parse(decodeBase64Url(token.split(".")[1] ?? ""));
    if (typeof payload !== "object" || payload === null) return UNREADABLE;
    const { sub, scope, scp, exp } = payload as Readonly<Record<string, unknown>>;
    return {
      subject: typeof sub === "string" ? sub : null,
      scopes: new Set([scope, scp].flat().flatMap((one) => (typeof one === "string" ? one.split(" ") : []))),
      expiresAt: typeof exp === "number" ? exp * 1000 : null,
    };
  } catch {
    return UNREADABLE;
  }
}

function decodeBase64Url(text: string): string {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return new TextDecoder().decode(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
}
