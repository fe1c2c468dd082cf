import { createHash, timingSafeEqual } from "node:crypto";
import { Fields } from "../../vendor/fields.js";
import type { VendorMessage } from "../../vendor/vendor-message.js";
import { signClassin } from "../sign.js";
import { membersOf, withoutMembers } from "./members.js";

/** Together they are a valid login to ClassIn's API, so they are never stored. */
const CREDENTIALS: ReadonlySet<string> = new Set(["SafeKey", "TimeStamp"]);
const COURSE_ID = /^[1-9]\d{0,19}$/;
/** ClassIn's ids are 24 hex digits. Others are as good, if they are simple. */
const SIMPLE_ID = /^[\w-]{1,64}$/;
const MAX_COMMAND_LENGTH = 100;
const NO_COMMAND = "(none)";
/** Anyone can send a message. A longer one is read only if its SafeKey is right, and else only its hash is stored. */
const MAX_UNVERIFIED_LENGTH = 256 * 1024;

/** What ClassIn's messages are checked against. */
export interface PushCredentials {
  readonly sid: string;
  readonly secret: string;
}

/**
 * Reads a message that ClassIn pushed. A message is verified by its SafeKey and the school's SID. The SafeKey does not
 * cover the content, and ClassIn stamps its messages ten minutes ahead, so their age is not checked (docs/vendors/classin.md).
 */
export function readPush(body: string, credentials: PushCredentials): VendorMessage {
  if (body.length > MAX_UNVERIFIED_LENGTH && !seemsSigned(body, credentials)) return unread(body);
  const members = membersOf(body);
  const scalars = new Map(members.map(({ name, value }) => [name, value]));
  const content = isVerified(scalars, credentials) ? readContent(body) : null;
  // PostgreSQL's text cannot hold a NUL character, and JSON has none.
  const cleaned = withoutMembers(body, members, CREDENTIALS).replaceAll("\0", "\u{FFFD}");
  const source = content === null ? UNKNOWN : idsIn(content);
  return {
    vendor: "classin",
    verified: content !== null,
    key: keyOf(scalars, cleaned, content !== null),
    command: commandOf(scalars),
    groupId: null,
    ...source,
    body: content === null && mayHoldCredential(cleaned) ? "" : cleaned,
  };
}

const UNKNOWN = { courseId: null, occurredAt: null };

type Scalars = ReadonlyMap<string, unknown>;

function isVerified(scalars: Scalars, { sid, secret }: PushCredentials): boolean {
  const timeStamp = String(scalars.get("TimeStamp"));
  const safeKey = scalars.get("SafeKey");
  const isSigned = typeof safeKey === "string" && isSignature(safeKey, timeStamp, secret);
  return isSigned && String(scalars.get("SID")) === sid;
}

function isSignature(safeKey: string, timeStamp: string, secret: string): boolean {
  if (!/^\d{1,12}$/.test(timeStamp)) return false;
  const expected = Buffer.from(signClassin(secret, new Date(Number(timeStamp) * 1000)).safeKey);
  const given = Buffer.from(safeKey);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** A cheap look at a long text. */
function seemsSigned(body: string, { secret }: PushCredentials): boolean {
  const safeKey = /"SafeKey"\s{0,9}:\s{0,9}"([0-9a-f]{32})"/.exec(body)?.[1];
  const timeStamp = /"TimeStamp"\s{0,9}:\s{0,9}"?(\d{1,12})/.exec(body)?.[1];
  return safeKey !== undefined && timeStamp !== undefined && isSignature(safeKey, timeStamp, secret);
}

const unread = (body: string): VendorMessage => ({
  vendor: "classin",
  verified: false,
  key: keyOf(new Map(), body, false),
  command: NO_COMMAND,
  groupId: null,
  ...UNKNOWN,
  body: "",
});

function readContent(body: string): Fields | null {
  try {
    return Fields.of(JSON.parse(body), () => undefined);
  } catch {
    return null;
  }
}

/** In a text that is no JSON object, a credential cannot be found and removed for certain. */
const mayHoldCredential = (text: string): boolean => text.includes("SafeKey");

/** The same for a message that is sent again, maybe with another time stamp. */
function keyOf(scalars: Scalars, cleaned: string, verified: boolean): string {
  const id = scalars.get("_id");
  // Anyone can send an id that ClassIn will use. It must not make ClassIn's message look like a repeat.
  if (verified && typeof id === "string" && SIMPLE_ID.test(id)) return `id:${id}`;
  const hash = createHash("sha256").update(cleaned);
  // Two tests of the connection differ only in their time stamps.
  if (scalars.get("Cmd") === "Test") hash.update(String(scalars.get("TimeStamp")));
  return `sha256:${hash.digest("hex")}`;
}

function commandOf(scalars: Scalars): string {
  const command = scalars.get("Cmd");
  if (typeof command !== "string" && typeof command !== "number") return NO_COMMAND;
  return String(command)
    .slice(0, MAX_COMMAND_LENGTH)
    .replaceAll(/\p{Cc}/gu, "�")
    .toWellFormed();
}

/** ClassIn spells the course's id in several ways. */
function idsIn(message: Fields): Pick<VendorMessage, "courseId" | "occurredAt"> {
  const data = Fields.of(message.sent("opData"), () => undefined);
  const courseId = data?.id("courseId") ?? message.id("CourseId") ?? message.id("CourseID");
  return {
    courseId: courseId !== null && COURSE_ID.test(courseId) ? courseId : null,
    occurredAt: timeOf(message),
  };
}

function timeOf(message: Fields): Date | null {
  for (const name of ["opTime", "ActionTime", "CancellationTime", "ReplaceTime", "SetTime"]) {
    const time = message.time(name);
    if (time !== null) return time;
  }
  // The first eight hex digits of an id are the second in which it was made.
  const seconds = /^([0-9a-f]{8})[0-9a-f]{16}$/i.exec(message.text("_id") ?? "")?.[1];
  return seconds === undefined ? null : new Date(Number.parseInt(seconds, 16) * 1000);
}
