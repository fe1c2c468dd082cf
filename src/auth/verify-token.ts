import { errors, type JWTPayload, type JWTVerifyOptions, jwtVerify } from "jose";
import { unprintable } from "../input/text.js";
import { failed, ok, type Result } from "../result.js";
import type { Clock } from "../vendor/clock.js";
import { type Caller, scopesIn } from "./caller.js";
import { type KeyFor, KeysUnavailable } from "./keys.js";
import { VerifiedTokens } from "./verified-tokens.js";

/** Why a token was refused. `why` is for the log and contains no part of the token. */
export interface TokenRefusal {
  readonly kind: "expired" | "not-valid" | "keys-unavailable";
  readonly why: string;
}

/** What a token must satisfy. */
export interface TokenRules {
  readonly issuer: string;
  readonly audience: string;
  readonly algorithms: readonly string[];
  /** The claim that names the caller. */
  readonly callerClaim: string;
}

/** A longer token is not parsed. Real ones have 1 to 2 KiB. */
const MAX_TOKEN_BYTES = 8 * 1024;
/** How far clocks may differ when `exp` and `nbf` are checked. */
const TOLERANCE_SECONDS = 5;
const BEARER = /^bearer +([\w.~+/=-]+)$/i;
/** A caller's id must also be printable: it is logged, and it may be a user id of Tencent IM. */
const MAX_CALLER_ID_BYTES = 256;
/** Each key costs one signature check. */
const MAX_KEYS_TRIED = 10;

/**
 * Finds the caller from the `Authorization` header alone: null if it is empty. Checks key, issuer, audience and expiry,
 * even if a gateway has already done so. Ignores keys that a token's header offers (`jwk`, `jku`, `x5u`). A token that was
 * verified is not verified again until it expires or keys are fetched, which changes `keyVersion`.
 */
export function tokenVerifier(deps: {
  rules: TokenRules;
  keyFor: KeyFor;
  keyVersion: () => number | null;
  clock: Clock;
}): (authorization: string | undefined) => Verified | Promise<Verified> {
  const { rules, keyFor, keyVersion, clock } = deps;
  const verifiedTokens = new VerifiedTokens(clock, keyVersion);

  async function verify(token: string): Promise<Verified> {
    const now = clock.now();
    // Read before the check: keys that are fetched during it may not be the ones that it used.
    const usedVersion = keyVersion();
    const options = {
      algorithms: [...rules.algorithms],
      issuer: rules.issuer,
      audience: rules.audience,
      requiredClaims: ["exp"],
      clockTolerance: TOLERANCE_SECONDS,
      currentDate: now,
    };
    try {
      const { payload } = await jwtVerify(token, keyFor, options).catch((error: unknown) =>
        verifiedByOneOf(error, token, options),
      );
      const caller = callerOf(payload, rules.callerClaim);
      if (caller.ok) verifiedTokens.add(token, caller.value, now, usedVersion);
      return caller;
    } catch (error) {
      if (error instanceof KeysUnavailable) return failed({ kind: "keys-unavailable", why: error.message });
      if (error instanceof errors.JWTExpired) return failed({ kind: "expired", why: error.code });
      return notValid(whyOf(error));
    }
  }

  return (authorization = "") => {
    if (authorization.trim() === "") return ok(null);
    if (Buffer.byteLength(authorization) > MAX_TOKEN_BYTES) return notValid("too long");
    const token = BEARER.exec(authorization)?.[1];
    if (token === undefined) return notValid("not a bearer token");
    const known = verifiedTokens.callerOf(token);
    return known === null ? verify(token) : ok(known);
  };
}

type Verified = Result<Caller | null, TokenRefusal>;

/** A token that names no key may be signed with any key that fits its algorithm. */
export async function verifiedByOneOf(
  error: unknown,
  token: string,
  options: JWTVerifyOptions,
): Promise<{ payload: JWTPayload }> {
  if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
  let tried = 0;
  for await (const key of error) {
    tried += 1;
    if (tried > MAX_KEYS_TRIED) break;
    try {
      return await jwtVerify(token, key, options);
    } catch (failure) {
      if (!(failure instanceof errors.JWSSignatureVerificationFailed)) throw failure;
    }
  }
  throw new errors.JWSSignatureVerificationFailed();
}

function callerOf(payload: JWTPayload, claim: string): Result<Caller, TokenRefusal> {
  const id = payload[claim];
  if (!isCallerId(id)) return notValid(`no usable claim ${claim}`);
  return ok({
    id,
    scopes: scopesIn(payload),
    ...(payload.exp !== undefined && { expiresAt: new Date(payload.exp * 1000) }),
  });
}

const isCallerId = (id: unknown): id is string =>
  typeof id === "string" &&
  id !== "" &&
  Buffer.byteLength(id, "utf8") <= MAX_CALLER_ID_BYTES &&
  unprintable(id) === null;

const notValid = (why: string): Result<never, TokenRefusal> => failed({ kind: "not-valid", why });

/** The library's error code and the claim that failed. Any other error was caused by the token too. */
function whyOf(error: unknown): string {
  if (error instanceof errors.JWTClaimValidationFailed) return `${error.code} ${error.claim}`;
  return error instanceof errors.JOSEError ? error.code : "unreadable";
}
