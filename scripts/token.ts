import { type Arguments, readArguments, USAGE } from "./token/arguments.js";
import {
  developmentKey,
  keySet,
  publicPem,
  readSigningKey,
  signToken,
  type SigningKey,
} from "./token/signing-key.js";

/** `npm run token`: mints a token for development. */
const DEVELOPMENT_KEY = ".data/token/private-key.pem";

/** Goes to standard error, so that a shell can take the token from standard output. */
const explanation = (
  key: SigningKey,
  { issuer, audience, callerClaim }: Arguments,
  expiresAt: Date,
): string =>
  `The token is valid until ${expiresAt.toISOString()}. A server accepts it with these variables:

  JWT_PUBLIC_KEY="${publicPem(key)
    .trim()
    .replaceAll("\n", String.raw`\n`)}"
  JWT_ISSUER=${issuer}
  JWT_AUDIENCE=${audience}${callerClaim === "sub" ? "" : `\n  JWT_CALLER_CLAIM=${callerClaim}`}
  ROUTER_SECRETS=$(openssl rand -base64 36)

Send both secrets, as a gateway does:

  curl -H "authorization: Bearer $TOKEN" -H "router-authorization: $ROUTER_SECRETS" …

`;

async function run(given: Arguments): Promise<void> {
  const key = await (given.keyFile === null
    ? developmentKey(DEVELOPMENT_KEY)
    : readSigningKey(given.keyFile));
  if (given.jwks) return print(JSON.stringify(await keySet(key), null, 2));
  const nowSeconds = Math.floor(Date.now() / 1000);
  const exp = nowSeconds + given.expiresInSeconds;
  const { issuer: iss, audience: aud, subject, scope } = given;
  const claims = { iss, aud, sub: subject, [given.callerClaim]: subject, scope, iat: nowSeconds, exp };
  process.stderr.write(explanation(key, given, new Date(exp * 1000)));
  print(await signToken(claims, key));
}

const print = (text: string): void => void process.stdout.write(`${text}\n`);

try {
  const given = readArguments(process.argv.slice(2), process.env);
  if (given.help) print(USAGE);
  else await run(given);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  process.exitCode = 1;
}
