import { createHash } from "node:crypto";
import type { V2Body } from "./body.js";

/** The signature headers of a ClassIn v2 call. */
export type V2Signature = Readonly<Record<"X-EEO-SIGN" | "X-EEO-UID" | "X-EEO-TS", string>>;

/** Longer values are sent but not signed. */
const MAX_SIGNED_BYTES = 1024;

/**
 * ClassIn's v2 signature: lower-case hex MD5 over the body's members that are numbers or texts, the SID and the time in
 * whole seconds, sorted by name, and the secret. ClassIn refuses a time that is more than 5 minutes off its own clock.
 * Lists are not covered, so whoever sees the headers can send any list until the time is over: they are a secret.
 */
export function signV2(
  { sid, secret }: { readonly sid: string; readonly secret: string },
  body: V2Body,
  now: Date,
): V2Signature {
  const timeStamp = Math.floor(now.getTime() / 1000).toString();
  const text = `${textToSign({ ...body, sid, timeStamp })}&key=${secret}`;
  const sign = createHash("md5").update(text, "utf8").digest("hex");
  return { "X-EEO-SIGN": sign, "X-EEO-UID": sid, "X-EEO-TS": timeStamp };
}

/** The names are ASCII, so the default order is the order of their bytes: upper case first. */
const textToSign = (members: V2Body): string =>
  Object.keys(members)
    .toSorted()
    .flatMap((name) => {
      const value = members[name];
      return typeof value === "object" || value === undefined ? [] : [[name, String(value)]];
    })
    .filter(([, value = ""]) => Buffer.byteLength(value, "utf8") <= MAX_SIGNED_BYTES)
    .map((pair) => pair.join("="))
    .join("&");
