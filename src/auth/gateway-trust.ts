import { hash, timingSafeEqual } from "node:crypto";
import type { Secret } from "../telemetry/secret.js";

/** The header that carries the gateway's secret. */
export const GATEWAY_HEADER = "router-authorization";

/**
 * Checks whether a header holds one of the secrets. Both sides are hashed, so neither the time nor an error reveals the
 * length or the beginning of a secret. All secrets are compared, so the time does not reveal which one matched.
 */
export function gatewayTrust(
  secrets: readonly Secret[],
): (header: string | readonly string[] | undefined) => boolean {
  const accepted = secrets.map((secret) => digest(secret.reveal()));
  return (header) => {
    const given = digest(typeof header === "string" ? header : "");
    let trusted = false;
    for (const secret of accepted) trusted = timingSafeEqual(secret, given) || trusted;
    return trusted;
  };
}

const digest = (text: string): Buffer => hash("sha256", text, "buffer");
