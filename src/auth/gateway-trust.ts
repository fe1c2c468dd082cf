import { createHash, timingSafeEqual } from "node:crypto";
import type { Secret } from "../telemetry/secret.js";

/** The header in which the gateway shows that it is the gateway. */
export const GATEWAY_HEADER = "router-authorization";

/**
 * Tells whether a header holds one of the secrets. Both sides are hashed, so that neither the time it takes nor an error
 * says anything of a secret's length or beginning, and all secrets are compared, so that neither says which one it was.
 */
export function gatewayTrust(
  secrets: readonly Secret[],
): (header: string | readonly string[] | undefined) => boolean {
  const live = secrets.map((secret) => digest(secret.reveal()));
  return (header) => {
    const given = digest(typeof header === "string" ? header : "");
    let trusted = false;
    for (const secret of live) trusted = timingSafeEqual(secret, given) || trusted;
    return trusted;
  };
}

const digest = (text: string): Buffer => createHash("sha256").update(text, "utf8").digest();
