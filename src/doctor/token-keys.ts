import { createPublicKey } from "node:crypto";
import type { JWK } from "jose";
import type { AuthSettings } from "../auth/access.js";
import { keyFetcher } from "../auth/fetch-keys.js";
import { keyFits } from "../config/auth-problems.js";
import { type CheckResult, fine, problem, skipped } from "./finding.js";

const WORDS: ReadonlyMap<string, string> = new Map([
  ["ECONNREFUSED", "the connection was refused"],
  ["ENOTFOUND", "the host has no address in DNS"],
  ["EAI_AGAIN", "DNS did not answer"],
  ["UND_ERR_CONNECT_TIMEOUT", "no connection in time"],
]);

/** Whether the keys for callers' tokens can be fetched, and whether one of them fits JWT_ALGORITHMS. */
export async function checkTokenKeys(auth: AuthSettings | null): Promise<CheckResult> {
  if (auth === null) return skipped("Access control is off, so no token is checked.");
  const { keys, tokens } = auth;
  if (typeof keys !== "string") return fine("JWT_PUBLIC_KEY fits JWT_ALGORITHMS.");
  const { fetchKeys, close } = keyFetcher(keys);
  try {
    const fetched = await fetchKeys();
    if (!fetched.ok) return notFetched(keys, fetched.error);
    return checkKeys(fetched.value.keys, tokens.algorithms);
  } finally {
    await close();
  }
}

const notFetched = (url: string, why: string): CheckResult =>
  problem(
    `The keys at JWT_JWKS_URL could not be fetched from ${new URL(url).host}: ${WORDS.get(why) ?? why}.`,
    "Without them every caller gets 503. Check the URL, the issuer, and the network path to it. Redirects are not followed.",
  );

function checkKeys(keys: readonly JWK[], algorithms: readonly string[]): CheckResult {
  if (keys.some(({ d }) => d !== undefined))
    return problem(
      "JWT_JWKS_URL publishes a private key: whoever reads it can sign tokens for anybody.",
      "Have the issuer replace this key now, and publish only public keys.",
    );
  const usable = keys.filter((key) => isUsable(key, algorithms)).length;
  if (usable > 0) return fine(`${usable} of ${keys.length} published keys can be used.`);
  return problem(
    `None of the ${keys.length} keys at JWT_JWKS_URL can be used with JWT_ALGORITHMS (${algorithms.join(", ")}).`,
    "Set JWT_ALGORITHMS to the issuer's algorithm. Keys for encryption and shared secrets are ignored.",
  );
}

function isUsable(jwk: JWK, algorithms: readonly string[]): boolean {
  if (jwk.use !== undefined && jwk.use !== "sig") return false;
  if (jwk.alg !== undefined && !algorithms.includes(jwk.alg)) return false;
  try {
    return keyFits(createPublicKey({ key: jwk, format: "jwk" }), algorithms);
  } catch {
    return false;
  }
}
