import { Fields } from "../../vendor/fields.js";
import { PUSH_COMMANDS } from "./commands.js";

const UID = /^[1-9]\d{0,19}$/;
const OF_STUDENTS: ReadonlySet<string> = new Set([
  PUSH_COMMANDS.COURSE_STUDENTS_CHANGED,
  PUSH_COMMANDS.LESSON_STUDENTS_CHANGED,
]);
/** In other messages, this member is the person who made the change. */
const OF_ONE_PERSON: ReadonlySet<string> = new Set([
  PUSH_COMMANDS.ACCOUNT_CANCELLED,
  PUSH_COMMANDS.PHONE_NUMBER_REPLACED,
  PUSH_COMMANDS.SUB_ACCOUNT_CHANGED,
  PUSH_COMMANDS.DEVICE_CHECKED,
  PUSH_COMMANDS.ROOM_ENTERED,
]);

/** ClassIn's numbers of the people whom a message is about, each once. Null if the message cannot be read. */
export function uidsIn(command: string, body: string): readonly string[] | null {
  const message = fieldsOf(body);
  return message && [...new Set(given(command, message).filter((uid) => UID.test(uid)))];
}

function given(command: string, message: Fields): readonly string[] {
  if (OF_STUDENTS.has(command))
    return idsOf(Fields.of(message.sent("opData"), ignore), "studentInfos", "studentUid");
  if (command === PUSH_COMMANDS.ATTENDANCE_COUNTED) return idsOf(message, "Data", "Uid");
  return OF_ONE_PERSON.has(command) ? [message.id("UID") ?? ""] : [];
}

const idsOf = (fields: Fields | null, list: string, name: string): string[] =>
  (fields?.items(list) ?? []).map((item) => item?.id(name) ?? "");

const ignore = (): void => undefined;

function fieldsOf(body: string): Fields | null {
  try {
    return Fields.of(JSON.parse(body), ignore);
  } catch {
    return null;
  }
}
