import { ACKNOWLEDGED, NOT_ACKNOWLEDGED } from "../../classin/push/acknowledge.js";
import { type PushCredentials, readPush } from "../../classin/push/read-push.js";
import type { Clock } from "../../vendor/clock.js";
import type { Inbox } from "../inbox.js";
import type { WebhookObserver } from "../observer.js";
import type { WebhookRoute } from "./listener.js";
import { tokenBucket } from "./token-bucket.js";

/** Anyone can send messages that do not verify. Above this rate they are only counted. */
const UNVERIFIED_RATE = { perSecond: 50, burst: 1_000 };

const DONE = { status: 200, body: ACKNOWLEDGED };

/**
 * Receives ClassIn's messages. ClassIn sends the next one only after it got an acknowledgement, so every message that can be
 * stored is acknowledged. Those that do not verify are kept apart.
 */
export function classinRoute(deps: {
  credentials: PushCredentials;
  inbox: Inbox;
  clock: Clock;
  observer: WebhookObserver;
}): WebhookRoute {
  const { credentials, inbox, observer } = deps;
  const mayStoreUnverified = tokenBucket(deps.clock, UNVERIFIED_RATE);
  return {
    path: "/classin",
    async receive(body) {
      const message = readPush(body, credentials);
      if (!message.verified && !mayStoreUnverified()) {
        observer.received("classin", "dropped");
        return DONE;
      }
      try {
        const isNew = await inbox.store(message);
        if (message.verified) observer.received("classin", isNew ? "stored" : "duplicate");
        else observer.received("classin", "unverified");
        return DONE;
      } catch (error) {
        observer.notStored("classin", error);
        return { status: 503, body: NOT_ACKNOWLEDGED };
      }
    },
    onOversized: () => observer.received("classin", "oversized"),
  };
}
