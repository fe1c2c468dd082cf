import type { Vendor } from "../calls.js";
import { classinMessage, classinRawMessage, type ClassInSource } from "./classin-message.js";
import type { WebhookMessage } from "./message.js";
import type { MessageSources } from "./sources.js";
import { tencentRawMessage } from "./tencent-message.js";

/** An event with a body of the caller: JSON, or text that is sent as it is. */
export interface RawEvent {
  readonly vendor: Vendor;
  readonly body: unknown;
  /** Tencent IM's `CallbackCommand`. Default: that of the body. */
  readonly command?: string | undefined;
  /** Tencent IM's `OptPlatform`. Default: `RESTAPI`. */
  readonly platform?: string | undefined;
}

export function rawMessage(
  { vendor, body, command, platform = "RESTAPI" }: RawEvent,
  source: MessageSources,
): WebhookMessage {
  const fields = fieldsOf(body);
  const text = typeof body === "string" ? body : (JSON.stringify(body) ?? "");
  if (vendor === "tencent-im") {
    const named = command ?? fields?.["CallbackCommand"];
    const word = typeof named === "string" ? named : "Unknown";
    return tencentRawMessage({ command: word, platform, body: text }, source.tencentIm);
  }
  return fields === null ? classinRawMessage(text) : signedByUs(fields, source.classin);
}

/** The signature is a part of the body. A `TimeStamp` or `SafeKey` of the caller stays as it is. */
function signedByUs(fields: Readonly<Record<string, unknown>>, source: ClassInSource): WebhookMessage {
  const { Cmd, TimeStamp } = fields;
  const hasTime = typeof TimeStamp === "number" || typeof TimeStamp === "string";
  return classinMessage(
    {
      cmd: typeof Cmd === "string" || typeof Cmd === "number" ? String(Cmd) : "(raw)",
      ...(hasTime && { timeStamp: TimeStamp }),
      layout: (stamp) => ({ ...stamp, ...fields }),
    },
    source,
  );
}

const fieldsOf = (body: unknown): Record<string, unknown> | null =>
  typeof body === "object" && body !== null && !Array.isArray(body) ? { ...body } : null;
