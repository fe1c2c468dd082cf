import { request } from "undici";
import type { Store } from "../../src/store/sql.js";
import { ACCEPTED, ACKNOWLEDGED, signed, signedQuery } from "./webhooks.js";

const EACH = 1_000;
const COURSES = 40;
const GROUPS = 40;
/** Between two tries, so that a restarting server is not flooded. */
const PAUSE_MS = 20;
const TENCENT_AT_ONCE = 8;

/** What one vendor sends, in order. */
interface Sent {
  readonly key: string;
  readonly path: () => string;
  readonly body: string;
  readonly acknowledgement: string;
}

const T = 1700000000;

const classinMessages = Array.from({ length: EACH }, (_, index): Sent => {
  const courseId = 1 + (index % COURSES);
  const body = JSON.stringify(
    signed({
      Cmd: "eeoCourseInfoChange",
      opType: 3,
      opTime: T + index,
      opData: { courseId, courseName: `Name ${index}` },
      _id: `message-${index}`,
    }),
  );
  return { key: `id:message-${index}`, path: () => "/classin", body, acknowledgement: ACKNOWLEDGED };
});

const tencentEvents = Array.from({ length: EACH }, (_, index): Sent => {
  const body = JSON.stringify({
    CallbackCommand: "Group.CallbackAfterMemberFieldChanged",
    GroupId: `group-${index % GROUPS}`,
    Member_Account: `stu_${index}`,
    NameCard: `Card ${index}`,
    EventTime: T * 1000 + index,
  });
  return {
    key: body,
    path: () => `/tencent-im?${new URLSearchParams(signedQuery(new Date()))}`,
    body,
    acknowledgement: ACCEPTED,
  };
});

/**
 * Sends 2,000 messages as the vendors do, each until it is acknowledged: ClassIn's one after another, Tencent IM's several at
 * once. `onAcknowledged` is called after each. `urls` are the listeners that answer now, or will answer soon.
 */
export async function sendThroughCrashes(
  urls: () => readonly string[],
  onAcknowledged: (count: number) => void,
): Promise<void> {
  let count = 0;
  let turn = 0;
  const deliver = async ({ path, body, acknowledgement }: Sent): Promise<void> => {
    for (;;) {
      const listeners = urls();
      const listener = listeners[(turn += 1) % Math.max(1, listeners.length)];
      if (listener !== undefined && (await answerTo(listener + path(), body)) === acknowledgement) break;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    onAcknowledged((count += 1));
  };
  const inOrder = async (messages: Iterator<Sent>): Promise<void> => {
    for (let next = messages.next(); next.done !== true; next = messages.next()) await deliver(next.value);
  };
  const events = tencentEvents.values();
  await Promise.all([
    inOrder(classinMessages.values()),
    ...Array.from({ length: TENCENT_AT_ONCE }, () => inOrder(events)),
  ]);
}

/** Null if there was no answer. */
async function answerTo(url: string, body: string): Promise<string | null> {
  try {
    const response = await request(url, { method: "POST", body, headersTimeout: 10_000 });
    const text = await response.body.text();
    return response.statusCode === 200 ? text : null;
  } catch {
    return null;
  }
}

/** How often each of the sent messages is in the store. */
export async function countsOfSent(store: Store): Promise<Set<number>> {
  const rows = await store.rows<{ key: string; body: string; vendor: string }>(
    "select key, body, vendor from webhook_messages",
  );
  const counts = new Map([...classinMessages, ...tencentEvents].map(({ key }) => [key, 0]));
  for (const { vendor, key, body } of rows) {
    const sent = vendor === "classin" ? key : body;
    counts.set(sent, (counts.get(sent) ?? 0) + 1);
  }
  return new Set(counts.values());
}

/** The name of each course after the last of its messages. */
export const expectedNames = (): { course_id: string; name: string }[] =>
  Array.from({ length: COURSES }, (_, index) => ({
    course_id: String(index + 1),
    name: `Name ${EACH - COURSES + index}`,
  }));
