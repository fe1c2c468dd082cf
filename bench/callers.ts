import { generateKeyPairSync, randomBytes } from "node:crypto";
import { SignJWT } from "jose";

const ISSUER = "https://issuer.example/";
const AUDIENCE = "class-groups";
const SECRET = randomBytes(32).toString("hex");
const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const CALLERS = 50;

/** Turns access control of our server on. The other servers have none, and ignore the headers below. */
export const ACCESS_CONTROL: Readonly<Record<string, string>> = {
  ROUTER_SECRETS: SECRET,
  JWT_PUBLIC_KEY: publicKey.export({ type: "spki", format: "pem" }).toString(),
  JWT_ISSUER: ISSUER,
  JWT_AUDIENCE: AUDIENCE,
};

/** What a gateway sends for one caller: its secret, and the caller's token. */
export async function headersOf(caller: string): Promise<Readonly<Record<string, string>>> {
  const token = await new SignJWT({ scope: "class-groups:read class-groups:write" })
    .setProtectedHeader({ alg: "ES256" })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(caller)
    .setExpirationTime("6h")
    .sign(privateKey);
  return { "router-authorization": SECRET, authorization: `Bearer ${token}` };
}

/** The headers of 50 callers. */
export const CALLER_HEADERS: readonly Readonly<Record<string, string>>[] = await Promise.all(
  Array.from({ length: CALLERS }, (_, index) => headersOf(`teacher_${index}`)),
);
