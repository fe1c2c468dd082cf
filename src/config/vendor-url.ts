import { z } from "zod";
import type { Env } from "./fields.js";
import { rate } from "./rates.js";

const LOOPBACK = new Set(["127.0.0.1", "[::1]", "localhost"]);
const isOnThisMachine = ({ hostname }: URL): boolean => LOOPBACK.has(hostname);

/** Tencent IM's limit for a command unless the school bought more. ClassIn allows less. */
const MAX_CALLS_PER_SECOND = 200;

/** An origin that signed requests may be sent to: the vendor's own over HTTPS, or a simulator on this machine. */
export const vendorUrl = (origins: ReadonlySet<string>) =>
  z
    .string()
    .refine(
      (text) => isOneOfOrLoopback(text, origins),
      "must be this vendor's own https host, or a loopback address, without a path",
    )
    .transform((url) => new URL(url).origin);

function isOneOfOrLoopback(text: string, origins: ReadonlySet<string>): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (
    url.username !== "" ||
    url.password !== "" ||
    url.pathname !== "/" ||
    url.search !== "" ||
    url.hash !== ""
  )
    return false;
  return origins.has(url.origin) || (/^https?:$/.test(url.protocol) && isOnThisMachine(url));
}

/** Only a test server on this machine may have a rate above the vendor's limit. */
export function rateProblems(env: Env): string[] {
  return ["CLASSIN", "TENCENT_IM"].flatMap((vendor) => {
    const name = `${vendor}_CALLS_PER_SECOND`;
    const url = env[`${vendor}_URL`] ?? "";
    const parsed = rate().safeParse(env[name]);
    if (!parsed.success || parsed.data <= MAX_CALLS_PER_SECOND) return [];
    if (URL.canParse(url) && isOnThisMachine(new URL(url))) return [];
    return [`${name} must be at most ${MAX_CALLS_PER_SECOND}, unless ${vendor}_URL is a loopback address`];
  });
}
