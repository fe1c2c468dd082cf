import { createPublicKey } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK } from "jose";
import { named, PortError, readPort } from "../src/process/port.js";
import { onStopSignal } from "../src/process/stop-signals.js";
import { createIssuer } from "./issuer.js";
import { peopleWithTokens } from "./people.js";

/**
 * The issuer of tokens for `ops/compose.yaml --profile demo`. It gives a token to everybody who asks, so it does not start with
 * NODE_ENV=production. Variables: ISSUER_HOST (127.0.0.1) and ISSUER_PORT (4012).
 */
const { ISSUER_HOST = "127.0.0.1", NODE_ENV } = process.env;

function stop(message: string): never {
  console.error(message);
  process.exit(1);
}

if (NODE_ENV === "production")
  stop("The demo's issuer does not start with NODE_ENV=production, because it gives a token to everybody.");

const issuer = createIssuer();
const publicKey = createPublicKey(issuer.env["JWT_PUBLIC_KEY"] ?? "");
const keys = { keys: [{ ...(await exportJWK(publicKey)), alg: "ES256", use: "sig" }] };

/** What is published, by its path. */
const PUBLISHED = new Map<string, () => Promise<object>>([
  ["/jwks.json", () => Promise.resolve(keys)],
  ["/people.json", () => peopleWithTokens(issuer)],
]);

const server = createServer((request, response) => {
  const make = request.method === "GET" ? PUBLISHED.get(request.url ?? "") : undefined;
  const headers = { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" };
  if (make === undefined) response.writeHead(404, headers).end("{}");
  else
    make().then(
      (json) => response.writeHead(200, headers).end(JSON.stringify(json)),
      () => response.writeHead(500, headers).end("{}"),
    );
});

const port = readPort(process.env, "ISSUER_PORT", 4012);
const listening = new Promise<void>((resolve, reject) => {
  server.once("error", reject).listen(port, ISSUER_HOST, resolve);
});
await named("ISSUER_PORT", listening).catch((error: unknown) => {
  stop(error instanceof PortError ? error.message : String(error));
});
onStopSignal(() => server.close(() => process.exit(0)).closeAllConnections());

const { port: bound } = server.address() as AddressInfo;
// Last, so that a process that waits for this line may send a signal at once.
console.log(`issuer http://${ISSUER_HOST}:${bound}`);
