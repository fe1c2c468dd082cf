import { createHash, randomBytes } from "node:crypto";
import type { Clock } from "../clock.js";
import type { Signature, WebhookMessage } from "./message.js";
import type { WebhookSettings } from "./settings.js";

export interface ClassInSource {
  readonly clock: Clock;
  readonly sid: string;
  readonly secret: string;
  readonly settings: WebhookSettings;
}

/** What proves the sender. Empty in messages without a signature. */
export type Stamp = { readonly TimeStamp: number | string; readonly SafeKey: string } | Record<string, never>;

/** A message by what it says. `layout` builds the body with the stamp in its documented place. */
export interface ClassInEvent {
  readonly cmd: string;
  /** Default: the second in which the message is created, plus the setting. */
  readonly timeStamp?: number | string;
  readonly layout: (stamp: Stamp) => Readonly<Record<string, unknown>>;
}

const HEADERS = { "content-type": "application/json", origin: "http://www.eeo.cn" };

/** A message that is created now. */
export function classinMessage(event: ClassInEvent, source: ClassInSource): WebhookMessage {
  const { cmd, layout } = event;
  const { clock, settings } = source;
  const createdAt = clock.seconds();
  const timeStamp = (isRepeat: boolean) =>
    event.timeStamp ??
    (isRepeat && settings.classin.newTimeStampOnRepeat ? clock.seconds() : createdAt) +
      settings.classin.timeStampAheadSeconds;
  return {
    vendor: "classin",
    name: cmd,
    body: JSON.stringify(layout({})),
    request: (signature, isRepeat) => ({
      target: "/classin",
      headers: HEADERS,
      body: JSON.stringify(layout(stampFor(signature, timeStamp(isRepeat), source))),
    }),
  };
}

/** The exact bytes of the caller, without any stamp. */
export const classinRawMessage = (body: string): WebhookMessage => ({
  vendor: "classin",
  name: "(raw)",
  body,
  request: () => ({ target: "/classin", headers: HEADERS, body }),
});

function stampFor(
  signature: Signature,
  TimeStamp: number | string,
  { secret, settings }: ClassInSource,
): Stamp {
  if (signature === "unsigned" || settings.classin.bareMessages) return {};
  return { TimeStamp, SafeKey: safeKey(signature === "forged" ? `not ${secret}` : secret, TimeStamp) };
}

/** Lower-case MD5 of secret and time. It covers nothing else. */
const safeKey = (secret: string, timeStamp: number | string): string =>
  createHash("md5").update(`${secret}${timeStamp}`).digest("hex");

const PROCESS_BYTES = randomBytes(5).toString("hex");
let lastId = 0;

/** An id like MongoDB's: the first 8 hex digits are the second in which it was made. */
export function messageId(clock: Clock): string {
  lastId = (lastId + 1) % 0x1000000;
  const second = clock.seconds().toString(16).padStart(8, "0");
  return `${second}${PROCESS_BYTES}${lastId.toString(16).padStart(6, "0")}`;
}
