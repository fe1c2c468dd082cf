import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { request } from "undici";
import type { Announcement } from "../../src/announcements/announcements.js";
import { openEmbedded } from "../../src/store/embedded.js";
import type { Store } from "../../src/store/sql.js";
import { Secret } from "../../src/telemetry/secret.js";
import { type Clock, systemClock } from "../../src/vendor/clock.js";
import { openWebhooks } from "../../src/webhooks/open-webhooks.js";
import type { SenderTimeouts } from "../../src/webhooks/receive/listener.js";
import { announcementsOf } from "./announcements.js";
import { storeFolder } from "./store.js";

export const SID = "1234567";
export const PUSH_SECRET = "testSecret01";
export const SDK_APP_ID = 1400000001;
export const TOKEN = "hook-token-01";

export const ACKNOWLEDGED = '{"error_info":{"errno":1,"error":"OK"}}';
export const ACCEPTED = '{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0}';

/** A row of what was stored. */
export interface StoredMessage {
  readonly number: string;
  readonly vendor: string;
  readonly verified: boolean;
  readonly key: string;
  readonly command: string;
  readonly topic: string;
  readonly group_id: string | null;
  readonly course_id: string | null;
  readonly body: string;
  readonly occurred_at: Date | null;
  readonly processed_at: Date | null;
  readonly tries: number;
  readonly failure: string | null;
  readonly failed_at: Date | null;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** One for all tests of a worker, which run one after another: opening a store takes a second. */
let opened: Promise<Store> | undefined;

/** An open store without any webhooks in it. */
export async function emptyStore(): Promise<Store> {
  opened ??= storeFolder().then((folder) => {
    process.once("exit", () => rmSync(folder.path, { recursive: true, force: true }));
    return openEmbedded(folder.path, new AbortController().signal);
  });
  const store = await opened;
  await store.rows(
    "truncate webhook_messages, webhook_listening, webhook_relays, course_facts, course_students restart identity",
  );
  return store;
}

/** An open store that can be made to fail. */
export interface StoreSwitch {
  store: Store | Promise<Store> | Error;
}

/** The listener on a free port, over an embedded store. */
export async function startWebhooks(
  options: {
    clock?: Clock;
    timeouts?: SenderTimeouts;
    tencentToken?: string | null;
    /** Wraps the store, for faults. */
    wrap?: (store: Store) => Store;
  } = {},
) {
  const { clock = systemClock, tencentToken = TOKEN, wrap = (store) => store } = options;
  const store = await emptyStore();
  const state: StoreSwitch = { store: wrap(store) };
  const announcements = announcementsOf(clock);
  const announced: Announcement[] = [];
  announcements.listen((announcement) => announced.push(announcement));
  const noted: string[] = [];
  const webhooks = openWebhooks(
    {
      host: "127.0.0.1",
      port: 0,
      classinSecret: new Secret(PUSH_SECRET),
      tencentToken: tencentToken === null ? undefined : new Secret(tencentToken),
      relay: { urls: [], secret: undefined, privateHosts: [] },
    },
    {
      classin: { sid: SID },
      tencentIm: { sdkAppId: SDK_APP_ID },
      provider: {
        open: () =>
          state.store instanceof Error ? Promise.reject(state.store) : Promise.resolve(state.store),
      },
      announcements,
      evidence: { recall: () => Promise.resolve() },
      clock,
      retentionDays: 90,
      timeouts: options.timeouts,
      observer: {
        received: (vendor, outcome) => noted.push(`${vendor} ${outcome}`),
        refused: (vendor, why) => noted.push(`${vendor} refused: ${why}`),
        notStored: (vendor) => noted.push(`${vendor} not stored`),
        connectionRefused: () => noted.push("connection refused"),
        notProcessed: (_message, _why, isLast) => noted.push(isLast ? "given up" : "failed"),
        gap: (since) => noted.push(since === null ? "missed" : "gap"),
        trouble: () => undefined,
      },
    },
  );
  const url = await webhooks.listen();
  const post = async (path: string, body: string | Buffer, headers = {}): Promise<Answer> => {
    const response = await request(url + path, { method: "POST", body, headers });
    return { status: response.statusCode, headers: response.headers, text: await response.body.text() };
  };
  return {
    url,
    store,
    state,
    announced,
    noted,
    post,
    classin: (message: object | string) =>
      post("/classin", typeof message === "string" ? message : JSON.stringify(message), {
        "content-type": "application/json",
        origin: "http://www.eeo.cn",
      }),
    tencent: (event: object | string, query: Readonly<Record<string, string>> = {}) => {
      const body = typeof event === "string" ? event : JSON.stringify(event);
      return post(`/tencent-im?${new URLSearchParams({ ...signedQuery(clock.now()), ...query })}`, body);
    },
    messages: () => store.rows<StoredMessage>("select * from webhook_messages order by number"),
    async [Symbol.asyncDispose]() {
      await webhooks.stopListening();
      await webhooks.close();
    },
  };
}

/** The query of an event that the console's token signs. */
export function signedQuery(now: Date, token = TOKEN): Record<string, string> {
  const requestTime = String(Math.floor(now.getTime() / 1000));
  return {
    SdkAppid: String(SDK_APP_ID),
    CallbackCommand: "Group.CallbackAfterNewMemberJoin",
    contenttype: "json",
    ClientIP: "203.0.113.9",
    OptPlatform: "iOS",
    Sign: createHash("sha256")
      .update(token + requestTime)
      .digest("hex"),
    RequestTime: requestTime,
  };
}

/** A ClassIn message with its stamp and SafeKey. */
export function signed<Message extends object>(
  message: Message,
  timeStamp = 1700000600,
  secret = PUSH_SECRET,
) {
  const SafeKey = createHash("md5")
    .update(secret + timeStamp)
    .digest("hex");
  return { SID: Number(SID), ...message, TimeStamp: timeStamp, SafeKey };
}

/** Sends an event of Tencent IM to a server's listener. It must be accepted. */
export async function tellOf(
  webhooksUrl: string | undefined,
  event: object,
  { sdkAppId = SDK_APP_ID, token = TOKEN } = {},
): Promise<void> {
  const query = new URLSearchParams({ ...signedQuery(new Date(), token), SdkAppid: String(sdkAppId) });
  const response = await request(`${webhooksUrl}/tencent-im?${query}`, {
    method: "POST",
    body: JSON.stringify(event),
  });
  const text = await response.body.text();
  if (text !== ACCEPTED) throw new Error(`The event was not accepted: ${text}`);
}

/** The environment of a server that receives webhooks, and calls no vendor. */
export const webhookEnvironment = (env: Readonly<Record<string, string>>): Record<string, string> => ({
  NODE_ENV: "test",
  PORT: "0",
  ADMIN_PORT: "0",
  DRAIN_SECONDS: "0",
  CLASSIN_URL: "http://127.0.0.1:9",
  CLASSIN_SID: SID,
  CLASSIN_SECRET: PUSH_SECRET,
  TENCENT_IM_URL: "http://127.0.0.1:9",
  TENCENT_IM_SDK_APP_ID: String(SDK_APP_ID),
  TENCENT_IM_SECRET_KEY: "PLANTED-TENCENT-KEY",
  TENCENT_IM_ADMIN: "administrator",
  TENCENT_IM_WEBHOOK_TOKEN: TOKEN,
  ...env,
});
