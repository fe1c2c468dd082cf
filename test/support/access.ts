import { generateKeyPairSync, type KeyObject } from "node:crypto";
import type { JWTPayload } from "jose";
import { signToken } from "../../scripts/token/signing-key.js";

/** Every test of this process signs with this. A router secret has at least 32 characters. */
export const ROUTER_SECRET = "canary-router-secret-0123456789-abcdef";
const ISSUER = "https://issuer.example/";
const AUDIENCE = "class-groups";
export const KEYS = generateKeyPairSync("ec", { namedCurve: "P-256" });

/** The key's id in the published keys. */
export const KEY_ID = "one";

export const PUBLIC_PEM = KEYS.publicKey.export({ type: "spki", format: "pem" }).toString();

/** Turns access control on. */
export const ACCESS_ENV: Readonly<Record<string, string>> = {
  ROUTER_SECRETS: ROUTER_SECRET,
  JWT_PUBLIC_KEY: PUBLIC_PEM,
  JWT_ISSUER: ISSUER,
  JWT_AUDIENCE: AUDIENCE,
};

export const nowInSeconds = (): number => Math.floor(Date.now() / 1000);

/** Claims of a token that is accepted. */
export const goodClaims = (claims: object = {}): JWTPayload => ({
  iss: ISSUER,
  aud: AUDIENCE,
  sub: "teacher_li",
  exp: nowInSeconds() + 300,
  scope: "class-groups:read class-groups:write",
  ...claims,
});

export interface TokenOptions {
  /** `undefined` leaves a claim out. */
  readonly claims?: object;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly key?: KeyObject;
}

/** An accepted token with these claims changed. A claim of `undefined` is left out. */
export function aToken({
  claims = {},
  header = {},
  key = KEYS.privateKey,
}: TokenOptions = {}): Promise<string> {
  const payload = JSON.parse(JSON.stringify(goodClaims(claims))) as JWTPayload;
  return signToken(payload, { privateKey: key, algorithm: "ES256", keyId: KEY_ID }, header);
}

/** A token with these scopes, given without their prefix `class-groups:`. */
export const tokenOf = (sub: string, ...scopes: readonly string[]): Promise<string> =>
  aToken({ claims: { sub, scope: scopes.map((scope) => `class-groups:${scope}`).join(" ") } });

/** The headers that the gateway sends: its secret, and the caller's token if there is one. */
export const asGateway = (token: string | null = null): Record<string, string> => ({
  "router-authorization": ROUTER_SECRET,
  ...(token !== null && { authorization: `Bearer ${token}` }),
});
