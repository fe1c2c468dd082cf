import type { Announcement, Announcements } from "../announcements/announcements.js";
import type { Store } from "../store/sql.js";
import { StoreUnavailable } from "../store/sql.js";
import type { Clock } from "../vendor/clock.js";
import type { VendorMessage } from "../vendor/vendor-message.js";
import { lockMessageOrder } from "./message-order.js";

/** Stores messages. Those that arrive together share one transaction. */
export interface Inbox {
  /**
   * Resolves when the message is stored, false if it was stored before. Rejects with StoreUnavailable if it is not stored, or
   * not in time. In the latter case it may be stored after all.
   */
  store(message: VendorMessage): Promise<boolean>;
}

export interface InboxDeps {
  readonly open: () => Promise<Store>;
  readonly announcements: Announcements;
  readonly clock: Clock;
  /** Called after messages were stored that were not known before. */
  readonly onStored: () => void;
}

/** Messages of one transaction. */
const MAX_BATCH = 50;
/** ClassIn waits about ten seconds for its answer. A new store takes longer to make. */
const STORED_WITHIN_MS = 8_000;
/** More would wait so long that the vendors give up. */
const MAX_WAITING = 1_000;

interface Waiting {
  readonly message: VendorMessage;
  readonly receivedAt: Date;
  readonly resolve: (isNew: boolean) => void;
  readonly reject: (error: unknown) => void;
}

export function createInbox(deps: InboxDeps): Inbox {
  const { open, clock } = deps;
  let waiting: Waiting[] = [];
  let isWriting = false;

  const write = async (): Promise<void> => {
    isWriting = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MAX_BATCH);
      waiting = waiting.slice(MAX_BATCH);
      try {
        const stored = await insert(await open(), batch, deps.announcements);
        for (const [index, { resolve }] of batch.entries()) resolve(stored.has(index));
        if (stored.size > 0) deps.onStored();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    isWriting = false;
  };

  return {
    store: (message) =>
      new Promise((resolve, reject) => {
        if (waiting.length >= MAX_WAITING)
          return reject(new StoreUnavailable("Too many webhooks wait to be stored."));
        const cancel = clock.after(STORED_WITHIN_MS, () =>
          reject(new StoreUnavailable("The store did not answer in time.")),
        );
        const settle =
          <Value>(settled: (value: Value) => void) =>
          (value: Value) => {
            cancel();
            settled(value);
          };
        waiting.push({ message, receivedAt: clock.now(), resolve: settle(resolve), reject: settle(reject) });
        if (!isWriting) void write();
      }),
  };
}

/** Returns the indexes of the messages that were not known. */
async function insert(
  store: Store,
  batch: readonly Waiting[],
  announcements: Announcements,
): Promise<ReadonlySet<number>> {
  const rows = batch.map(({ message, receivedAt }, index) => ({ index, ...rowOf(message, receivedAt) }));
  const { stored, news } = await store.transaction(async (tx) => {
    await lockMessageOrder(tx);
    const inserted = await tx.rows<{ vendor: string; verified: boolean; key: string }>(INSERT, [
      JSON.stringify(rows),
    ]);
    const keys = new Set(inserted.map(keyOf));
    const stored = new Set<number>();
    // Of two same messages in one batch, the first is the new one.
    for (const row of rows) if (keys.delete(keyOf(row))) stored.add(row.index);
    const news = newsOf(batch.filter((_, index) => stored.has(index)));
    await announcements.announceIn(tx, news);
    return { stored, news };
  });
  announcements.heard(news);
  return stored;
}

const INSERT = `
  insert into webhook_messages
    (vendor, verified, key, command, topic, group_id, course_id, body, occurred_at, received_at)
  select vendor, verified, key, command, topic, group_id, course_id, body, occurred_at, received_at
  from jsonb_to_recordset($1::jsonb) as message
    (index int, vendor text, verified boolean, key text, command text, topic text, group_id text, course_id text,
     body text, occurred_at timestamptz, received_at timestamptz)
  order by index
  on conflict do nothing
  returning vendor, verified, key`;

const keyOf = ({ vendor, verified, key }: { vendor: string; verified: boolean; key: string }): string =>
  `${vendor} ${verified} ${key}`;

const rowOf = (message: VendorMessage, receivedAt: Date) => ({
  vendor: message.vendor,
  verified: message.verified,
  key: message.key,
  command: message.command,
  topic: topicOf(message),
  group_id: message.groupId,
  course_id: message.courseId,
  body: message.body,
  occurred_at: message.occurredAt,
  received_at: receivedAt,
});

/** Messages about the same thing are processed in order. */
function topicOf({ vendor, groupId, courseId }: VendorMessage): string {
  if (groupId !== null) return `group:${groupId}`;
  return courseId === null ? vendor : `course:${courseId}`;
}

/** Kept reads of a group are outdated at once. Facts of a course are announced when they are known. */
function newsOf(batch: readonly Waiting[]): Announcement[] {
  const groupIds = new Set<string>();
  for (const { message } of batch)
    if (message.verified && message.groupId !== null) groupIds.add(message.groupId);
  return [...groupIds].map((groupId) => ({ kind: "group-changed", groupId }));
}
