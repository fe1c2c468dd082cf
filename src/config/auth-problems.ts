import type { KeyObject } from "node:crypto";
import type { Algorithm, AuthEnv } from "./auth.js";
import { type Env, isLoopback, isSet } from "./fields.js";

/** Whether a key can check signatures of at least one of the algorithms; if not, it would refuse every token. */
function fits(key: KeyObject, wanted: readonly Algorithm[]): boolean {
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
 * What is wrong with the variables of access control taken together. They are all set, or none of them is: then anybody
 * who reaches the server may do anything, which only somebody's own machine allows.
 */
export function accessProblems(env: Env): string[] {
  const has = (name: string): boolean => isSet(env[name]);
  const open = !["ROUTER_SECRETS", "JWT_JWKS_URL", "JWT_PUBLIC_KEY", "JWT_ISSUER", "JWT_AUDIENCE"].some(has);
  if (open && ownMachine(env)) return [];

  const why = open
    ? ": only NODE_ENV=development or test, on a loopback HOST, runs without access control"
    : ", since access control is all or nothing";
  const missing = ["ROUTER_SECRETS", "JWT_ISSUER", "JWT_AUDIENCE"].filter((name) => !has(name));
  const problems = missing.map((name) => `${name} is required${why}`);
  if (!has("JWT_JWKS_URL") && !has("JWT_PUBLIC_KEY"))
    problems.push(`JWT_JWKS_URL is required, or JWT_PUBLIC_KEY${why}`);
  if (has("JWT_JWKS_URL") && has("JWT_PUBLIC_KEY"))
    problems.push(
      "JWT_PUBLIC_KEY must not stand beside JWT_JWKS_URL: it must be clear whose keys are believed",
    );
  return problems;
}

function ownMachine({ NODE_ENV, HOST = "" }: Env): boolean {
  return (NODE_ENV === "development" || NODE_ENV === "test") && (HOST.trim() === "" || isLoopback(HOST));
}

/** A key that none of the algorithms uses would refuse every token. */
export const keyProblems = (env: Partial<AuthEnv> = {}): string[] =>
  env.JWT_PUBLIC_KEY === undefined || fits(env.JWT_PUBLIC_KEY, env.JWT_ALGORITHMS ?? [])
    ? []
    : ["JWT_PUBLIC_KEY is of a kind that none of JWT_ALGORITHMS uses: every token would be refused"];
