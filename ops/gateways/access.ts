import { createGraphQLError } from "@graphql-tools/utils";
import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from "jose";
import { verifiedByOneOf } from "../../src/auth/verify-token.js";

/** What a token is checked against, as Class Groups has it. */
interface JwtEnv {
  readonly JWT_JWKS_URL?: string | undefined;
  readonly JWT_ISSUER?: string | undefined;
  readonly JWT_AUDIENCE?: string | undefined;
}

/** What Hive's generic auth knows of one selected field. */
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
 * Tells who is calling, and enforces `@authenticated` and `@requiresScopes` before anything is planned. No token, a token
 * that is not valid, and a token without the scope are told apart. With a variable unset nothing is checked here; Class
 * Groups checks in any case.
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
      const asked = [typeScopes, fieldScopes].filter((scopes) => scopes !== undefined);
      const at = path.filter((step) => step !== "@");
      if (user == null) {
        const isGuarded = Boolean(typeAuthArgs) || Boolean(fieldAuthArgs) || asked.length > 0;
        return isGuarded ? noToken(at) : undefined;
      }
      const missing = asked.find((sets) => !sets.some((set) => set.every((one) => userScopes.includes(one))));
      return missing === undefined ? undefined : noScope(missing, at);
    },
  };
}

/** As text with blanks between, or as a list; some issuers call it `scp`. */
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

/** The issuer's keys may be away, which is no fault of the caller. */
function refusalOfToken(error: unknown) {
  if (error instanceof errors.JWTExpired) {
    const extensions = { code: "UNAUTHENTICATED", reason: "TOKEN_EXPIRED" };
    return refusal("The token has expired. Get a new one and try again.", 401, extensions);
  }
  const keysAreAway =
    !(error instanceof errors.JOSEError) ||
    error instanceof errors.JWKSTimeout ||
    error.code === "ERR_JOSE_GENERIC";
  if (keysAreAway) {
    const extensions = { code: "CALLER_CHECK_UNAVAILABLE", retryAfterSeconds: 5 };
    return refusal("Tokens cannot be checked at the moment. Nothing was done; try again.", 503, extensions);
  }
  const extensions = { code: "UNAUTHENTICATED", reason: "TOKEN_NOT_VALID" };
  return refusal("The token is not valid. Sign in again and try with a new one.", 401, extensions);
}
