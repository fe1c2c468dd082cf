import type { Announcement, Announcements } from "../../announcements/announcements.js";
import { PUSH_COMMANDS } from "../../classin/push/commands.js";
import { type CourseNews, courseNews } from "../../classin/push/course-news.js";
import { isUserId } from "../../input/ids.js";
import { asError } from "../../result.js";
import type { Sql, Store } from "../../store/sql.js";
import { StoreUnavailable } from "../../store/sql.js";
import { memberNews } from "../../tencent-im/webhook/member-news.js";
import { writeCourseNews } from "./course-facts.js";
import type { NameEvents } from "./name-events.js";

/** A message that waits to be processed. */
interface OpenMessage {
  readonly number: string;
  readonly vendor: "classin" | "tencent-im";
  readonly command: string;
  readonly group_id: string | null;
  readonly course_id: string | null;
  readonly body: string;
  readonly occurred_at: Date | null;
  readonly received_at: Date;
  readonly tries: number;
}

export interface ProcessDeps {
  readonly store: Store;
  readonly announcements: Announcements;
  /** Learns of changes that concern names. Absent: nobody keeps names. */
  readonly names?: NameEvents | undefined;
  /** A message could not be processed. `isLast`: it is not tried again. */
  readonly onFailure: (message: { number: string; command: string }, why: string, isLast: boolean) => void;
}

const MAX_BATCH = 50;
export const MAX_TRIES = 5;
/** ClassIn stamps its messages ten minutes ahead. A time further ahead would outrank all later messages. */
const MAX_AHEAD_MS = 20 * 60_000;
/** The rest of a message is in its body. */
const MAX_FAILURE_LENGTH = 300;

/**
 * Processes messages that wait, each in one transaction with the mark that it was processed. So a process that dies leaves
 * either both or nothing. Only the first open message of each topic is taken, and a row lock keeps other replicas away.
 * Returns how many were taken.
 */
export async function processMessages(deps: ProcessDeps): Promise<number> {
  const { store } = deps;
  try {
    return await processBatch(deps, MAX_BATCH);
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
  }
  // One of them failed, and the transaction with it. Alone, it costs only itself.
  for (let processed = 0; ; processed += 1) {
    let current: OpenMessage | undefined;
    try {
      if ((await processBatch(deps, 1, (message) => (current = message))) === 0) return processed;
    } catch (error) {
      if (error instanceof StoreUnavailable || current === undefined) throw error;
      (await noteFailure(store, current, error, deps.onFailure))();
    }
  }
}

async function processBatch(
  { store, announcements, names, onFailure }: ProcessDeps,
  most: number,
  onMessage: (message: OpenMessage) => void = () => undefined,
): Promise<number> {
  const failures: (() => void)[] = [];
  const { count, news } = await store.transaction(async (tx) => {
    failures.length = 0;
    const messages = await tx.rows<OpenMessage>(CLAIM, [most]);
    const done: string[] = [];
    const news: Announcement[] = [];
    for (const message of messages) {
      onMessage(message);
      const effect = effectOf(message, names);
      if (effect instanceof Error) {
        failures.push(await noteFailure(tx, message, effect, onFailure));
        continue;
      }
      news.push(...(await effect(tx)));
      done.push(message.number);
    }
    if (done.length > 0) await tx.rows(DONE, [JSON.stringify(done)]);
    await announcements.announceIn(tx, news);
    return { count: messages.length, news };
  });
  announcements.heard(news);
  names?.committed();
  for (const report of failures) report();
  return count;
}

/** A message that waits to be processed, in SQL. */
export const IS_OPEN = "processed_at is null and failed_at is null and verified";

const CLAIM = `
  select number, vendor, command, group_id, course_id, body, occurred_at, received_at, tries
  from webhook_messages message
  where ${IS_OPEN} and coalesce(not_before <= clock_timestamp(), true)
    and not exists (
      select from webhook_messages earlier
      where earlier.topic = message.topic and earlier.number < message.number
        and earlier.processed_at is null and earlier.failed_at is null and earlier.verified
    )
  order by number limit $1::int for update skip locked`;

const DONE = `
  update webhook_messages set processed_at = clock_timestamp(), failure = null
  where number in (select value::bigint from jsonb_array_elements_text($1::jsonb))`;

/** What a message changes. It returns what the replicas are told. */
type Effect = (tx: Sql) => Promise<Announcement[]>;

const NONE: Effect = () => Promise.resolve([]);

/** An error if the message cannot be read. */
function effectOf(message: OpenMessage, names: NameEvents | undefined): Effect | Error {
  const { vendor, command, course_id: courseId, body } = message;
  if (vendor === "tencent-im") return groupEffectOf(message, names);
  if (courseId === null) return NONE;
  try {
    const news = courseNews(command, body);
    if (news === null) return NONE;
    return async (tx) => {
      await writeCourseNews(tx, courseId, news, timeOf(message));
      if (addsOrNames(command, news)) await names?.rosterChanged(tx, courseId);
      return [{ kind: "course-changed", courseId }];
    };
  } catch (error) {
    return asError(error);
  }
}

/** Kept reads were dropped when the event arrived, and who reads again sees the change. So an event concerns only names. */
function groupEffectOf(
  { command, group_id: groupId, body }: OpenMessage,
  names: NameEvents | undefined,
): Effect {
  const news = groupId === null || names === undefined ? null : memberNews(command, body);
  if (groupId === null || names === undefined || news === null) return NONE;
  return async (tx) => {
    await names.membersChanged(tx, { groupId, ...news, userIds: news.userIds.filter(isUserId) });
    return [];
  };
}

/** Whether a message says that students were added or edited. If it does not say whom, it may have been anyone. */
const addsOrNames = (command: string, { students }: CourseNews): boolean =>
  command === PUSH_COMMANDS.COURSE_STUDENTS_CHANGED &&
  (students.length === 0 || students.some(({ isIn }) => isIn));

function timeOf({ occurred_at, received_at }: OpenMessage): Date {
  const isFarAhead = occurred_at !== null && occurred_at.getTime() > received_at.getTime() + MAX_AHEAD_MS;
  return occurred_at === null || isFarAhead ? received_at : occurred_at;
}

/** Returns a function that reports the failure. */
async function noteFailure(
  sql: Sql,
  { number, command, tries }: OpenMessage,
  error: unknown,
  onFailure: ProcessDeps["onFailure"],
): Promise<() => void> {
  const why = asError(error).message.slice(0, MAX_FAILURE_LENGTH);
  const isLast = tries + 1 >= MAX_TRIES;
  // 1, 2, 4 and 8 seconds.
  await sql.rows(
    `update webhook_messages
     set tries = tries + 1, failure = $2, failed_at = case when $3::boolean then clock_timestamp() end,
         not_before = clock_timestamp() + power(2, tries) * interval '1 second'
     where number = $1::bigint and processed_at is null and tries = $4::int`,
    [number, why, isLast, tries],
  );
  return () => onFailure({ number, command }, why, isLast);
}
