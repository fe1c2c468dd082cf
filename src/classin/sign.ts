import { createHash } from "node:crypto";

/** The signature fields of a ClassIn v1 call. */
export interface ClassinSignature {
  /** Whole seconds since 1970; ClassIn refuses a stamp that is more than 20 minutes off its own clock. */
  readonly timeStamp: string;
  /** 32 lower-case hex digits. Good for any call until the stamp expires, so it is a secret. */
  readonly safeKey: string;
}

/**
 * ClassIn's v1 signature: lower-case hex MD5 over the secret directly followed by the time stamp that is sent.
 * It covers neither the action nor the parameters. Each attempt gets a new signature, so that none expires in a queue.
 */
export function signClassin(secret: string, now: Date): ClassinSignature {
  const timeStamp = Math.floor(now.getTime() / 1000).toString();
  const safeKey = createHash("md5")
    .update(secret + timeStamp, "utf8")
    .digest("hex");
  return { timeStamp, safeKey };
}
