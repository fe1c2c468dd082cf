import { NO_TOKEN, refusalOf, type WebhookCredentials } from "../../tencent-im/webhook/check-query.js";
import { ACCEPTED, asksBefore, readWebhook, refused } from "../../tencent-im/webhook/read-webhook.js";
import type { Clock } from "../../vendor/clock.js";
import type { Inbox } from "../inbox.js";
import type { WebhookObserver } from "../observer.js";
import type { WebhookRoute } from "./listener.js";

const DONE = { status: 200, body: ACCEPTED };

/** Receives Tencent IM's events. Null credentials: none are accepted. */
export function tencentRoute(deps: {
  credentials: WebhookCredentials | null;
  inbox: Inbox;
  clock: Clock;
  observer: WebhookObserver;
  /** An event could not be stored. The vendor seldom sends events again. */
  onMissed: () => void;
}): WebhookRoute {
  const { credentials, inbox, clock, observer } = deps;
  return {
    path: "/tencent-im",
    refuse(query) {
      const why = credentials === null ? NO_TOKEN : refusalOf(query, credentials, clock.now());
      if (why === null) return null;
      observer.refused("tencent-im", why);
      return { status: 401, body: refused(why) };
    },
    async receive(body, query) {
      const message = readWebhook(query, body);
      try {
        observer.received("tencent-im", (await inbox.store(message)) ? "stored" : "duplicate");
        return DONE;
      } catch (error) {
        observer.notStored("tencent-im", error);
        // It is about something that has not happened yet.
        if (asksBefore(message.command)) return DONE;
        deps.onMissed();
        return { status: 503, body: refused("the event was not stored") };
      }
    },
    onOversized: () => observer.received("tencent-im", "oversized"),
  };
}
