import { createGraphQLError } from "@graphql-tools/utils";
import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from "jose";
import { verifiedByOneOf } from "../../src/auth/verify-token.js";

/** The settings for checking tokens, as in Class Groups. */
interface JwtEnv {
  readonly JWT_JWKS_URL?: string | undefined;
  readonly JWT_ISSUER?: string | undefined;
  readonly JWT_AUDIENCE?: string | undefined;
}

/** Hive's generic auth data for one selected field. */
interface Selected {
  readonly user: JWTPayload | null | undefined;
  readonly path: readonly (string | number)[];
  readonly userScopes: readonly string[];
  readonly typeAuthArgs?: unknown;
  readonly fieldAuthArgs?: unknown;
  readonly typeScopes?: string[][];
  readonly fieldScopes?: string[][];
}

const ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"];

/**
 * Verifies the caller's token and enforces `@authenticated` and `@requiresScopes` before planning. A missing token, an
 * invalid token and a missing scope get different errors. If a variable is unset, nothing is checked here. Class Groups
 * always checks.
 */
export function genericAuthFor({ JWT_JWKS_URL, JWT_ISSUER, JWT_AUDIENCE }: JwtEnv) {
  if (!JWT_JWKS_URL || !JWT_ISSUER || !JWT_AUDIENCE) return undefined;
  const keys = createRemoteJWKSet(new URL(JWT_JWKS_URL));
  const accepted = {
    issuer: JWT_ISSUER,
    audience: JWT_AUDIENCE,
    algorithms: ALGORITHMS,
    requiredClaims: ["exp"],
  };
  return {
    mode: "protect-granular" as const,
    async resolveUserFn({ request }: { request: Request }): Promise<JWTPayload | null> {
      const token = /^bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
      if (token === undefined) return null;
      const checked = await jwtVerify(token, keys, accepted)
        .catch((error: unknown) => verifiedByOneOf(error, token, accepted))
        .catch((error: unknown) => {
          throw refusalOfToken(error);
        });
      return checked.payload;
    },
    extractScopes: scopesOf,
    validateUser({ user, path, userScopes, ...needed }: Selected) {
      const { typeAuthArgs, fieldAuthArgs, typeScopes, fieldScopes } = needed;
      const required = [typeScopes, fieldScopes].filter((scopes) => scopes !== undefined);
      const at = path.filter((step) => step !== "@");
      if (user == null) {
        const isGuarded = Boolean(typeAuthArgs) || Boolean(fieldAuthArgs) || required.length > 0;
        return isGuarded ? noToken(at) : undefined;
      }
      const missing = required.find(
        (sets) => !sets.some((set) => set.every((one) => userScopes.includes(one))),
      );
      return missing === undefined ? undefined : noScope(missing, at);
    },
  };
}

/** Scopes are a string with spaces or a list. Some issuers name the claim `scp`. */
function scopesOf(user: JWTPayload | null): string[] {
  return [user?.["scope"], user?.["scp"]]
    .flat()
    .flatMap((given) => (typeof given === "string" ? given.split(" ") : []));
}

const refusal = (message: string, status: number, extensions: object, path?: (string | number)[]) =>
  createGraphQLError(message, {
    ...(path !== undefined && { path }),
    extensions: { ...extensions, http: { status } },
  });

const noToken = (path: (string | number)[]) =>
  refusal(
    "This needs a caller: send a token as `Authorization: Bearer …`.",
    401,
    { code: "UNAUTHENTICATED" },
    path,
  );

const noScope = (anyOf: readonly string[][], path: (string | number)[]) =>
  refusal(
    `The token does not allow this. It needs the scope ${anyOf.map((set) => set.join(" and ")).join(", or ")}.`,
    403,
    { code: "FORBIDDEN" },
    path,
  );

/** The caller gets 503, not 401, if the issuer's keys cannot be fetched. */
function refusalOfToken(error: unknown) {
  if (error instanceof errors.JWTExpired) {
    const extensions = { code: "UNAUTHENTICATED", reason: "TOKEN_EXPIRED" };
    return refusal("The token has expired. Get a new one and try again.", 401, extensions);
  }
  const areKeysUnavailable =
    !(error instanceof errors.JOSEError) ||
    error instanceof errors.JWKSTimeout ||
    error.code === "ERR_JOSE_GENERIC";
  if (areKeysUnavailable) {
    const extensions = { code: "CALLER_CHECK_UNAVAILABLE", retryAfterSeconds: 5 };
    return refusal("Tokens cannot be checked at the moment. Nothing was done. Try again.", 503, extensions);
  }
  const extensions = { code: "UNAUTHENTICATED", reason: "TOKEN_NOT_VALID" };
  return refusal("The token is not valid. Sign in again.", 401, extensions);
}
