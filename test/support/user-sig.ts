import { createHash } from "node:crypto";
import { inflateSync } from "node:zlib";

/** The content of a UserSig, unpacked as the vendor's documents describe it. */
export interface Ticket {
  readonly "TLS.ver": string;
  readonly "TLS.identifier": string;
  readonly "TLS.sdkappid": number;
  readonly "TLS.time": number;
  readonly "TLS.expire": number;
  readonly "TLS.sig": string;
}

export function openUserSig(userSig: string): Ticket {
  const usual: Readonly<Record<string, string>> = { "*": "+", "-": "/", _: "=" };
  const base64 = Array.from(userSig, (letter) => usual[letter] ?? letter).join("");
  return JSON.parse(inflateSync(Buffer.from(base64, "base64")).toString("utf8"));
}

/** The signature that a ticket with these values must have: HMAC-SHA256 (RFC 2104), computed by hand. */
export function signatureOf(ticket: Ticket, key: string): string {
  const lines = (["identifier", "sdkappid", "time", "expire"] as const)
    .map((name) => `TLS.${name}:${ticket[`TLS.${name}`]}\n`)
    .join("");
  const bytes = Buffer.from(key, "utf8");
  const block = Buffer.alloc(64);
  (bytes.length > 64 ? sha256(bytes) : bytes).copy(block);
  const inner = sha256(
    block.map((byte) => byte ^ 0x36),
    Buffer.from(lines, "utf8"),
  );
  return sha256(
    block.map((byte) => byte ^ 0x5c),
    inner,
  ).toString("base64");
}

function sha256(...parts: readonly Uint8Array[]): Buffer {
  return createHash("sha256").update(Buffer.concat(parts)).digest();
}
