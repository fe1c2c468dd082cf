import { createHash } from "node:crypto";
import { Fields } from "../../vendor/fields.js";
import type { VendorMessage } from "../../vendor/vendor-message.js";
import type { WebhookQuery } from "./check-query.js";

/** The vendor needs all three fields, and waits two seconds. */
export const ACCEPTED = '{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0}';

/** The vendor reads only the status of such an answer. */
export const refused = (why: string): string =>
  JSON.stringify({ ActionStatus: "FAIL", ErrorInfo: why, ErrorCode: 1 });

const MAX_COMMAND_LENGTH = 100;
const GROUP_ID = /^[\x21-\x7e]{1,48}$/;
/** The end of the year 9999. */
const LAST_MS = 253_402_300_799_999;

/** Whether Tencent IM asks before it acts. Such an event is always accepted, since no answer may mean a refusal. */
export const asksBefore = (command: string): boolean => /(^|\.)CallbackBefore/.test(command);

/** Reads an event whose query was checked. One whose body cannot be read has only its command. */
export function readWebhook(query: WebhookQuery, body: string): VendorMessage {
  const event = fieldsOf(body);
  const occurredAt = event && eventTime(event);
  const groupId = event?.id("GroupId") ?? event?.id("groupID") ?? null;
  return {
    vendor: "tencent-im",
    verified: true,
    key: keyOf(query, body, occurredAt !== null),
    command: commandOf(event?.sent("CallbackCommand") ?? query["CallbackCommand"]),
    groupId: groupId !== null && GROUP_ID.test(groupId) ? groupId : null,
    courseId: null,
    occurredAt,
    body: event === null ? "" : body,
  };
}

function fieldsOf(body: string): Fields | null {
  try {
    return Fields.of(JSON.parse(body), () => undefined);
  } catch {
    return null;
  }
}

/** Milliseconds, as a number on the Chinese pages and as text on the others. */
function eventTime(event: Fields): Date | null {
  const ms = event.integer("EventTime", LAST_MS);
  return ms === null ? null : new Date(ms);
}

/** Events have no id. Without a time in it, the same body may be another event, but not within one signed second. */
function keyOf(query: WebhookQuery, body: string, hasTime: boolean): string {
  const hash = createHash("sha256").update(body);
  if (!hasTime) hash.update(String(query["RequestTime"]));
  return `sha256:${hash.digest("hex")}`;
}

const commandOf = (command: unknown): string =>
  (typeof command === "string" ? command : "(none)")
    .slice(0, MAX_COMMAND_LENGTH)
    .replaceAll(/\p{Cc}/gu, "�")
    .toWellFormed();
