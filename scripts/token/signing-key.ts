import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { calculateJwkThumbprint, exportJWK, type JSONWebKeySet, type JWTPayload, SignJWT } from "jose";

/** A private key with the algorithm and the id that its tokens name. */
export interface SigningKey {
  readonly privateKey: KeyObject;
  /** One of JWT_ALGORITHMS. */
  readonly algorithm: string;
  readonly keyId: string;
}

const CURVES: Readonly<Record<string, string>> = {
  prime256v1: "ES256",
  secp384r1: "ES384",
  secp521r1: "ES512",
};

function algorithmOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string | undefined {
  if (asymmetricKeyType === "rsa") return "RS256";
  if (asymmetricKeyType === "ed25519") return "EdDSA";
  return CURVES[asymmetricKeyDetails?.namedCurve ?? ""];
}

/** Reads a private key in PEM. The error for the user names the file and never its content. */
export async function readSigningKey(path: string): Promise<SigningKey> {
  const pem = await readFile(path, "utf8").catch(() => null);
  if (pem === null) throw new Error(`The key file ${path} cannot be read.`);
  const privateKey = privateKeyIn(pem);
  const algorithm = privateKey === null ? null : algorithmOf(privateKey);
  if (privateKey === null || !algorithm)
    throw new Error(`${path} holds no RSA, EC or Ed25519 private key in PEM without a passphrase.`);
  return { privateKey, algorithm, keyId: await calculateJwkThumbprint(await publicJwk(privateKey)) };
}

function privateKeyIn(pem: string): KeyObject | null {
  try {
    return createPrivateKey(pem);
  } catch {
    return null;
  }
}

/** Reads the key of a file, and makes one first if there is no such file. Only the user can read it. */
export async function developmentKey(path: string): Promise<SigningKey> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const pem = privateKey.export({ type: "pkcs8", format: "pem" });
  await writeFile(path, pem, { flag: "wx", mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  return readSigningKey(path);
}

/** Signs a token. `header` adds to its header, or replaces parts of it. */
export const signToken = (
  claims: JWTPayload,
  { privateKey, algorithm, keyId }: SigningKey,
  header: Readonly<Record<string, unknown>> = {},
): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg: algorithm, kid: keyId, ...header }).sign(privateKey);

const publicJwk = (privateKey: KeyObject) => exportJWK(createPublicKey(privateKey));

export const publicPem = ({ privateKey }: SigningKey): string =>
  createPublicKey(privateKey).export({ type: "spki", format: "pem" }).toString();

/** The public key as an issuer publishes it. */
export const keySet = async ({ privateKey, algorithm, keyId }: SigningKey): Promise<JSONWebKeySet> => ({
  keys: [{ ...(await publicJwk(privateKey)), kid: keyId, alg: algorithm, use: "sig" }],
});
