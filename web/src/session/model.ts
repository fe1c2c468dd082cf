import { type Claims, readClaims } from "./claims.js";
import { type Rights, rightsOf } from "./rights.js";

/** A person who is signed in. */
export interface Session {
  readonly token: string;
  readonly claims: Claims;
  readonly rights: Rights;
}

export function sessionOf(token: string): Session {
  const claims = readClaims(token);
  return { token, claims, rights: rightsOf(claims) };
}
