import type { Announcement } from "./announcements.js";

export const CHANNEL = "class_groups";

/** PostgreSQL refuses payloads of 8000 bytes or more. */
const MAX_BYTES = 7_900;

/** One notification: who sent it, and the announcements or the number of a heartbeat. */
export interface Message {
  readonly from: string;
  readonly announcements: readonly Announcement[];
  /** Null if it is not a heartbeat. */
  readonly beat: number | null;
}

/** Writes announcements into as few payloads as possible, in order. */
export function payloadsOf(from: string, announcements: readonly Announcement[]): string[] {
  const head = `{"from":${JSON.stringify(from)},"all":[`;
  const payloads: string[] = [];
  let items: string[] = [];
  let bytes = Buffer.byteLength(head) + 2;
  const end = (): void => {
    if (items.length > 0) payloads.push(`${head}${items.join(",")}]}`);
    items = [];
    bytes = Buffer.byteLength(head) + 2;
  };
  for (const announcement of announcements) {
    const item = JSON.stringify(announcement);
    const size = Buffer.byteLength(item) + 1;
    if (bytes + size > MAX_BYTES) end();
    items.push(item);
    bytes += size;
  }
  end();
  return payloads;
}

export const heartbeatPayload = (from: string, beat: number): string => JSON.stringify({ from, beat });

/**
 * Reads a payload. Null for anything else, since others may use the same channel. Announcements that this version does not
 * know are left out: during an update, replicas of two versions run.
 */
export function readPayload(payload: string | undefined): Message | null {
  const message = parsed(payload);
  if (message === null || typeof message["from"] !== "string") return null;
  const { from, beat, all } = message;
  return {
    from,
    beat: typeof beat === "number" ? beat : null,
    announcements: Array.isArray(all) ? all.map(readAnnouncement).filter((one) => one !== null) : [],
  };
}

function parsed(payload: string | undefined): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(payload ?? "");
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function readAnnouncement(value: unknown): Announcement | null {
  if (!isObject(value)) return null;
  const { kind, groupId, courseId } = value;
  switch (kind) {
    case "group-changed": {
      if (typeof groupId !== "string") return null;
      return { kind, groupId, ...endOf(value) };
    }
    case "group-write-begins": {
      if (typeof groupId !== "string") return null;
      return { kind, groupId, ...(typeof value["writeId"] === "string" && { writeId: value["writeId"] }) };
    }
    case "course-changed":
      return typeof courseId === "string" ? { kind, courseId } : null;
    case "webhooks-missed":
      return { kind };
    default:
      return null;
  }
}

const endOf = ({ writeId, outcomeUnknown }: Readonly<Record<string, unknown>>) => ({
  ...(typeof writeId === "string" && { writeId }),
  ...(outcomeUnknown === true && { outcomeUnknown: true as const }),
});

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
