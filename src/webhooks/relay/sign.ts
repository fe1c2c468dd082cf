import { createHash } from "node:crypto";
import { Webhook } from "standardwebhooks";
import type { Secret } from "../../telemetry/secret.js";
import type { Message } from "./model.js";

/** Makes the headers of one delivery. */
export type SignMessage = (message: Message, sentAt: Date) => Record<string, string>;

const ID_LENGTH = 32;
/** Receivers refuse long headers. The body has the whole command. */
const MAX_COMMAND_LENGTH = 256;

/**
 * Signs by the convention of Standard Webhooks. The id is the same for each attempt, and if the vendor repeats the message.
 * `source` tells this school's messages from those of other schools that have the same target.
 */
export function messageSigner(secret: Secret, source: string): SignMessage {
  const webhook = new Webhook(secret.reveal());
  return (message, sentAt) => {
    const { vendor, key, command, body } = message;
    const hash = createHash("sha256").update(JSON.stringify([source, vendor, key]));
    const id = `msg_${hash.digest("hex").slice(0, ID_LENGTH)}`;
    return {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(sentAt.getTime() / 1000)),
      "webhook-signature": webhook.sign(id, sentAt, body),
      "class-groups-vendor": vendor,
      "class-groups-command": headerText(command),
    };
  };
}

/** The vendor chose this text, and a header may hold only some characters. Others are percent-encoded. */
const headerText = (text: string): string =>
  text.slice(0, MAX_COMMAND_LENGTH).replace(/[^\x21-\x24\x26-\x7e]/gu, (character) =>
    Buffer.from(character)
      .toString("hex")
      .replace(/../g, (byte) => `%${byte.toUpperCase()}`),
  );
