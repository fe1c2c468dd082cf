import type { KeyObject } from "node:crypto";
import type { AuthEnv } from "./auth.js";
import { type Env, isLoopback, isSet } from "./fields.js";

/** Whether a key can check signatures of at least one of the algorithms. */
export function keyFits(key: KeyObject, wanted: readonly string[]): boolean {
  switch (key.asymmetricKeyType) {
    case "rsa":
      return wanted.some((name) => /^[RP]S/.test(name));
    case "ec": {
      const curves: Readonly<Record<string, string>> = {
        prime256v1: "ES256",
        secp384r1: "ES384",
        secp521r1: "ES512",
      };
      const name = curves[key.asymmetricKeyDetails?.namedCurve ?? ""];
      return wanted.some((algorithm) => algorithm === name);
    }
    case "ed25519":
      return wanted.includes("EdDSA");
    default:
      return false;
  }
}

/**
 * Checks the variables of access control together: all of them are set, or none. With none, any client may do anything,
 * which is allowed only in development on a loopback address.
 */
export function accessProblems(env: Env): string[] {
  const has = (name: string): boolean => isSet(env[name]);
  const open = !["ROUTER_SECRETS", "JWT_JWKS_URL", "JWT_PUBLIC_KEY", "JWT_ISSUER", "JWT_AUDIENCE"].some(has);
  if (open && isLocalDevelopment(env)) return [];

  const why = open
    ? ": without access control, NODE_ENV must be development or test and HOST must be loopback"
    : ", because another variable of access control is set";
  const missing = ["ROUTER_SECRETS", "JWT_ISSUER", "JWT_AUDIENCE"].filter((name) => !has(name));
  const problems = missing.map((name) => `${name} is required${why}`);
  if (!has("JWT_JWKS_URL") && !has("JWT_PUBLIC_KEY"))
    problems.push(`JWT_JWKS_URL or JWT_PUBLIC_KEY is required${why}`);
  if (has("JWT_JWKS_URL") && has("JWT_PUBLIC_KEY"))
    problems.push("JWT_PUBLIC_KEY must not be set together with JWT_JWKS_URL: keys must have one source");
  return problems;
}

function isLocalDevelopment({ NODE_ENV, HOST = "" }: Env): boolean {
  return (NODE_ENV === "development" || NODE_ENV === "test") && (HOST.trim() === "" || isLoopback(HOST));
}

/** A key that none of the algorithms uses would refuse every token. */
export const keyProblems = (env: Partial<AuthEnv> = {}): string[] =>
  env.JWT_PUBLIC_KEY === undefined || keyFits(env.JWT_PUBLIC_KEY, env.JWT_ALGORITHMS ?? [])
    ? []
    : ["JWT_PUBLIC_KEY fits none of JWT_ALGORITHMS: every token would be refused"];
