import { generateKeyPairSync, randomBytes } from "node:crypto";
import { SignJWT } from "jose";

/** Who a token is for, and what it allows. */
export interface Holder {
  readonly subject: string;
  /** Without the prefix `class-groups:`. */
  readonly scopes: readonly string[];
}

/** The demo's own issuer of tokens. Its key exists only as long as the demo runs. */
export interface Issuer {
  /** Turns access control on in Class Groups: it accepts this issuer's tokens, and requests of a gateway with the secret. */
  readonly env: Readonly<Record<string, string>>;
  readonly routerSecret: string;
  mint(holder: Holder): Promise<string>;
}

const ISSUER = "https://demo.invalid/";
const AUDIENCE = "class-groups";
/** Seconds. Long enough to look around. */
const VALID_FOR_S = 8 * 3_600;

export function createIssuer(): Issuer {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const routerSecret = randomBytes(36).toString("base64");
  return {
    routerSecret,
    env: {
      ROUTER_SECRETS: routerSecret,
      JWT_PUBLIC_KEY: publicKey.export({ type: "spki", format: "pem" }).toString(),
      JWT_ISSUER: ISSUER,
      JWT_AUDIENCE: AUDIENCE,
    },
    mint: ({ subject, scopes }) =>
      new SignJWT({ scope: scopes.map((scope) => `class-groups:${scope}`).join(" ") })
        .setProtectedHeader({ alg: "ES256" })
        .setSubject(subject)
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setExpirationTime(Math.floor(Date.now() / 1000) + VALID_FOR_S)
        .sign(privateKey),
  };
}
