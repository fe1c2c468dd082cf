import { createHash } from "node:crypto";
import type { Clock } from "../clock.js";
import type { Signature, WebhookMessage } from "./message.js";
import type { WebhookSettings } from "./settings.js";

export interface TencentSource {
  readonly clock: Clock;
  readonly sdkAppId: number;
  /** Null: authentication is off, and no event is signed. */
  readonly token: string | null;
  readonly settings: WebhookSettings;
}

/** What happened. `fields` come in the order in which they are sent. */
export interface TencentEvent {
  readonly command: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** `RESTAPI`, or a client's: `Web`, `Android`, `iOS`, `Windows`, `Mac`, `iPad`. */
  readonly platform: string;
}

const CALLER_IP = "127.0.0.1";

/** An event that happens now. */
export function tencentMessage(event: TencentEvent, source: TencentSource): WebhookMessage {
  const { clock, settings } = source;
  const millis = clock.now().getTime();
  const EventTime = settings.tencentIm.quotedEventTime ? String(millis) : millis;
  const body = JSON.stringify({ CallbackCommand: event.command, ...event.fields, EventTime });
  return tencentRawMessage({ command: event.command, platform: event.platform, body }, source);
}

/** An event with a body of the caller. */
export function tencentRawMessage(
  { command, platform, body }: { command: string; platform: string; body: string },
  { clock, sdkAppId, token }: TencentSource,
): WebhookMessage {
  return {
    vendor: "tencent-im",
    name: command,
    body,
    request: (signature) => {
      const query = new URLSearchParams({
        SdkAppid: String(sdkAppId),
        CallbackCommand: command,
        contenttype: "json",
        ClientIP: CALLER_IP,
        OptPlatform: platform,
        ...signed(signature, token, clock.seconds()),
      });
      return {
        target: `/tencent-im?${query.toString()}`,
        headers: { "content-type": "application/json" },
        body,
      };
    },
  };
}

/** SHA-256 of token and time. It does not cover the body. */
function signed(signature: Signature, token: string | null, seconds: number): Record<string, string> {
  if (signature === "unsigned" || (token === null && signature === "signed")) return {};
  const key = signature === "forged" ? `not ${token}` : token;
  const Sign = createHash("sha256").update(`${key}${seconds}`).digest("hex");
  return { Sign, RequestTime: String(seconds) };
}
