import type { WebhookSettingsInput } from "./settings.js";
import type { After } from "./timers.js";

export interface WebhookOptions extends WebhookSettingsInput {
  /** Where to send, on this machine. Events go to `<url>/classin` and `<url>/tencent-im`. Null, the default: nowhere. */
  url?: string | null;
  /** Signs Tencent IM's events. Null, the default: they are not signed. */
  tencentToken?: string | null;
  /** Signs ClassIn's messages. Default: the secret of ClassIn's API. */
  classinSecret?: string;
  /** For tests: timers of a clock that the test moves. */
  after?: After;
  /** The most events that wait or are on their way. Further ones are dropped, and counted. Default: 10,000. */
  queueLimit?: number;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** The base URL without a final slash, or why it cannot be used. */
export function readWebhookUrl(text: string): { url: string } | { problem: string } {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:"))
    return { problem: "It must be a URL with http or https." };
  // The bodies look like a vendor's, so they must not reach another machine by mistake.
  if (!LOOPBACK.test(url.hostname))
    return { problem: "It must name this machine: localhost, 127.0.0.1 or [::1]." };
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "")
    return { problem: "It must have no credentials, query or fragment." };
  return { url: `${url.origin}${url.pathname.replace(/\/$/, "")}` };
}
