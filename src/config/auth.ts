import { createPublicKey, type KeyObject } from "node:crypto";
import { z } from "zod";
import type { AuthSettings } from "../auth/access.js";
import { Secret } from "../telemetry/secret.js";
import { isLoopback, listOf } from "./fields.js";

const MAX_LIVE_SECRETS = 2;
/** A random value of 192 bits has 32 characters in Base64. */
const MIN_SECRET_LENGTH = 32;
const MIN_RSA_BITS = 2048;

/**
 * Asymmetric algorithms only. With a shared-secret algorithm, anyone who has the public key could sign a token. With
 * "none", anyone could.
 */
const ALGORITHMS = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

/** One or two secrets. With two, both are accepted, so that a rotation loses no request. */
const routerSecrets = () =>
  z
    .string()
    .transform(listOf)
    .refine(
      (secrets) => secrets.length >= 1 && secrets.length <= MAX_LIVE_SECRETS,
      "must be one secret, or two separated by a comma during a rotation",
    )
    .refine(
      (secrets) =>
        secrets.every((secret) => secret.length >= MIN_SECRET_LENGTH && /^[\x21-\x7e]+$/.test(secret)),
      `must have at least ${MIN_SECRET_LENGTH} characters in each secret, all visible ASCII`,
    )
    .transform((secrets) => secrets.map((secret) => new Secret(secret)));

/** The keys decide which tokens are trusted, so nobody on the way may change them. */
const jwksUrl = () =>
  z
    .string()
    .refine(isSafeUrl, "must be an https URL without a user name, or http on a loopback address")
    .transform((url) => new URL(url).href);

function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== "" || password !== "") return false;
  return protocol === "https:" || (protocol === "http:" && isLoopback(hostname.replace(/^\[|\]$/g, "")));
}

/** A PEM public key. Line feeds may be written as `\n`, because many tools cannot put them in a variable. */
const publicKey = () =>
  z.string().transform((pem, context): KeyObject => {
    const key = readPublicKey(pem.replaceAll(String.raw`\n`, "\n"));
    if (typeof key !== "string") return key;
    context.addIssue({ code: "custom", message: key });
    return z.NEVER;
  });

function readPublicKey(pem: string): KeyObject | string {
  if (pem.includes("PRIVATE KEY")) return "must be the public key, not the private one";
  if (!pem.includes("-----BEGIN PUBLIC KEY-----")) return "must be a public key in PEM (BEGIN PUBLIC KEY)";
  try {
    const key = createPublicKey(pem);
    const bits = key.asymmetricKeyDetails?.modulusLength ?? MIN_RSA_BITS;
    return bits >= MIN_RSA_BITS ? key : `must have at least ${MIN_RSA_BITS} bits`;
  } catch {
    return "cannot be read as a public key in PEM";
  }
}

const algorithms = () =>
  z
    .string()
    .default("RS256,PS256,ES256,EdDSA")
    .transform(listOf)
    .refine(
      (names) => names.length > 0 && names.every(isAlgorithm),
      `must be some of ${ALGORITHMS.join(", ")}`,
    )
    .transform((names) => names.filter(isAlgorithm));

const isAlgorithm = (name: string): name is Algorithm => (ALGORITHMS as readonly string[]).includes(name);

export const AUTH_VARIABLES = {
  ROUTER_SECRETS: routerSecrets()
    .optional()
    .describe(
      "The secret that the gateway sends in `Router-Authorization`: at least 32 characters. Two, separated by a comma, during a rotation. Required in production, like the `JWT_` variables.",
    ),
  JWT_JWKS_URL: jwksUrl()
    .optional()
    .describe("URL of the published keys for callers' tokens. Https, or http on loopback."),
  JWT_PUBLIC_KEY: publicKey()
    .optional()
    .describe("One public key in PEM, instead of JWT_JWKS_URL. Line feeds may be written as `\\n`."),
  JWT_ISSUER: z.string().optional().describe("The `iss` of callers' tokens."),
  JWT_AUDIENCE: z
    .string()
    .optional()
    .describe("The `aud` of callers' tokens: the issuer's name for this graph."),
  JWT_ALGORITHMS: algorithms().describe(
    "Accepted signature algorithms. Algorithms with a shared secret are not allowed.",
  ),
  JWT_CALLER_CLAIM: z
    .string()
    .regex(/^[\x21-\x7e]{1,128}$/, "must be the name of a claim: 1 to 128 visible ASCII characters")
    .default("sub")
    .describe(
      "The claim that names the caller. For `class-groups:write:own` it must be the user id in Tencent IM.",
    ),
};

export type AuthEnv = z.output<z.ZodObject<typeof AUTH_VARIABLES>>;

/** Null if access control is off. */
export function authSettings(env: AuthEnv): AuthSettings | null {
  const { ROUTER_SECRETS, JWT_ISSUER, JWT_AUDIENCE, JWT_PUBLIC_KEY, JWT_JWKS_URL } = env;
  const keys = JWT_PUBLIC_KEY ?? JWT_JWKS_URL;
  if (ROUTER_SECRETS === undefined || JWT_ISSUER === undefined || JWT_AUDIENCE === undefined) return null;
  if (keys === undefined) return null;
  return {
    routerSecrets: ROUTER_SECRETS,
    keys,
    tokens: {
      issuer: JWT_ISSUER,
      audience: JWT_AUDIENCE,
      algorithms: env.JWT_ALGORITHMS,
      callerClaim: env.JWT_CALLER_CLAIM,
    },
  };
}
