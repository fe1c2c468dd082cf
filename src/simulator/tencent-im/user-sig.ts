import { createHmac } from "node:crypto";
import { inflateSync } from "node:zlib";
import { z } from "zod";
import { sameText } from "../same-text.js";

const ticketSchema = z.object({
  "TLS.ver": z.literal("2.0"),
  "TLS.identifier": z.string(),
  "TLS.sdkappid": z.number().int(),
  "TLS.time": z.number().int(),
  "TLS.expire": z.number().int(),
  "TLS.sig": z.string(),
});
type Ticket = z.output<typeof ticketSchema>;

const MAX_BYTES = 4096;

/**
 * Decodes a UserSig: JSON, compressed with zlib, in Base64 with a special alphabet.
 * Null if any layer is invalid. The size is limited, because the sender controls what it inflates to.
 */
function openUserSig(userSig: string): Ticket | null {
  if (!/^[A-Za-z0-9*\-_]+$/.test(userSig)) return null;
  const base64 = userSig.replaceAll("*", "+").replaceAll("-", "/").replaceAll("_", "=");
  const packed = Buffer.from(base64, "base64");
  // Node ignores misplaced padding, unlike the vendor's decoder.
  if (packed.toString("base64") !== base64) return null;
  try {
    const json: unknown = JSON.parse(inflateSync(packed, { maxOutputLength: MAX_BYTES }).toString("utf8"));
    return ticketSchema.safeParse(json).data ?? null;
  } catch {
    return null;
  }
}

/** Whether exactly these values were signed with this key. */
function isSignedWith(ticket: Ticket, secretKey: string): boolean {
  const lines =
    `TLS.identifier:${ticket["TLS.identifier"]}\n` +
    `TLS.sdkappid:${ticket["TLS.sdkappid"]}\n` +
    `TLS.time:${ticket["TLS.time"]}\n` +
    `TLS.expire:${ticket["TLS.expire"]}\n`;
  return sameText(ticket["TLS.sig"], createHmac("sha256", secretKey).update(lines).digest("base64"));
}

const REMEMBER = 1000;

/** Caches verified signatures: checking one costs more than the rest of a call, and clients reuse one for hours. */
export class SignatureReader {
  readonly #secretKey: string;
  readonly #genuine = new Map<string, Ticket>();

  constructor(secretKey: string) {
    this.#secretKey = secretKey;
  }

  read(userSig: string): { ticket: Ticket } | "undecodable" | "wrong-signature" {
    const known = this.#genuine.get(userSig);
    if (known) return { ticket: known };
    const ticket = openUserSig(userSig);
    if (!ticket) return "undecodable";
    if (!isSignedWith(ticket, this.#secretKey)) return "wrong-signature";
    if (this.#genuine.size >= REMEMBER) this.#genuine.clear();
    this.#genuine.set(userSig, ticket);
    return { ticket };
  }
}
