import type { Announcements } from "../announcements/announcements.js";
import type { Store } from "../store/sql.js";
import type { StoreProvider } from "../store/store.js";
import type { Clock } from "../vendor/clock.js";
import type { EventEvidence } from "./event-evidence.js";
import { createInbox } from "./inbox.js";
import type { WebhookObserver } from "./observer.js";
import { type Listening, watchListening } from "./process/listening.js";
import type { NameEvents } from "./process/name-events.js";
import { expireMessages } from "./process/retention.js";
import { startProcessing } from "./process/worker.js";
import { classinRoute } from "./receive/classin-route.js";
import { type SenderTimeouts, startListener } from "./receive/listener.js";
import { tencentRoute } from "./receive/tencent-route.js";
import type { WebhookSettings } from "./settings.js";

/** Receives webhooks and processes them. */
export interface Webhooks {
  /** Begins to receive. Resolves to the listener's address. */
  listen(): Promise<string>;
  /** Receives no more. Resolves when the requests in flight are answered. */
  stopListening(): Promise<void>;
  /** Stops the processing, after `stopListening`. */
  close(): Promise<void>;
}

export interface WebhookDeps {
  readonly classin: { readonly sid: string };
  readonly tencentIm: { readonly sdkAppId: number };
  readonly provider: Pick<StoreProvider, "open">;
  readonly announcements: Announcements;
  readonly evidence: Pick<EventEvidence, "recall">;
  readonly clock: Clock;
  readonly observer: WebhookObserver;
  readonly retentionDays: number;
  /** Learns of changes that concern names. */
  readonly names?: NameEvents | undefined;
  /** Called after messages were stored that were not known before. */
  readonly onStored?: () => void;
  readonly timeouts?: SenderTimeouts | undefined;
}

/** The first time counts. Later ones find what was missed while the database was away. */
const RECALL_EVERY_MS = 10 * 60 * 1000;
const NOTE_EVERY_MS = 5_000;
const EXPIRE_EVERY_MS = 60 * 60 * 1000;

export function openWebhooks(settings: WebhookSettings, deps: WebhookDeps): Webhooks {
  const { clock, observer, announcements } = deps;
  const open = (): Promise<Store> => deps.provider.open();
  const listening = watchListening({ announcements, onGap: (since) => observer.gap(since) });
  const processing = startProcessing({
    open,
    announcements,
    names: deps.names,
    clock,
    onFailure: (message, why, isLast) => observer.notProcessed(message, why, isLast),
    onTrouble: (error) => observer.trouble(error),
  });
  const inbox = createInbox({
    open,
    announcements,
    clock,
    onStored() {
      processing.wake();
      deps.onStored?.();
    },
  });
  const routes = [
    classinRoute({
      credentials: { sid: deps.classin.sid, secret: settings.classinSecret.reveal() },
      inbox,
      clock,
      observer,
    }),
    tencentRoute({
      credentials:
        settings.tencentToken === undefined
          ? null
          : { sdkAppId: deps.tencentIm.sdkAppId, token: settings.tencentToken.reveal() },
      inbox,
      clock,
      observer,
      onMissed: () => listening.missedOne(),
    }),
  ];
  let listener: Promise<{ url: string; close(): Promise<void> }> | null = null;
  const timers = startTimers(deps, open, listening);

  return {
    async listen() {
      const { host, port } = settings;
      const onError = (error: unknown) => observer.trouble(error);
      listener = startListener({
        host,
        port,
        routes,
        onError,
        onConnectionRefused: (most) => observer.connectionRefused(most),
        timeouts: deps.timeouts,
      });
      return (await listener).url;
    },
    async stopListening() {
      await (await listener)?.close();
    },
    async close() {
      timers.stop();
      await processing.stop();
    },
  };
}

/** What is done now and then. A failure is repeated with the next turn. */
function startTimers(deps: WebhookDeps, open: () => Promise<Store>, listening: Listening): { stop(): void } {
  const { clock, observer, retentionDays } = deps;
  let isStopped = false;
  const every = (ms: number, work: (store: Store) => Promise<void>): (() => void) => {
    let cancel = (): void => undefined;
    const run = async (): Promise<void> => {
      try {
        await work(await open());
      } catch (error) {
        if (!isStopped) observer.trouble(error);
      }
      if (!isStopped) cancel = clock.after(ms, () => void run());
    };
    void run();
    return () => cancel();
  };
  const stops = [
    every(RECALL_EVERY_MS, (store) => deps.evidence.recall(store)),
    every(NOTE_EVERY_MS, (store) => listening.note(store)),
    every(EXPIRE_EVERY_MS, (store) => expireMessages(store, retentionDays)),
  ];
  return {
    stop() {
      isStopped = true;
      for (const stop of stops) stop();
    },
  };
}
