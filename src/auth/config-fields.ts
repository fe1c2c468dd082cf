import { createPublicKey, type KeyObject } from "node:crypto";
import { z } from "zod";
import { Secret } from "../telemetry/secret.js";

const MAX_LIVE_SECRETS = 2;
/** As many characters as a 192-bit random value has in Base64. */
const MIN_SECRET_LENGTH = 32;
const MIN_RSA_BITS = 2048;

/**
 * Signatures whose check needs no secret. A shared-secret algorithm would let whoever holds the public key sign, and
 * "none" would let anybody.
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
type Algorithm = (typeof ALGORITHMS)[number];

const list = (text: string): string[] =>
  text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");

/** One or two secrets; with two, both are let in, so that they can be exchanged without a lost request. */
export const routerSecrets = () =>
  z
    .string()
    .transform(list)
    .refine(
      (secrets) => secrets.length >= 1 && secrets.length <= MAX_LIVE_SECRETS,
      "must be one secret, or two with a comma between while they are exchanged",
    )
    .refine(
      (secrets) =>
        secrets.every((secret) => secret.length >= MIN_SECRET_LENGTH && /^[\x21-\x7e]+$/.test(secret)),
      `must have at least ${MIN_SECRET_LENGTH} characters in each secret, all of them visible ASCII`,
    )
    .transform((secrets) => secrets.map((secret) => new Secret(secret)));

/** Where keys come from decides whose tokens are believed, so nobody on the way may change them. */
export const jwksUrl = () =>
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

/** A PEM public key; line feeds may be written as `\n`, since many tools cannot hold them in a variable. */
export const publicKey = () =>
  z.string().transform((pem, context): KeyObject => {
    const key = readPublicKey(pem.replaceAll(String.raw`\n`, "\n"));
    if (typeof key !== "string") return key;
    context.addIssue({ code: "custom", message: key });
    return z.NEVER;
  });

function readPublicKey(pem: string): KeyObject | string {
  if (pem.includes("PRIVATE KEY")) return "must be the public key: a private one does not belong here";
  if (!pem.includes("-----BEGIN PUBLIC KEY-----")) return "must be a public key in PEM (BEGIN PUBLIC KEY)";
  try {
    const key = createPublicKey(pem);
    const bits = key.asymmetricKeyDetails?.modulusLength ?? MIN_RSA_BITS;
    return bits >= MIN_RSA_BITS ? key : `must have at least ${MIN_RSA_BITS} bits`;
  } catch {
    return "cannot be read as a public key in PEM";
  }
}

export const algorithms = () =>
  z
    .string()
    .default("RS256,PS256,ES256,EdDSA")
    .transform(list)
    .refine(
      (names) => names.length > 0 && names.every(isAlgorithm),
      `must be some of ${ALGORITHMS.join(", ")}`,
    )
    .transform((names) => names.filter(isAlgorithm));

const isAlgorithm = (name: string): name is Algorithm => (ALGORITHMS as readonly string[]).includes(name);

/** Whether a key can check signatures of at least one of the algorithms; if not, it would refuse every token. */
export function fits(key: KeyObject, wanted: readonly Algorithm[]): boolean {
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

type Env = Readonly<Record<string, string | undefined>>;

/**
 * What is wrong with the variables of access control taken together. They are all set, or none of them is: then anybody
 * who reaches the server may do anything, which only somebody's own machine allows.
 */
export function accessProblems(env: Env): string[] {
  const isSet = (name: string): boolean => (env[name] ?? "").trim() !== "";
  const open = !["ROUTER_SECRETS", "JWT_JWKS_URL", "JWT_PUBLIC_KEY", "JWT_ISSUER", "JWT_AUDIENCE"].some(
    isSet,
  );
  if (open && ownMachine(env)) return [];

  const why = open
    ? ": only NODE_ENV=development or test, on a loopback HOST, runs without access control"
    : ", since access control is all or nothing";
  const missing = ["ROUTER_SECRETS", "JWT_ISSUER", "JWT_AUDIENCE"].filter((name) => !isSet(name));
  const problems = missing.map((name) => `${name} is required${why}`);
  if (!isSet("JWT_JWKS_URL") && !isSet("JWT_PUBLIC_KEY"))
    problems.push(`JWT_JWKS_URL is required, or JWT_PUBLIC_KEY${why}`);
  if (isSet("JWT_JWKS_URL") && isSet("JWT_PUBLIC_KEY"))
    problems.push(
      "JWT_PUBLIC_KEY must not stand beside JWT_JWKS_URL: it must be clear whose keys are believed",
    );
  return problems;
}

function ownMachine({ NODE_ENV, HOST = "" }: Env): boolean {
  return (NODE_ENV === "development" || NODE_ENV === "test") && (HOST.trim() === "" || isLoopback(HOST));
}

export const isLoopback = (host: string): boolean => /^(127(\.\d{1,3}){3}|::1|localhost)$/.test(host);
